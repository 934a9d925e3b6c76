import { type Energy, Reading, ZERO_BYTES32 } from '@evlock/protocol';
import { type Household, signDigest } from '@evlock/testing/chain/world';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, MarketWorld, principalOf } from '../support/market-world.ts';
import { receiveReading } from '../support/received.ts';

let postgres: TestPostgres;
let world: MarketWorld;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  world = new MarketWorld(await postgres.open());
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
  return { reading, signature: await signDigest(Reading.digest(world.domain, reading), meter) };
}

const after = (last: { reading: Reading }, fields: Partial<Reading> = {}) =>
  signed(world.ana, { sequence: last.reading.sequence + 1, previousHash: Reading.hash(last.reading), ...fields });

describe('register readings', () => {
  it('are one chain per meter, in which a restart may skip sequences', async () => {
    const owner = principalOf(world.ana);
    const first = await signed(world.ana);
    await receiveReading(world.market, owner, first);
    const second = await after(first, { sequence: 601 });
    const third = await after(second, { import: 6n as Energy });
    await Promise.all([second, third, second].map((reading) => receiveReading(world.market, owner, reading)));
    await receiveReading(world.market, principalOf(world.ben), await signed(world.ben));
    const rows = await world.database.query('SELECT sequence, import FROM readings ORDER BY meter_key, sequence');
    expect(rows).toHaveLength(4);
  });

  it('are refused out of order, on a branch, or with a register that went back; the last sequence is named', async () => {
    const owner = principalOf(world.ana);
    const first = await signed(world.ana, { sequence: 5 });
    await receiveReading(world.market, owner, first);
    const wrong = [
      await signed(world.ana, { sequence: 4 }),
      await signed(world.ana, { sequence: 6 }),
      await after(first, { export: 6n as Energy }),
    ];
    for (const reading of wrong) {
      await expect(receiveReading(world.market, owner, reading)).rejects.toMatchObject({
        code: 'READING_OUT_OF_ORDER',
        details: { last: 5 },
      });
    }
  });

  it('prove a fault when two differ in one sequence; the proof is kept, and the meter gets no order', async () => {
    const owner = principalOf(world.ana);
    const first = await signed(world.ana, { sequence: 5 });
    await receiveReading(world.market, owner, first);
    expect(await world.market.faults.list()).toEqual([]);
    for (const register of [6n, 8n]) {
      const other = await signed(world.ana, { sequence: 5, import: register as Energy });
      await expect(receiveReading(world.market, owner, other)).rejects.toMatchObject({ code: 'SEQUENCE_FORKED' });
    }
    const [fault, ...others] = await world.market.faults.list();
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ meterKey: owner.meterKey, code: 'SEQUENCE_FORKED' });
    expect(fault?.evidence.map((text) => JSON.parse(text).reading.import)).toEqual(['5', '6']);
    await expect(world.sell(world.ana)).rejects.toMatchObject({ code: 'SEQUENCE_FORKED' });
    expect(world.meters.sent('signOrder', world.ana)).toEqual([]);
  });

  it('are refused from another meter or with a wrong signature', async () => {
    const reading = await signed(world.ana);
    const { signature } = await signed(world.ana, { flags: 0 });
    await expect(receiveReading(world.market, principalOf(world.ben), reading)).rejects.toMatchObject({
      code: 'DEVICE_MISMATCH',
    });
    await expect(receiveReading(world.market, principalOf(world.ana), { ...reading, signature })).rejects.toMatchObject(
      {
        code: 'DEVICE_MISMATCH',
      },
    );
    expect(await world.database.query('SELECT * FROM readings')).toEqual([]);
  });
});
