/**
 * One test for each ending of a trade (docs/trade.md), all in one community of real processes: money, reputation, relay, error
 * code.
 */
import { type Call, calls, increaseTime, MemoryOutbox, TransactionQueue } from '@evlock/chain';
import {
  closeAfterClaims,
  domainOf,
  energy,
  milliseconds,
  payment,
  systemClock,
  timestamp,
  verifyTrade,
} from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import {
  barrier,
  type CommunityUnderTest,
  codeOf,
  PRICE,
  pair,
  Scenario,
  startCommunity,
} from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const names = [
  'complete',
  'buyer-stops',
  'seller-stops',
  'buyer-silent',
  'seller-silent',
  'both-dark',
  'mark-missing',
  'loss',
  'orders',
] as const;
const CLAIM_PERIOD = 24 * 3600;

/** Puts a call on chain from an account unrelated to the trade. */
async function submitAsStranger({ community, seller }: Scenario, call: Call): Promise<unknown> {
  const { deployment, chain } = community;
  const { privateKey } = await seller.wallet();
  const queue = new TransactionQueue(
    { endpoints: [chain.url], privateKey, chainId: deployment.chainId },
    { outbox: new MemoryOutbox(), clock: systemClock },
  );
  await queue.start();
  try {
    return await queue.submit('stranger', call);
  } finally {
    await queue.stop();
  }
}

