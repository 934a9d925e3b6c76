/** Every table as it is, read in one read-only transaction: nothing is interpreted, and nothing changes meanwhile. */
import type { BatchItem, TransactionResult } from '@evlock/chain';
import type { Address, Bytes32, Hex, Signature } from '@evlock/protocol';
import { bytes } from './columns.ts';
import type { Database } from './database.ts';
import type { ReceiptRow } from './receipts.ts';
import type { Statements } from './statements.ts';

export interface CursorRow {
  chain_id: bigint;
  market: Address;
  block: bigint;
  time: bigint;
}

export interface OfferRow {
  hash: Bytes32;
  meter_key: Address;
  account: Address;
  body: Hex;
  signature: Signature;
  nonce: bigint;
  open_before: bigint;
  opened_trade: Bytes32 | null;
  cancelled: boolean;
}

export interface SignedOrderRow {
  meter_key: Address;
  nonce: bigint;
  body: Hex;
  signature: Signature;
}

export interface FaultRow {
  meter_key: Address;
  code: string;
  first: string;
  second: string;
}

export interface DeviceRow {
  device_id: Bytes32;
  meter_key: Address;
  account: Address;
}

export interface GasChargeRow {
  account: Address;
  key: string;
  chain_id: bigint;
  sender: Address;
  shares: number;
}

export interface TradeRow {
  id: Bytes32;
  offer_hash: Bytes32;
  bid_body: Hex;
  bid_signature: Signature;
  state: string;
  error: string | null;
  readonly [column: string]: string | bigint | number | boolean | null;
}

export interface EventRow {
  block: bigint;
  log_index: number;
  fields: Readonly<Record<string, string | number | boolean>>;
  readonly [column: string]: unknown;
}

export interface MeterRow {
  meter_key: Address;
  readonly [column: string]: string | number | boolean | null;
}

export interface AccountRow {
  account: Address;
  reputation: number;
}

export interface OutboxRow {
  key: string;
  chain_id: bigint;
  sender: Address;
  target: Address;
  data: Hex;
  label: string;
  items: readonly BatchItem[] | null;
  nonce: bigint;
  gas_limit: bigint;
  attempts: readonly { readonly transaction: Bytes32; readonly raw: Hex }[];
  state: string;
  result: TransactionResult | null;
  error: unknown;
}

export interface ReadingRow {
  meter_key: Address;
  sequence: bigint;
  interval_start: bigint;
  interval_end: bigint;
  import: bigint;
  export: bigint;
  flags: bigint;
  previous_hash: Bytes32;
  signature: Signature;
}

/** Maximum number of readings in memory at once. */
const READINGS_AT_ONCE = 5_000;

export class Snapshot {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  async cursor(): Promise<CursorRow | undefined> {
    return (await this.#statements.query<CursorRow>('SELECT * FROM chain_cursor'))[0];
  }

  offers(): Promise<OfferRow[]> {
    return this.#statements.query('SELECT * FROM offers ORDER BY hash');
  }

  signedOrders(): Promise<SignedOrderRow[]> {
    return this.#statements.query('SELECT * FROM signed_orders ORDER BY meter_key, nonce');
  }

  meterFaults(): Promise<FaultRow[]> {
    return this.#statements.query('SELECT * FROM meter_faults ORDER BY meter_key, code');
  }

  devices(): Promise<DeviceRow[]> {
    return this.#statements.query('SELECT * FROM device ORDER BY device_id');
  }

  gasCharges(): Promise<GasChargeRow[]> {
    return this.#statements.query('SELECT * FROM gas_charges ORDER BY chain_id, sender, key, account');
  }

  trades(): Promise<TradeRow[]> {
    return this.#statements.query('SELECT * FROM trades ORDER BY id');
  }

  events(): Promise<EventRow[]> {
    return this.#statements.query('SELECT * FROM chain_events ORDER BY block, log_index');
  }

  meters(): Promise<MeterRow[]> {
    return this.#statements.query('SELECT * FROM chain_meters ORDER BY meter_key');
  }

  accounts(): Promise<AccountRow[]> {
    return this.#statements.query('SELECT * FROM chain_accounts ORDER BY account');
  }

  outbox(): Promise<OutboxRow[]> {
    return this.#statements.query('SELECT * FROM outbox ORDER BY chain_id, sender, nonce');
  }

  /** The receipts of one trade, each side's in order. */
  receipts(tradeId: Bytes32): Promise<ReceiptRow[]> {
    return this.#statements.query('SELECT * FROM receipts WHERE trade_id = $1 ORDER BY role, sequence', [
      bytes(tradeId),
    ]);
  }

  /** Receipts whose trade is not in its table; at most `limit`. */
  strayReceipts(limit: number): Promise<ReceiptRow[]> {
    return this.#statements.query(
      `SELECT * FROM receipts r WHERE NOT EXISTS (SELECT FROM trades t WHERE t.id = r.trade_id)
       ORDER BY trade_id, role, sequence LIMIT $1`,
      [limit],
    );
  }

  /** All readings, meter by meter and in order, piece by piece. */
  async *readings(): AsyncGenerator<ReadingRow[], void, void> {
    let last: ReadingRow | undefined;
    for (;;) {
      const rows: ReadingRow[] = await this.#statements.query<ReadingRow>(
        `SELECT * FROM readings WHERE $1::bytea IS NULL OR (meter_key, sequence) > ($1, $2)
         ORDER BY meter_key, sequence LIMIT $3`,
        [last ? bytes(last.meter_key) : null, last?.sequence ?? null, READINGS_AT_ONCE],
      );
      last = rows.at(-1);
      if (!last) return;
      yield rows;
    }
  }
}

/** Does `work` on what the database holds now. Throws `DATABASE_UNREACHABLE`. */
export const withSnapshot = <T>(database: Database, work: (snapshot: Snapshot) => Promise<T>): Promise<T> =>
  database.transaction(async (statements) => {
    await statements.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return work(new Snapshot(statements));
  });
