/** A meter's store read by another process, whether the meter is running or dead. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Household } from '@evlock/community';
import type { Ppm } from '@evlock/protocol';

export interface MeterReceipt {
  readonly trade: string;
  readonly role: string;
  readonly sequence: number;
  readonly final: boolean;
  readonly energy: bigint;
  readonly signature: string;
}

export interface MeterTrade {
  readonly id: string;
  readonly role: string;
  readonly stage: string;
  /** The smaller of the two orders', parts per million. */
  readonly lossBandPpm: Ppm;
}

export class MeterStore {
  readonly #file: string;

  constructor(household: Household) {
    this.#file = join(household.layout.folder, 'meter.sqlite');
  }

  /** The newest trade's stage; `ordered` while the meter knows only those in `before`. */
  stage(before: ReadonlySet<string>): string {
    const rows = this.#rows('SELECT id, stage FROM trades');
    return String(rows.find(({ id }) => !before.has(String(id)))?.stage ?? this.#unstored(before));
  }

  /** A trade that the meter has not yet seen on chain appears only in its status. */
  #unstored(before: ReadonlySet<string>): string {
    try {
      const { tradeId, state } = JSON.parse(readFileSync(join(dirname(this.#file), 'status.json'), 'utf8'));
      return tradeId !== null && !before.has(tradeId) ? String(state) : 'ordered';
    } catch {
      return 'ordered';
    }
  }

  trades(): MeterTrade[] {
    return this.#rows('SELECT id, role, stage, orders FROM trades').map((row) => {
      const { bid, offer } = JSON.parse(String(row.orders));
      return {
        id: String(row.id),
        role: String(row.role),
        stage: String(row.stage),
        lossBandPpm: Math.min(bid.order.lossBandPpm, offer.order.lossBandPpm) as Ppm,
      };
    });
  }

  receipts(): MeterReceipt[] {
    return this.#rows('SELECT * FROM receipts').map((row) => {
      const { receipt, signature } = JSON.parse(String(row.receipt));
      return {
        trade: String(row.trade),
        role: String(row.role),
        sequence: Number(row.sequence),
        final: row.final === 1,
        energy: BigInt(receipt.energy),
        signature,
      };
    });
  }

  /** Trades whose newest own receipt the gateway has not acknowledged. */
  unacknowledged(): Set<string> {
    const rows = this.#rows("SELECT slot FROM outbox WHERE method = 'receipt'");
    return new Set(rows.map((row) => String(row.slot).slice('receipt:'.length)));
  }

  /** Clears the partners whose trades ended badly, as time would. Nothing else may be in progress. */
  welcomePartners(): void {
    if (this.#rows('SELECT account FROM partners WHERE at > 0').length === 0) return;
    const database = new DatabaseSync(this.#file, { timeout: 2_000 });
    try {
      // The meter does not wait for other writers: nothing is synchronised meanwhile.
      database.exec('PRAGMA synchronous = OFF; UPDATE partners SET at = 0;');
    } finally {
      database.close();
    }
  }

  #rows(sql: string): Record<string, unknown>[] {
    const database = new DatabaseSync(this.#file, { readOnly: true, timeout: 2_000 });
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }
}