describe('the endings of a trade', () => {
  let underTest: CommunityUnderTest;
  const scenario = (name: (typeof names)[number]): Scenario => new Scenario(underTest, pair(name));

  /** Three endings wait for the claim period; chain time is advanced once all deliveries are over. */
  let deliveriesOver: () => Promise<void>;

  /** One ending. `claimPeriod` resolves when the claim period is over; a failing delivery does not hold up the others. */
  const ending = (
    title: string,
    name: (typeof names)[number],
    story: (it: Scenario, claimPeriod: () => Promise<void>) => Promise<void>,
  ): void => {
    it.concurrent(title, async () => {
      let arrived: Promise<void> | undefined;
      const arrive = (): Promise<void> => (arrived ??= deliveriesOver());
      try {
        await story(scenario(name), arrive);
      } finally {
        void arrive();
      }
    });
  };

  beforeAll(async () => {
    underTest = await startCommunity(names.map(pair), { gateway: { watchtower: { graceSeconds: 5 } } });
    deliveriesOver = barrier(names.length, async () => {
      await increaseTime(underTest.community.chain.url, CLAIM_PERIOD + 60);
    });
  });
  afterAll(async () => underTest?.close());

  ending('complete: the lower energy is paid, both gain reputation', 'complete', async (it) => {
    const run = await it.begin(2_500, 60);
    const view = await it.ended(run);
    const paid = await it.expectSettledByPair(view);
    expect(paid).toBeGreaterThanOrEqual(payment(energy(2_425), PRICE));
    expect(view).toMatchObject({ error: null, buyer: { reputation: 1 }, seller: { reputation: 1 } });
    expect([view.buyer.cause, view.seller.cause]).toContain('completed');
    await it.expectReputation(1, 1);
    await it.expectRelaysOpen();
  });

  ending(
    'buyer stops early: what was delivered is paid, the rest refunded, nobody loses reputation',
    'buyer-stops',
    async (it) => {
      const run = await it.begin(8_000, 60);
      await it.delivering(run, 700);
      await expect.poll(() => it.relays()).toEqual({ seller: true, buyer: true });
      await it.buyer.owner.stop(run.view.id);
      const view = await it.ended(run);
      const paid = await it.expectSettledByPair(view);
      expect(paid).toBeGreaterThan(0n);
      expect(view).toMatchObject({
        error: null,
        buyer: { cause: 'stopped-by-owner' },
        seller: { cause: 'partner-final' },
      });
      await it.expectReputation(0, 0);
      await it.expectRelaysOpen();
    },
  );

  ending('seller stops early: the same, reversed', 'seller-stops', async (it) => {
    const run = await it.begin(8_000, 60);
    await it.delivering(run, 700);
    await it.seller.owner.stop(run.view.id);
    const view = await it.ended(run);
    const paid = await it.expectSettledByPair(view);
    expect(paid).toBeGreaterThan(0n);
    expect(view).toMatchObject({
      error: null,
      seller: { cause: 'stopped-by-owner' },
      buyer: { cause: 'partner-final' },
    });
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
  });

  ending(
    "buyer's meter silent: its last receipt is paid after the claim period, and it loses reputation",
    'buyer-silent',
    async (it, claimPeriod) => {
      const run = await it.begin(8_000, 30);
      await it.delivering(run, 700);
      await it.buyer.meter.kill();
      await it.claimed(run, 'seller');
      await it.expectRelaysOpen();
      await claimPeriod();
      const view = await it.ended(run);
      const [buyer, seller] = [view.buyer.receipt?.receipt, view.seller.receipt?.receipt];
      expect(buyer?.final).toBe(false);
      expect(seller).toMatchObject({ final: true, cause: 'partner-silent' });
      const terms = { energy: view.energy, price: view.price, lossBandPpm: view.bid.order.lossBandPpm };
      const expected = closeAfterClaims(
        terms,
        { energy: buyer?.energy ?? energy(0), final: false },
        { energy: seller?.energy ?? energy(0), final: true },
      );
      expect(view).toMatchObject({
        state: 'settled',
        paid: expected.paid,
        refunded: expected.refunded,
        error: 'PARTNER_SILENT',
      });
      expect(expected.paid).toBeGreaterThan(0n);
      await it.expectMoney(expected.paid);
      await it.expectReputation(0, -3);
      await it.expectRelaysOpen();
    },
  );

  ending(
    "seller's meter silent: the buyer's final is paid after the claim period, the seller loses reputation",
    'seller-silent',
    async (it, claimPeriod) => {
      const run = await it.begin(8_000, 30);
      await it.delivering(run, 700);
      await it.seller.meter.kill();
      await it.claimed(run, 'buyer');
      await it.expectRelaysOpen();
      await claimPeriod();
      const view = await it.ended(run);
      const buyer = view.buyer.receipt?.receipt;
      expect(buyer).toMatchObject({ final: true });
      expect(view.seller.receipt?.receipt.final).toBe(false);
      const paid = payment(buyer?.energy ?? energy(0), view.price);
      // A dead seller makes no marks either: in the same seconds the buyer's meter notices one or the other.
      const error = buyer?.cause === 'mark-missing' ? 'MARK_MISSING' : 'PARTNER_SILENT';
      expect(['partner-silent', 'mark-missing']).toContain(buyer?.cause);
      expect(view).toMatchObject({ state: 'settled', paid, error });
      expect(paid).toBeGreaterThan(0n);
      await it.expectMoney(paid);
      await it.expectReputation(-3, 0);
      await it.expectRelaysOpen();
    },
  );

  ending('both dark until expiry: everything is refunded', 'both-dark', async (it, claimPeriod) => {
    const start = timestamp(systemClock.now() + 20);
    const end = timestamp(start + 20);
    const offer = await it.seller.owner.offer({ energy: energy(2_000), price: PRICE, start, end });
    const bought = await it.buyer.owner.buy(offer, { energy: energy(2_000), maxPrice: PRICE });
    const run = { view: bought, orderedAt: 0 };
    await it.until(run, ({ state }) => state === 'open');
    const { locked } = await it.community.reader.account(it.buyer.account);
    expect(locked).toBe(bought.locked);
    await Promise.all([it.seller.meter.kill(), it.buyer.meter.kill()]);
    await claimPeriod();
    const view = await it.ended(run);
    expect(view).toMatchObject({ state: 'expired', paid: 0n, delivered: 0n, refunded: bought.locked });
    await it.expectMoney(0n);
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
  });

  ending('mark missing: a buyer fed from elsewhere signs nothing further', 'mark-missing', async (it) => {
    const run = await it.begin(8_000, 60);
    await it.delivering(run, 700);
    await it.community.control.inject(it.pair.wire, { kind: 'wire-foreign-feed', milliwatt: 1_000_000 });
    const view = await it.ended(run);
    await it.expectSettledByPair(view);
    expect(view).toMatchObject({ error: 'MARK_MISSING', buyer: { cause: 'mark-missing' } });
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
  });

  ending('loss above the band: the relays open and the lower energy is paid', 'loss', async (it) => {
    await it.community.control.inject(it.pair.wire, { kind: 'wire-leak', milliohm: 4_600 });
    const run = await it.begin(9_000, 60);
    const view = await it.ended(run);
    await it.expectSettledByPair(view);
    expect(view.error).toBe('LOSS_ABOVE_BAND');
    expect([view.buyer.cause, view.seller.cause]).toContain('loss-above-band');
    const [buyer, seller] = [view.buyer.receipt?.receipt.energy ?? 0n, view.seller.receipt?.receipt.energy ?? 0n];
    expect(buyer).toBeLessThan(seller);
    expect(view.delivered).toBe(buyer);
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
  });

  ending(
    'order expired, cancelled, or for another partner: refused by its code, and nothing moves',
    'orders',
    async (it) => {
      const now = systemClock.now();
      const terms = { energy: energy(2_000), price: PRICE, start: timestamp(now + 3600), end: timestamp(now + 3700) };
      const soon = await it.seller.owner.offer({ ...terms, openBefore: timestamp(now + 4) });
      const cancelled = await it.seller.owner.offer(terms);
      const named = await it.seller.owner.offer(terms);

      await it.seller.owner.cancel(cancelled.hash);
      expect(await codeOf(it.buyer.owner.buy(cancelled, { energy: energy(2_000), maxPrice: PRICE }))).toBe(
        'ORDER_CANCELLED',
      );

      await systemClock.sleep(milliseconds(Math.max(0, now + 5 - systemClock.now()) * 1000));
      expect(await codeOf(it.buyer.owner.buy(soon, { energy: energy(2_000), maxPrice: PRICE }))).toBe('ORDER_EXPIRED');

      // A bid names one offer; the contract itself rejects submitting it with another.
      const opened = await it.buyer.owner.buy(named, { energy: energy(2_000), maxPrice: PRICE });
      await it.until({ view: opened, orderedAt: 0 }, ({ state }) => state === 'open');
      const other = await it.seller.owner.offer({ ...terms, minEnergy: energy(1_500) });
      const mixed = { bid: opened.bid, offer: other.offer };
      const domain = domainOf(it.community.deployment);
      expect(() => verifyTrade(domain, mixed, energy(1_000))).toThrow(
        expect.objectContaining({ code: 'WRONG_PARTNER' }),
      );
      const secureWorld = await SecureWorldClient.connect({ path: it.buyer.socket });
      expect(await codeOf(secureWorld.openDelivery(mixed))).toBe('WRONG_PARTNER');
      await secureWorld.close();
      // The contract derives the counter order from the given offer, so the bid's signature covers something else.
      expect(await codeOf(submitAsStranger(it, calls.openTrade(it.community.deployment, mixed)))).toBe(
        'INVALID_SIGNATURE',
      );

      const { locked, balance } = await it.community.reader.account(it.buyer.account);
      expect({ locked, total: locked + balance }).toEqual({ locked: opened.locked, total: 10_000_000n });
      await it.expectReputation(0, 0);
      await it.expectRelaysOpen();
    },
  );
});
