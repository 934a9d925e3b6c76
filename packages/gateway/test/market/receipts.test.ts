import { type Energy, EvlockError, type SignedReceipt } from '@evlock/protocol';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { latestReceipt } from '../../src/database/receipts.ts';
import { failTrade } from '../../src/database/trades.ts';
import { MarketFixture, principalOf } from '../support/market-fixture.ts';
import { receiveReceipt } from '../support/received.ts';

let postgres: TestPostgres;
let fixture: MarketFixture;
let id: `0x${string}`;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  fixture = new MarketFixture(await postgres.open());
  id = (await fixture.trade()).id;
});

const code = (expected: string) => ({ code: expected });
const arrive = (signed: SignedReceipt, household = signed.receipt.role === 'buyer' ? fixture.ana : fixture.ben) =>
  receiveReceipt(fixture.market, principalOf(household), signed);
const settlements = () => fixture.submitter.actions().filter((action) => action === 'settleFinal');
const kept = async () =>
  fixture.database.query<{ sequence: bigint }>('SELECT sequence FROM receipts ORDER BY sequence');

describe('a receipt that arrives', () => {
  it('is durable before it is acknowledged, shown in the trade, and passed on to the partner', async () => {
    const signed = await fixture.receipt(id, 'seller', { energy: 18_446_744_073_709_551_615n as Energy });
    await arrive(signed);
    expect(await latestReceipt(fixture.database, id, 'seller')).toEqual(signed);
    expect((await fixture.market.trades.find(principalOf(fixture.ana), id)).seller.receipt).toEqual(signed);
    await vi.waitFor(() => expect(fixture.meters.sent('partnerReceipt', fixture.ana)).toEqual([signed]), {
      timeout: 300_000,
    });
    expect(fixture.meters.sent('partnerReceipt', fixture.ben)).toEqual([]);
  });

  it('is always kept, even when many arrive at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        fixture.receipt(id, 'seller', { sequence: index + 1, energy: BigInt(index) as Energy }),
      ),
    );
    await Promise.all(all.map((signed) => arrive(signed)));
    expect(await kept()).toHaveLength(40);
  });

  it('is acknowledged again when unchanged, and refused when older or smaller', async () => {
    const first = await fixture.receipt(id, 'seller');
    const second = await fixture.receipt(id, 'seller', { sequence: 5, energy: 2_000n as Energy });
    await Promise.all([arrive(first), arrive(first)]);
    await arrive(second);
    await arrive(first);
    await arrive(second);
    for (const fields of [
      { sequence: 3, energy: 1_500n as Energy },
      { sequence: 6, energy: 1_999n as Energy },
    ]) {
      await expect(fixture.receipt(id, 'seller', fields).then((signed) => arrive(signed))).rejects.toMatchObject(
        code('RECEIPT_STALE'),
      );
    }
    expect((await kept()).map(({ sequence }) => sequence)).toEqual([1n, 5n]);
    expect(await fixture.market.faults.list()).toEqual([]);
  });

  it('proves a fault when a different one with its sequence is known, and both are kept as evidence', async () => {
    await arrive(await fixture.receipt(id, 'seller', { sequence: 5, energy: 2_000n as Energy }));
    const other = await fixture.receipt(id, 'seller', { sequence: 5, energy: 2_001n as Energy });
    await expect(arrive(other)).rejects.toMatchObject(code('SEQUENCE_FORKED'));
    const [fault] = await fixture.market.faults.list();
    expect(fault?.evidence.map((text) => JSON.parse(text).receipt.energy)).toEqual(['2000', '2001']);
  });

  it('is judged the same by a restarted gateway', async () => {
    const signed = await fixture.receipt(id, 'seller', { sequence: 5, final: true, cause: 'completed' });
    await arrive(signed);
    const market = fixture.restarted();
    const owner = principalOf(fixture.ben);
    await receiveReceipt(market, owner, signed);
    const notFinal = await fixture.receipt(id, 'seller', { sequence: 6, energy: 9_000n as Energy });
    await expect(receiveReceipt(market, owner, notFinal)).rejects.toMatchObject(code('RECEIPT_STALE'));
  });

  it('is refused for a missing or failed trade, from another meter, or with a wrong signature', async () => {
    const signed = await fixture.receipt(id, 'seller');
    const unknown = await fixture.receipt(`0x${'01'.repeat(32)}`, 'seller');
    await expect(arrive(unknown)).rejects.toMatchObject(code('TRADE_NOT_FOUND'));
    await expect(arrive(signed, fixture.ana)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    await expect(arrive(signed, fixture.eve)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    const { signature } = await fixture.receipt(id, 'seller', { energy: 9n as Energy });
    await expect(arrive({ ...signed, signature })).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    // With its own key, but for the other side.
    const swapped = await fixture.receipt(id, 'seller', { role: 'buyer' });
    await expect(arrive(swapped, fixture.ben)).rejects.toMatchObject(code('DEVICE_MISMATCH'));
    await failTrade(fixture.database, id, 'METER_BUSY');
    const market = fixture.restarted();
    await expect(receiveReceipt(market, principalOf(fixture.ben), signed)).rejects.toMatchObject(
      code('TRADE_NOT_OPEN'),
    );
    expect(await kept()).toEqual([]);
  });

  it('is not acknowledged, and may be resent, when it could not be stored', async () => {
    const signed = await fixture.receipt(id, 'seller');
    const known = await fixture.receipt(id, 'seller', { sequence: 0, energy: 0n as Energy });
    await arrive(known);
    const failing = vi.spyOn(fixture.database, 'query').mockRejectedValue(new EvlockError('DATABASE_UNREACHABLE'));
    await expect(arrive(signed)).rejects.toMatchObject(code('DATABASE_UNREACHABLE'));
    expect(fixture.meters.sent('partnerReceipt', fixture.ana)).not.toContainEqual(signed);
    failing.mockRestore();
    await arrive(signed);
    expect(await kept()).toHaveLength(2);
  });
});

