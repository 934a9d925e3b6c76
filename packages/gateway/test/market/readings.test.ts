import { type Energy, Reading, ZERO_BYTES32 } from '@evlock/protocol';
import { type Household, signDigest } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, MarketFixture, principalOf } from '../support/market-fixture.ts';
import { receiveReading } from '../support/received.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
});

async function signed({ meter }: Household, fields: Partial<Reading> = {}) {
  const reading: Reading = {
    meterKey: meter.address,
    sequence: 1,
    intervalStart: at(0),
    intervalEnd: at(900),
    import: 5n as Energy,
    export: 7n as Energy,
    flags: 1,
    previousHash: ZERO_BYTES32,
    ...fields,
  };
  return { reading, signature: await signDigest(Reading.digest(fixture.domain, reading), meter) };
}

const after = (last: { reading: Reading }, fields: Partial<Reading> = {}) =>
  signed(fixture.ana, { sequence: last.reading.sequence + 1, previousHash: Reading.hash(last.reading), ...fields });

describe('register readings', () => {
  it('are one chain per meter, in which a restart may skip sequences', async () => {
    const owner = principalOf(fixture.ana);
    const first = await signed(fixture.ana);
    await receiveReading(fixture.market, owner, first);
    const second = await after(first, { sequence: 601 });
    const third = await after(second, { import: 6n as Energy });
    await Promise.all([second, third, second].map((reading) => receiveReading(fixture.market, owner, reading)));
    await receiveReading(fixture.market, principalOf(fixture.ben), await signed(fixture.ben));
    const rows = await fixture.database.query('SELECT sequence, import FROM readings ORDER BY meter_key, sequence');
    expect(rows).toHaveLength(4);
  });

  it('are refused out of order, on a fork, or with a decreased register; the last sequence is named', async () => {
    const owner = principalOf(fixture.ana);
    const first = await signed(fixture.ana, { sequence: 5 });
    await receiveReading(fixture.market, owner, first);
    const wrong = [
      await signed(fixture.ana, { sequence: 4 }),
      await signed(fixture.ana, { sequence: 6 }),
      await after(first, { export: 6n as Energy }),
    ];
    for (const reading of wrong) {
      await expect(receiveReading(fixture.market, owner, reading)).rejects.toMatchObject({
        code: 'READING_OUT_OF_ORDER',
        details: { last: 5 },
      });
    }
  });

  it('prove a fault when two differ in one sequence; the proof is kept, and the meter gets no orders', async () => {
    const owner = principalOf(fixture.ana);
    const first = await signed(fixture.ana, { sequence: 5 });
    await receiveReading(fixture.market, owner, first);
    expect(await fixture.market.faults.list()).toEqual([]);
    for (const register of [6n, 8n]) {
      const other = await signed(fixture.ana, { sequence: 5, import: register as Energy });
      await expect(receiveReading(fixture.market, owner, other)).rejects.toMatchObject({ code: 'SEQUENCE_FORKED' });
    }
    const [fault, ...others] = await fixture.market.faults.list();
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ meterKey: owner.meterKey, code: 'SEQUENCE_FORKED' });
    expect(fault?.evidence.map((text) => JSON.parse(text).reading.import)).toEqual(['5', '6']);
    await expect(fixture.sell(fixture.ana)).rejects.toMatchObject({ code: 'SEQUENCE_FORKED' });
    expect(fixture.meters.sent('signOrder', fixture.ana)).toEqual([]);
  });

  it('are refused from another meter or with a wrong signature', async () => {
    const reading = await signed(fixture.ana);
    const { signature } = await signed(fixture.ana, { flags: 0 });
    await expect(receiveReading(fixture.market, principalOf(fixture.ben), reading)).rejects.toMatchObject({
      code: 'DEVICE_MISMATCH',
    });
    await expect(
      receiveReading(fixture.market, principalOf(fixture.ana), { ...reading, signature }),
    ).rejects.toMatchObject({
      code: 'DEVICE_MISMATCH',
    });
    expect(await fixture.database.query('SELECT * FROM readings')).toEqual([]);
  });
});
