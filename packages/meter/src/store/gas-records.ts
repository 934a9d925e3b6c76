/**
 * What the meter's own gas key has signed, and its maximum cost: stored before sending, so that a restart sends nothing
 * twice.
 */
import type { GasBudget, Outbox, OutboxEntry } from '@evlock/chain';
import { type Address, type Clock, EvlockError, toJson } from '@evlock/protocol';
import { guarded, type Row, type Sql } from './sql.ts';

const DAY = 86_400;
/** The UTC day of a time. */
export const dayOf = (time: number): number => Math.floor(time / DAY);
/** Finished entries are kept for as long as the same key could be retried. */
const KEPT_DAYS = 30;

export class GasRecords implements Outbox {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(key: string): Promise<OutboxEntry | undefined> {
    const row = this.#sql.row('SELECT entry FROM transactions WHERE key = ?', [key]);
    return row && entryOf(row);
  }

  async put(entry: OutboxEntry): Promise<void> {
    if (await this.find(entry.key)) throw new EvlockError('REPLAYED', { key: entry.key });
    this.#save(entry);
  }

  async update(entry: OutboxEntry): Promise<void> {
    this.#save(entry);
  }

  async open(): Promise<readonly OutboxEntry[]> {
    return this.#sql
      .rows("SELECT entry FROM transactions WHERE state IN ('sent', 'included') ORDER BY nonce")
      .map(entryOf);
  }

  /** For the queue of one account: what another gas key has left open is not its own to follow. */
  of(account: Address): Outbox {
    return {
      find: (key) => this.find(key),
      put: (entry) => this.put(entry),
      update: (entry) => this.update(entry),
      open: async () => (await this.open()).filter(({ from }) => from === account),
    };
  }

  /** The UTC day on which gas was last reserved under a key; undefined if never, or long ago. */
  reservedOn(key: string): number | undefined {
    const row = this.#sql.row('SELECT day FROM gas WHERE key = ?', [key]);
    return row && Number(row.day);
  }

  /** What was reserved on a UTC day, in wei, except for `key`. */
  reserved(day: number, key: string): bigint {
    const rows = this.#sql.rows('SELECT wei FROM gas WHERE day = ? AND key <> ?', [day, key]);
    return rows.reduce((sum, { wei }) => sum + BigInt(String(wei)), 0n);
  }

  reserve(day: number, key: string, wei: bigint): void {
    this.#sql.together(() => {
      this.#sql.run('INSERT OR REPLACE INTO gas (key, day, wei) VALUES (?, ?, ?)', [key, day, String(wei)]);
      this.#sql.run('DELETE FROM gas WHERE day < ?', [day - KEPT_DAYS]);
      this.#sql.run("DELETE FROM transactions WHERE state NOT IN ('sent', 'included') AND day < ?", [day - KEPT_DAYS]);
    });
  }

  #save(entry: OutboxEntry): void {
    // By the block of its end; an entry without one is not dropped.
    const day = Math.floor((entry.result?.time ?? Number.MAX_SAFE_INTEGER) / DAY);
    this.#sql.run('INSERT OR REPLACE INTO transactions (key, nonce, state, day, entry) VALUES (?, ?, ?, ?, ?)', [
      entry.key,
      entry.nonce,
      entry.state,
      day,
      toJson(entry),
    ]);
  }
}

/** Only numbers and texts: what was written is what is read. */
const entryOf = (row: Row): OutboxEntry => guarded('read', () => JSON.parse(String(row.entry)) as OutboxEntry);

/** One UTC day's gas. A lying endpoint can name a fee, but not a larger limit. */
export class DailyGas implements GasBudget {
  readonly #most: bigint;
  readonly #modules: { readonly records: GasRecords; readonly clock: Pick<Clock, 'now'> };

  constructor(
    options: { readonly most: bigint },
    modules: { readonly records: GasRecords; readonly clock: Pick<Clock, 'now'> },
  ) {
    this.#most = options.most;
    this.#modules = modules;
  }

  /** Throws `GAS_BUDGET_SPENT` with the time from which gas is available again. */
  reserve(key: string, wei: bigint): void {
    const { records, clock } = this.#modules;
    const day = dayOf(clock.now());
    if (records.reserved(day, key) + wei > this.#most) {
      throw new EvlockError('GAS_BUDGET_SPENT', {
        needed: String(wei),
        most: String(this.#most),
        from: (day + 1) * DAY,
      });
    }
    records.reserve(day, key, wei);
  }
}
