/** Transactions of one account on one chain, stored before they are sent. */
import type { Outbox, OutboxEntry, OutboxState } from '@evlock/chain';
import { type Address, EvlockError, type Hex, toJson } from '@evlock/protocol';
import { bytes } from './columns.ts';
import { violates } from './database.ts';
import type { Statements } from './statements.ts';

interface Row {
  key: string;
  chain_id: bigint;
  sender: Address;
  target: Address;
  data: Hex;
  label: string;
  items: OutboxEntry['items'] | null;
  nonce: bigint;
  gas_limit: bigint;
  attempts: OutboxEntry['attempts'];
  state: OutboxState;
  result: OutboxEntry['result'];
  error: OutboxEntry['error'];
}

const entry = (row: Row): OutboxEntry => ({
  key: row.key,
  chainId: Number(row.chain_id),
  from: row.sender,
  to: row.target,
  data: row.data,
  label: row.label,
  ...(row.items && { items: row.items }),
  nonce: Number(row.nonce),
  gasLimit: Number(row.gas_limit),
  attempts: row.attempts,
  state: row.state,
  result: row.result,
  error: row.error,
});

const parameters = (item: OutboxEntry): unknown[] => [
  item.key,
  item.chainId,
  bytes(item.from),
  bytes(item.to),
  bytes(item.data),
  item.label,
  item.nonce,
  item.gasLimit,
  toJson(item.attempts),
  item.state,
  item.result && toJson(item.result),
  item.error && toJson(item.error),
  item.items ? toJson(item.items) : null,
];

export class PostgresOutbox implements Outbox {
  readonly #account: { readonly chainId: number; readonly address: Address };
  readonly #statements: Statements;

  constructor(account: { chainId: number; address: Address }, statements: Statements) {
    this.#account = account;
    this.#statements = statements;
  }

  async find(key: string): Promise<OutboxEntry | undefined> {
    const [row] = await this.#statements.query<Row>(
      'SELECT * FROM outbox WHERE chain_id = $1 AND sender = $2 AND key = $3',
      [this.#account.chainId, bytes(this.#account.address), key],
    );
    return row && entry(row);
  }

  /** The batch that the item of this key is in. */
  async batchOf(itemKey: string): Promise<OutboxEntry | undefined> {
    const [row] = await this.#statements.query<Row>(
      `SELECT * FROM outbox WHERE chain_id = $1 AND sender = $2 AND items @> jsonb_build_array(jsonb_build_object('key', $3::text))`,
      [this.#account.chainId, bytes(this.#account.address), itemKey],
    );
    return row && entry(row);
  }

  async put(item: OutboxEntry): Promise<void> {
    try {
      await this.#statements.query(
        `INSERT INTO outbox (key, chain_id, sender, target, data, label, nonce, gas_limit, attempts, state, result, error,
           items)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        parameters(item),
      );
    } catch (cause) {
      if (violates(cause, 'outbox_pkey')) throw new EvlockError('REPLAYED', { key: item.key }, { cause });
      throw cause;
    }
  }

  async update(item: OutboxEntry): Promise<void> {
    await this.#statements.query(
      `UPDATE outbox SET target = $4, data = $5, label = $6, nonce = $7, gas_limit = $8, attempts = $9, state = $10,
         result = $11, error = $12, items = $13
       WHERE chain_id = $2 AND sender = $3 AND key = $1`,
      parameters(item),
    );
  }

  async open(): Promise<readonly OutboxEntry[]> {
    const rows = await this.#statements.query<Row>(
      `SELECT * FROM outbox WHERE chain_id = $1 AND sender = $2 AND state IN ('sent', 'included') ORDER BY nonce`,
      [this.#account.chainId, bytes(this.#account.address)],
    );
    return rows.map(entry);
  }
}

/** How often a transaction under `key`, or a later try of it under `key#…`, was refused when mined. */
export async function countReverted(statements: Statements, sender: Address, key: string): Promise<number> {
  const [row] = await statements.query<{ count: bigint }>(
    `SELECT count(*) FROM outbox
     WHERE sender = $1 AND state = 'reverted' AND (key = $2 OR starts_with(key, $2 || '#'))`,
    [bytes(sender), key],
  );
  return Number(row?.count ?? 0n);
}
