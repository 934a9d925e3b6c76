/**
 * Partners whose trades ended by loss or silence, or in order at too little, and until when no delivery is begun with them again.
 * Each such trade costs at most the stated bound; the memory keeps one partner from having it again and again. By account, which
 * a partner cannot change as it changes its meter.
 */
import { type Address, type Cause, type Clock, type Receipt, type Timestamp, timestamp } from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Sql } from './sql.ts';

export interface PartnerRecord {
  readonly account: Address;
  /** Trades that ended so, one after another. */
  readonly strikes: number;
  readonly at: Timestamp;
}

/** Partners that are remembered; beyond, the one whose trade is longest ago is forgotten. */
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
/** After so long without another, the next one counts as the first. */
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
    // Noted by a clock that was ahead: it counts from now, and not from a time that is still to come.
    if (record.at > now) records.save({ ...record, at: now });
    const until = timestamp(Math.min(record.at, now) + refusalOf(record.strikes));
    return until > now ? until : undefined;
  }

  /** The own delivery with this partner ended. Silence before anything flowed cost nothing. Throws `STORE_FAILED`. */
  ended(account: Address, { cause, energy }: Pick<Receipt, 'cause' | 'energy'>): void {
    if (CAUSES.includes(cause) && energy > 0n) this.#hold(account, cause);
  }

  /** A trade that began at `start` leaves unpaid what no wire loses. Told again and again, it counts once. Throws `STORE_FAILED`. */
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
    log.warn(
      { account, cause, strikes, seconds: refusalOf(strikes) },
      'nothing is delivered with this partner for a time',
    );
  }
}
