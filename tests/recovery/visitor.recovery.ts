/** A visitor trades with the demonstration's own households, in both directions, and the demonstration continues. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPENING_SECONDS, type Owner } from '@evlock/owner';
import { openOwner, readOwnerProfile } from '@evlock/owner/node';
import { EvlockError, energy, milliseconds, price, systemClock, type TradeView, timestamp } from '@evlock/protocol';
import { SoftwarePasskey } from '@evlock/simulator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Demo } from './support/demo.ts';

const ENERGY = energy(2_000);
const PRICE = price(100_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-visitor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ownerOf(name: string): Promise<Owner> {
  const profile = await readOwnerProfile(join(folder, 'households', name, 'owner.json'));
  return (await openOwner(profile, { passkey: await SoftwarePasskey.load(profile.passkeyFile) })).owner;
}

/** One offer, retried until the households are free for a moment. */
async function tradeAsVisitor(seller: Owner, buyer: Owner): Promise<TradeView> {
  const start = systemClock.now();
  const offer = await seller.offer({ energy: ENERGY, price: PRICE, start, end: timestamp(start + 300) });
  for (;;) {
    const end = timestamp(systemClock.now() + OPENING_SECONDS + 40);
    try {
      const trade = await buyer.buy(offer, { energy: ENERGY, maxPrice: PRICE, end });
      return await buyer.untilEnded(trade.id);
    } catch (error) {
      if (!EvlockError.is(error, 'METER_BUSY') && !EvlockError.is(error, 'SELF_TEST_REQUIRED')) throw error;
      await systemClock.sleep(milliseconds(500));
    }
  }
}

it('a visitor trades both ways, and the demonstration waits and resumes', { timeout: 280_000 }, async () => {
  const demo = new Demo(folder, { once: false });
  expect(await demo.said("open: seller's meter")).toBe(true);
  const [alice, bob] = await Promise.all([ownerOf('alice'), ownerOf('bob')]);
  for (const [seller, buyer] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    const trade = await tradeAsVisitor(seller, buyer);
    const completed = { cause: 'completed' };
    expect(trade).toMatchObject({ state: 'settled', error: null, buyer: completed, seller: completed });
    // The two meters agree within the loss band, which is all that a wire promises.
    expect((Number(ENERGY) - Number(trade.delivered)) * 1_000_000).toBeLessThanOrEqual(
      Number(ENERGY) * trade.offer.order.lossBandPpm,
    );
  }
  const trades = (): Promise<number> => alice.trades({ state: 'settled' }).then(({ length }) => length);
  const before = await trades();
  await expect.poll(trades, { timeout: 120_000, interval: 500 }).toBeGreaterThan(before);
  demo.stop();
  expect(await demo.ended).toMatchObject({ code: 0 });
  expect(await demo.left()).toEqual([]);
});
