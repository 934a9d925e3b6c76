/**
 * Partners whose trades ended by loss or silence, or in order but underpaid, and until when no delivery is begun with them.
 * Each such trade costs at most the stated bound; the memory keeps one partner from causing it repeatedly. Keyed by account,
 * which a partner cannot change as easily as its meter.
 */
import { type Address, type Cause, type Clock, type Receipt, type Timestamp, timestamp } from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Sql } from './sql.ts';

export interface PartnerRecord {
  readonly account: Address;
  /** Consecutive trades that ended so. */
  readonly strikes: number;
  readonly at: Timestamp;
}

/** Maximum partners remembered; beyond that, the one with the oldest trade is forgotten. */
const MOST = 256;

export class PartnerRecords {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(account: Address): PartnerRecord | undefined {
    const row = this.#sql.row('SELECT strikes, at FROM partners WHERE account = ?', [account]);
    return row && { account, strikes: Number(row.strikes), at: Number(row.at) as Timestamp };
  }

  /** Throws `STORE_FAILED`. */
  save({ account, strikes, at }: PartnerRecord): void {
    this.#sql.together(() => {
      this.#sql.run('INSERT OR REPLACE INTO partners (account, strikes, at) VALUES (?, ?, ?)', [account, strikes, at]);
      this.#sql.run(
        `DELETE FROM partners WHERE account NOT IN (SELECT account FROM partners ORDER BY at DESC, account LIMIT ?)`,
        [MOST],
      );
    });
  }
}

export interface PartnerMemoryModules {
  readonly records: Pick<PartnerRecords, 'find' | 'save'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

const HOUR = 3_600;
/** The first time; twice as long each further time, and never longer than a week. */
const FIRST_REFUSAL = HOUR;
const LONGEST_REFUSAL = 7 * 24 * HOUR;
/** After this long without another, the next counts as the first. */
const FORGIVEN_AFTER = 30 * 24 * HOUR;
const CAUSES: readonly Cause[] = ['loss-above-band', 'partner-silent'];

const refusalOf = (strikes: number): number => Math.min(FIRST_REFUSAL * 2 ** (strikes - 1), LONGEST_REFUSAL);

export class PartnerMemory {
  readonly #modules: PartnerMemoryModules;

  constructor(modules: PartnerMemoryModules) {
    this.#modules = modules;
  }

  /** Until when nothing is delivered with this partner; undefined when it is welcome. Throws `STORE_FAILED`. */
  refusedUntil(account: Address): Timestamp | undefined {
    const { records, clock } = this.#modules;
    const record = records.find(account);
    if (!record) return undefined;
    const now = clock.now();
    // Noted while the clock was ahead: counts from now rather than from a future time.
    if (record.at > now) records.save({ ...record, at: now });
    const until = timestamp(Math.min(record.at, now) + refusalOf(record.strikes));
    return until > now ? until : undefined;
  }

  /** This meter's delivery with this partner ended. Silence before anything flowed cost nothing. Throws `STORE_FAILED`. */
  ended(account: Address, { cause, energy }: Pick<Receipt, 'cause' | 'energy'>): void {
    if (CAUSES.includes(cause) && energy > 0n) this.#hold(account, cause);
  }

  /**
   * A trade that began at `start` leaves more unpaid than a wire loses. Counts once, however often reported. Throws
   * `STORE_FAILED`.
   */
  lost(account: Address, start: Timestamp): void {
    const last = this.#modules.records.find(account);
    if (!last || last.at < start) this.#hold(account, 'loss-above-band');
  }

  #hold(account: Address, cause: Cause): void {
    const { records, clock, log } = this.#modules;
    const at = clock.now();
    const last = records.find(account);
    const strikes = last && at - last.at < FORGIVEN_AFTER ? last.strikes + 1 : 1;
    records.save({ account, strikes, at });
    log.warn({ account, cause, strikes, seconds: refusalOf(strikes) }, 'deliveries with this partner are suspended');
  }
}
