/** Accepts register readings: those of a meter form one hash chain without gap or branch. */
import { type Address, EvlockError, Reading } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import type { Principal } from '../database/principal.ts';
import { findReading, insertReading, latestReading, type SignedReading } from '../database/readings.ts';
import type { FaultDesk } from './fault-desk.ts';
import type { OwnSigned } from './own-signed.ts';

export class ReadingIntake {
  readonly #database: Database;
  readonly #faults: Pick<FaultDesk, 'report'>;
  /** One reading of a meter at a time. */
  readonly #turns = new Map<Address, Promise<void>>();

  constructor(modules: { readonly database: Database; readonly faults: Pick<FaultDesk, 'report'> }) {
    this.#database = modules.database;
    this.#faults = modules.faults;
  }

  /**
   * Resolves when the reading is durable; one that is stored already is acknowledged again. Throws `DEVICE_MISMATCH`,
   * `SEQUENCE_FORKED` for another reading of a known sequence, or `READING_OUT_OF_ORDER` with the last
   * known sequence, after which to continue.
   */
  async receive(principal: Principal, signed: OwnSigned<SignedReading>): Promise<void> {
    const { reading } = signed;
    if (reading.meterKey !== principal.meterKey) {
      throw new EvlockError('DEVICE_MISMATCH', { named: reading.meterKey, meterKey: principal.meterKey });
    }
    const before = this.#turns.get(principal.meterKey) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.#append(signed));
    this.#turns.set(principal.meterKey, turn);
    await turn.finally(() => {
      if (this.#turns.get(principal.meterKey) === turn) this.#turns.delete(principal.meterKey);
    });
  }

  async #append(signed: SignedReading): Promise<void> {
    const { reading } = signed;
    const last = (await latestReading(this.#database, reading.meterKey))?.reading;
    if (last && reading.sequence <= last.sequence) {
      const known = await findReading(this.#database, reading.meterKey, reading.sequence);
      if (known && Reading.hash(known.reading) === Reading.hash(reading)) return;
      if (known) {
        await this.#faults.report(reading.meterKey, 'SEQUENCE_FORKED', known, signed);
        throw new EvlockError('SEQUENCE_FORKED', { sequence: reading.sequence });
      }
      throw outOfOrder(reading, last);
    }
    checkFollows(reading, last);
    await insertReading(this.#database, signed);
  }
}

const outOfOrder = (reading: Reading, last: Reading | undefined): EvlockError =>
  new EvlockError('READING_OUT_OF_ORDER', { sequence: reading.sequence, last: last?.sequence ?? null });

/**
 * Sequences may skip after a restart; hashes may not, and registers never decrease. The first known reading begins
 * the chain here: a meter may have signed readings before it used this gateway.
 */
function checkFollows(reading: Reading, last: Reading | undefined): void {
  if (!last) return;
  const back = reading.import < last.import || reading.export < last.export;
  if (back || reading.previousHash !== Reading.hash(last)) throw outOfOrder(reading, last);
}
