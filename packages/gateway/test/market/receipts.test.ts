import { type Energy, EvlockError, type SignedReceipt } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestReceipt } from '../../src/database/receipts.ts';
import { failTrade } from '../../src/database/trades.ts';
import { MarketWorld, principalOf } from '../support/market-world.ts';
import { receiveReceipt } from '../support/received.ts';

let postgres: TestPostgres;
let world: MarketWorld;
let id: `0x${string}`;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  world = new MarketWorld(await postgres.open());
  id = (await world.trade()).id;
});

const code = (expected: string) => ({ code: expected });
const arrive = (signed: SignedReceipt, household = signed.receipt.role === 'buyer' ? world.ana : world.ben) =>
  receiveReceipt(world.market, principalOf(household), signed);
const settlements = () => world.submitter.actions().filter((action) => action === 'settleFinal');
const kept = async () => world.database.query<{ sequence: bigint }>('SELECT sequence FROM receipts ORDER BY sequence');

describe('a receipt that arrives', () => {
  it('is durable before it is acknowledged, shown in the trade, and passed on to the partner', async () => {
    const signed = await world.receipt(id, 'seller', { energy: 18_446_744_073_709_551_615n as Energy });
    await arrive(signed);
    expect(await latestReceipt(world.database, id, 'seller')).toEqual(signed);
    expect((await world.market.trades.find(principalOf(world.ana), id)).seller.receipt).toEqual(signed);
    await vi.waitFor(() => expect(world.meters.sent('partnerReceipt', world.ana)).toEqual([signed]), {
      timeout: 300_000,
    });
    expect(world.meters.sent('partnerReceipt', world.ben)).toEqual([]);
  });

  it('is kept, every one of them, also when many arrive at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        world.receipt(id, 'seller', { sequence: index + 1, energy: BigInt(index) as Energy }),
      ),
    );
    await Promise.all(all.map((signed) => arrive(signed)));
    expect(await kept()).toHaveLength(40);
  });

  it('is acknowledged again when it is the same, and refused when it is older or shrinks', async () => {
    const first = await world.receipt(id, 'seller');
    const second = await world.receipt(id, 'seller', { sequence: 5, energy: 2_000n as Energy });
    await Promise.all([arrive(first), arrive(first)]);
    await arrive(second);
    await arrive(first);
    await arrive(second);
    for (const fields of [
      { sequence: 3, energy: 1_500n as Energy },
      { sequence: 6, energy: 1_999n as Energy },
    ]) {
      await expect(world.receipt(id, 'seller', fields).then((signed) => arrive(signed))).rejects.toMatchObject(
        code('RECEIPT_STALE'),
      );
    }
    expect((await kept()).map(({ sequence }) => sequence)).toEqual([1n, 5n]);
    expect(await world.market.faults.list()).toEqual([]);
  });

  it('proves a fault when another one of its sequence is known, and both are kept as evidence', async () => {
    await arrive(await world.receipt(id, 'seller', { sequence: 5, energy: 2_000n as Energy }));
    const other = await world.receipt(id, 'seller', { sequence: 5, energy: 2_001n as Energy });
    await expect(arrive(other)).rejects.toMatchObject(code('SEQUENCE_FORKED'));
    const [fault] = await world.market.faults.list();
    expect(fault?.evidence.map((text) => JSON.parse(text).receipt.energy)).toEqual(['2000', '2001']);
  });

  it('is judged alike by a gateway that was started anew', async () => {
    const signed = await world.receipt(id, 'seller', { sequence: 5, final: true, cause: 'completed' });
    await arrive(signed);
    const market = world.restarted();
    const owner = principalOf(world.ben);
    await receiveReceipt(market, owner, signed);
    const notFinal = await world.receipt(id, 'seller', { sequence: 6, energy: 9_000n as Energy });
    await expect(receiveReceipt(market, owner, notFinal)).rejects.toMatchObject(code('RECEIPT_STALE'));
  });

  it('is refused for a trade that is not there or failed, from another meter, or with a wrong signature', async () => {
    const signed = await world.receipt(id, 'seller');
    const unknown = await world.receipt(`0x${'01'.repeat(32)}`, 'seller');
    await expect(arrive(unknown)).rejects.toMatchObject(code('TRADE_NOT_FOUND'));
    await expect(arrive(signed, world.ana)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    await expect(arrive(signed, world.eve)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    const { signature } = await world.receipt(id, 'seller', { energy: 9n as Energy });
    await expect(arrive({ ...signed, signature })).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    // Of its own key, but for the other side.
    const swapped = await world.receipt(id, 'seller', { role: 'buyer' });
    await expect(arrive(swapped, world.ben)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    await failTrade(world.database, id, 'METER_BUSY');
    const market = world.restarted();
    await expect(receiveReceipt(market, principalOf(world.ben), signed)).rejects.toMatchObject(code('TRADE_NOT_OPEN'));
    expect(await kept()).toEqual([]);
  });

  it('is not acknowledged, and may come again, when it could not be stored', async () => {
    const signed = await world.receipt(id, 'seller');
    const known = await world.receipt(id, 'seller', { sequence: 0, energy: 0n as Energy });
    await arrive(known);
    const failing = vi.spyOn(world.database, 'query').mockRejectedValue(new EvlockError('DATABASE_UNREACHABLE'));
    await expect(arrive(signed)).rejects.toMatchObject(code('DATABASE_UNREACHABLE'));
    expect(world.meters.sent('partnerReceipt', world.ana)).not.toContainEqual(signed);
    failing.mockRestore();
    await arrive(signed);
    expect(await kept()).toHaveLength(2);
  });
});

describe('a final pair', () => {
  const final = { final: true, cause: 'completed' as const, sequence: 10 };

  it('is settled once, when the seller names the energy of the buyer', async () => {
    const buyer = await world.receipt(id, 'buyer', { ...final, energy: 990n as Energy });
    await arrive(buyer);
    await arrive(await world.receipt(id, 'seller', { ...final, partnerEnergy: 980n as Energy }));
    expect(settlements()).toEqual([]);
    const seller = await world.receipt(id, 'seller', { ...final, sequence: 11, partnerEnergy: 990n as Energy });
    await arrive(seller);
    await arrive(seller);
    const call = world.submitter.calls.find(({ action }) => action === 'settleFinal');
    expect(call?.arguments.slice(1)).toEqual([buyer, seller]);
    expect(settlements()).toHaveLength(1);
  });

  it('of zero energy is a mutual abort, and settled too', async () => {
    const none = { ...final, energy: 0n as Energy, cause: 'stopped-by-owner' as const };
    await arrive(await world.receipt(id, 'seller', none));
    await arrive(await world.receipt(id, 'buyer', none));
    expect(settlements()).toHaveLength(1);
  });

  it('is acknowledged although the chain refuses', async () => {
    world.submitter.refusal = new EvlockError('CHAIN_UNREACHABLE');
    await arrive(await world.receipt(id, 'buyer', { ...final, energy: 990n as Energy }));
    await arrive(await world.receipt(id, 'seller', { ...final, partnerEnergy: 990n as Energy }));
    expect(settlements()).toHaveLength(1);
  });
});

describe('the partner', () => {
  it('gets only the newest receipt when it is slow, and is not waited for', async () => {
    const gate = Promise.withResolvers<void>();
    const seen: number[] = [];
    world.meters.answer(world.ana, 'partnerReceipt', async ({ receipt }) => {
      seen.push(receipt.sequence);
      await gate.promise;
      return {};
    });
    for (let sequence = 1; sequence <= 5; sequence++) await arrive(await world.receipt(id, 'seller', { sequence }));
    gate.resolve();
    await vi.waitFor(() => expect(seen).toEqual([1, 5]), { timeout: 300_000 });
  });

  it('gets a receipt again when it did not answer in time, and not when it refused', async () => {
    let asked = 0;
    world.meters.answer(world.ana, 'partnerReceipt', async () => {
      asked++;
      throw new EvlockError(asked === 1 ? 'TIMED_OUT' : 'OUT_OF_STATE');
    });
    await arrive(await world.receipt(id, 'seller'));
    await vi.waitFor(() => expect(asked).toBe(2), { timeout: 300_000 });
    await world.market.courier.close();
    expect(asked).toBe(2);
  });

  it('gets what it missed when it connects: its open trades and the newest receipt', async () => {
    world.meters.offline.add(world.ana.meter.address);
    const signed = await world.receipt(id, 'seller');
    await arrive(signed);
    world.meters.offline.clear();
    await world.market.meters.resend(principalOf(world.ana));
    await vi.waitFor(() => expect(world.meters.sent('trade', world.ana)).toEqual([]), { timeout: 300_000 });
    await world.database.query(`UPDATE trades SET state = 'open'`);
    await world.market.meters.resend(principalOf(world.ana));
    const [orders] = await world.market.meters.openTrades(world.ana.meter.address);
    const order = () => world.meters.requests.slice(-2).map(({ method }) => method);
    await vi.waitFor(() => expect(order()).toEqual(['trade', 'partnerReceipt']), { timeout: 300_000 });
    await vi.waitFor(() => expect(world.meters.sent('partnerReceipt', world.ana)).toEqual([signed]), {
      timeout: 300_000,
    });
    expect(world.meters.sent('trade', world.ana)).toEqual([orders]);
    expect(await world.market.meters.openTrades(world.eve.meter.address)).toEqual([]);
  });
});
