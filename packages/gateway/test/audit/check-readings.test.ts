import { type Bytes32, type Energy, Reading, type Timestamp, ZERO_BYTES32 } from '@evlock/protocol';
import { type Key, keyNamed, signDigest } from '@evlock/testing/chain/local-market';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReadingCheck } from '../../src/audit/check-readings.ts';
import type { ReadingRow } from '../../src/database/snapshot.ts';

const domain = { chainId: 31_337, market: `0x${'55'.repeat(20)}` } as const;
const meter = keyNamed('readings meter');

/** A row as a meter signed it. */
async function row(sequence: number, previousHash: Bytes32, fields: Partial<Reading> = {}, by: Key = meter) {
  const reading: Reading = {
    meterKey: by.address,
    sequence,
    intervalStart: (900 * sequence) as Timestamp,
    intervalEnd: (900 * (sequence + 1)) as Timestamp,
    import: BigInt(10 * sequence) as Energy,
    export: BigInt(20 * sequence) as Energy,
    flags: 1,
    previousHash,
    ...fields,
  };
  const signed: ReadingRow = {
    meter_key: reading.meterKey,
    sequence: BigInt(reading.sequence),
    interval_start: BigInt(reading.intervalStart),
    interval_end: BigInt(reading.intervalEnd),
    import: reading.import,
    export: reading.export,
    flags: BigInt(reading.flags),
    previous_hash: previousHash,
    signature: await signDigest(Reading.digest(domain, reading), by),
  };
  return { signed, hash: Reading.hash(reading) };
}

async function chain(by: Key, ...sequences: readonly number[]): Promise<ReadingRow[]> {
  const rows: ReadingRow[] = [];
  let previous: Bytes32 = ZERO_BYTES32;
  for (const sequence of sequences) {
    const { signed, hash } = await row(sequence, previous, {}, by);
    rows.push(signed);
    previous = hash;
  }
  return rows;
}

/** Read piece by piece, as the database returns them. */
function found(...pieces: readonly (readonly (ReadingRow | undefined)[])[]): string[] {
  const check = new ReadingCheck({ domain });
  return pieces
    .flatMap((rows) => check.take(rows.filter((item) => item !== undefined)))
    .map(({ key, field }) => `${key.split('/')[1]} ${field}`);
}

describe('the hash chain of readings', () => {
  let rows: ReadingRow[];
  beforeAll(async () => {
    // A restarted meter continues with the next block of its sequence.
    rows = await chain(meter, 1, 2, 3, 600, 601);
  });

  it('is valid across pieces, a restart, and consecutive meters', async () => {
    const other = await chain(keyNamed('readings other'), 4, 5);
    expect(found(rows.slice(0, 2), rows.slice(2), other)).toEqual([]);
  });

  it('reveals a removed reading in the next one', () => {
    expect(found([rows[0], rows[2], rows[3], rows[4]])).toEqual(['3 previous_hash']);
    expect(found([rows[0], rows[1], rows[2]], [rows[4]])).toEqual(['601 previous_hash']);
  });

  it('reveals swapped readings', () => {
    const [first, second, third] = rows as [ReadingRow, ReadingRow, ReadingRow];
    const swapped = [
      { ...second, sequence: first.sequence },
      { ...first, sequence: second.sequence },
    ];
    expect(found([...swapped, third])).toEqual(['1 signature', '2 signature']);
  });

  it('reveals an altered reading without blaming the next', () => {
    const [first, second, third] = rows as [ReadingRow, ReadingRow, ReadingRow];
    expect(found([first, { ...second, import: second.import + 1n }, third])).toEqual(['2 signature']);
  });

  it('reveals a fork, and registers that went back, even if the meter signed them', async () => {
    const first = await row(1, ZERO_BYTES32);
    const second = await row(2, first.hash);
    const fork = await row(3, first.hash);
    expect(found([first.signed, second.signed, fork.signed])).toEqual(['3 previous_hash']);
    const back = await row(2, first.hash, { import: 9n as Energy });
    expect(found([first.signed, back.signed])).toEqual(['2 import']);
  });
});