describe('a final pair', () => {
  const final = { final: true, cause: 'completed' as const, sequence: 10 };

  it("is settled once, when the seller names the buyer's energy", async () => {
    const buyer = await fixture.receipt(id, 'buyer', { ...final, energy: 990n as Energy });
    await arrive(buyer);
    await arrive(await fixture.receipt(id, 'seller', { ...final, partnerEnergy: 980n as Energy }));
    expect(settlements()).toEqual([]);
    const seller = await fixture.receipt(id, 'seller', { ...final, sequence: 11, partnerEnergy: 990n as Energy });
    await arrive(seller);
    await arrive(seller);
    const call = fixture.submitter.calls.find(({ action }) => action === 'settleFinal');
    expect(call?.arguments.slice(1)).toEqual([buyer, seller]);
    expect(settlements()).toHaveLength(1);
  });

  it('of zero energy is a mutual abort, and is settled too', async () => {
    const none = { ...final, energy: 0n as Energy, cause: 'stopped-by-owner' as const };
    await arrive(await fixture.receipt(id, 'seller', none));
    await arrive(await fixture.receipt(id, 'buyer', none));
    expect(settlements()).toHaveLength(1);
  });

  it('is acknowledged even if the chain refuses', async () => {
    fixture.submitter.refusal = new EvlockError('CHAIN_UNREACHABLE');
    await arrive(await fixture.receipt(id, 'buyer', { ...final, energy: 990n as Energy }));
    await arrive(await fixture.receipt(id, 'seller', { ...final, partnerEnergy: 990n as Energy }));
    expect(settlements()).toHaveLength(1);
  });
});

describe('the partner', () => {
  it('gets only the newest receipt when slow, and is not waited for', async () => {
    const gate = Promise.withResolvers<void>();
    const seen: number[] = [];
    fixture.meters.answer(fixture.ana, 'partnerReceipt', async ({ receipt }) => {
      seen.push(receipt.sequence);
      await gate.promise;
      return {};
    });
    for (let sequence = 1; sequence <= 5; sequence++) await arrive(await fixture.receipt(id, 'seller', { sequence }));
    gate.resolve();
    await vi.waitFor(() => expect(seen).toEqual([1, 5]), { timeout: 300_000 });
  });

  it('gets a receipt again when it timed out, but not when it refused', async () => {
    let asked = 0;
    fixture.meters.answer(fixture.ana, 'partnerReceipt', async () => {
      asked++;
      throw new EvlockError(asked === 1 ? 'TIMED_OUT' : 'OUT_OF_STATE');
    });
    await arrive(await fixture.receipt(id, 'seller'));
    await vi.waitFor(() => expect(asked).toBe(2), { timeout: 300_000 });
    await fixture.market.courier.close();
    expect(asked).toBe(2);
  });

  it('gets what it missed when it connects: its open trades and the newest receipt', async () => {
    fixture.meters.offline.add(fixture.ana.meter.address);
    const signed = await fixture.receipt(id, 'seller');
    await arrive(signed);
    fixture.meters.offline.clear();
    await fixture.market.meters.resend(principalOf(fixture.ana));
    await vi.waitFor(() => expect(fixture.meters.sent('trade', fixture.ana)).toEqual([]), { timeout: 300_000 });
    await fixture.database.query(`UPDATE trades SET state = 'open'`);
    await fixture.market.meters.resend(principalOf(fixture.ana));
    const [orders] = await fixture.market.meters.openTrades(fixture.ana.meter.address);
    const about = () => fixture.meters.requests.filter(({ method }) => method !== 'passkeys');
    const order = () =>
      about()
        .slice(-2)
        .map(({ method }) => method);
    await vi.waitFor(() => expect(order()).toEqual(['trade', 'partnerReceipt']), { timeout: 300_000 });
    await vi.waitFor(() => expect(fixture.meters.sent('partnerReceipt', fixture.ana)).toEqual([signed]), {
      timeout: 300_000,
    });
    expect(fixture.meters.sent('trade', fixture.ana)).toEqual([orders]);
    expect(await fixture.market.meters.openTrades(fixture.eve.meter.address)).toEqual([]);
  });
});
