/** The hash chain of register readings, piece by piece: rows come in order, meter by meter. */
import { Reading } from '@evlock/protocol';
import { time } from '../database/columns.ts';
import type { ReadingRow } from '../database/snapshot.ts';
import type { Difference } from './difference.ts';
import type { Facts } from './facts.ts';
import { checkSignature } from './signatures.ts';

const readingOf = (row: ReadingRow): Reading => ({
  meterKey: row.meter_key,
  sequence: Number(row.sequence),
  intervalStart: time(row.interval_start),
  intervalEnd: time(row.interval_end),
  import: row.import as Reading['import'],
  export: row.export as Reading['export'],
  flags: Number(row.flags),
  previousHash: row.previous_hash,
});

/** The previous reading, if its signature was valid. */
interface Before {
  readonly meterKey: Reading['meterKey'];
  readonly reading: Reading | undefined;
}

export class ReadingCheck {
  readonly #facts: Pick<Facts, 'domain'>;
  #before: Before | undefined;

  constructor(facts: Pick<Facts, 'domain'>) {
    this.#facts = facts;
  }

  /**
   * Every reading is signed by its meter, references the previous one by hash, and no register decreases. A removed reading shows
   * up in the next. A meter's first reading starts its chain here.
   */
  take(rows: readonly ReadingRow[]): Difference[] {
    return rows.flatMap((row) => this.#check(row));
  }

  #check(row: ReadingRow): Difference[] {
    const key = `${row.meter_key}/${row.sequence}`;
    const reading = readingOf(row);
    const place = { check: 'readings: signature', table: 'readings', key };
    const forged = checkSignature(place, Reading.digest(this.#facts.domain, reading), row.signature, row.meter_key);
    const before = this.#before?.meterKey === row.meter_key ? this.#before.reading : undefined;
    this.#before = { meterKey: row.meter_key, reading: forged.length === 0 ? reading : undefined };
    if (forged.length > 0) return forged;
    return before ? checkFollows(key, reading, before) : [];
  }
}

function checkFollows(key: string, reading: Reading, before: Reading): Difference[] {
  const place = { check: 'readings: hash chain', table: 'readings', key };
  const expected = Reading.hash(before);
  if (reading.previousHash !== expected) {
    return [{ ...place, field: 'previous_hash', recorded: reading.previousHash, expected }];
  }
  return (['import', 'export'] as const)
    .filter((register) => reading[register] < before[register])
    .map((register) => ({
      ...place,
      field: register,
      recorded: String(reading[register]),
      expected: `at least ${before[register]}`,
    }));
}
