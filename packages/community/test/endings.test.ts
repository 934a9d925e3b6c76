/** One test per ending of a trade (DESIGN §5), all in one world of real processes: money, reputation, relay, error code. */
import { calls, increaseTime, MemoryOutbox, TransactionQueue } from '@evlock/chain';
import { closeAfterClaims, energy, payment, systemClock, timestamp } from '@evlock/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barrier, codeOf, openWorld, PRICE, pair, Scenario, type World } from './support/world.ts';

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

describe('the endings of a trade', () => {
  let world: World;
  const scenario = (name: (typeof names)[number]): Scenario => new Scenario(world, pair(name));

  /** Three endings wait for the claim period; the chain's time is moved when all deliveries are over. */
  let deliveriesOver: () => Promise<void>;

  beforeAll(async () => {
    world = await openWorld(names.map(pair), { gateway: { watchtower: { graceSeconds: 5 } } });
    deliveriesOver = barrier(names.length, async () => {
      await increaseTime(world.community.chain.url, CLAIM_PERIOD + 60);
    });
  }, 180_000);
  afterAll(async () => world?.close());

  it.concurrent('complete: the lower energy is paid, both gain reputation', async () => {
    const it = scenario('complete');
    const run = await it.begin(2_500, 60);
    const view = await it.ended(run);
    const paid = await it.expectSettledByPair(view);
    expect(paid).toBeGreaterThanOrEqual(payment(energy(2_425), PRICE));
    expect(view).toMatchObject({ error: null, buyer: { reputation: 1 }, seller: { reputation: 1 } });
    expect([view.buyer.cause, view.seller.cause]).toContain('completed');
    await it.expectReputation(1, 1);
    await it.expectRelaysOpen();
    await deliveriesOver();
  });

  it.concurrent('buyer stops early: what was delivered is paid, the rest refunded, nobody loses reputation', async () => {
    const it = scenario('buyer-stops');
    const run = await it.begin(8_000, 60);
    await it.delivering(run, 700);
    expect(await it.relays()).toEqual({ seller: true, buyer: true });
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
    await deliveriesOver();
  });

  it.concurrent('seller stops early: the same, the other way round', async () => {
    const it = scenario('seller-stops');
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
    await deliveriesOver();
  });

  it.concurrent("buyer's meter silent: its last receipt is paid after the claim period, and it loses reputation", async () => {
    const it = scenario('buyer-silent');
    const run = await it.begin(8_000, 30);
    await it.delivering(run, 700);
    await it.buyer.meter.kill();
    const claimed = await it.until(
      run,
      ({ state, seller }) => state === 'claimed' && seller.receipt?.receipt.final === true,
    );
    await it.expectRelaysOpen();
    await deliveriesOver();
    const view = await it.ended(run);
    const [buyer, seller] = [view.buyer.receipt?.receipt, view.seller.receipt?.receipt];
    expect(buyer?.final).toBe(false);
    expect(seller).toMatchObject({ final: true, cause: 'partner-silent' });
    const terms = { energy: view.energy, price: view.price, lossBandPpm: claimed.bid.order.lossBandPpm };
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
  });

  it.concurrent("seller's meter silent: the buyer's final is paid after the claim period, the seller loses reputation", async () => {
    const it = scenario('seller-silent');
    const run = await it.begin(8_000, 30);
    await it.delivering(run, 700);
    await it.seller.meter.kill();
    await it.until(run, ({ state, buyer }) => state === 'claimed' && buyer.receipt?.receipt.final === true);
    await it.expectRelaysOpen();
    await deliveriesOver();
    const view = await it.ended(run);
    const buyer = view.buyer.receipt?.receipt;
    expect(buyer).toMatchObject({ final: true });
    expect(view.seller.receipt?.receipt.final).toBe(false);
    const paid = payment(buyer?.energy ?? energy(0), view.price);
    expect(view).toMatchObject({ state: 'settled', paid, error: 'PARTNER_SILENT' });
    expect(paid).toBeGreaterThan(0n);
    await it.expectMoney(paid);
    await it.expectReputation(-3, 0);
    await it.expectRelaysOpen();
  });

  it.concurrent('both dark until expiry: everything is refunded', async () => {
    const it = scenario('both-dark');
    const start = timestamp(systemClock.now() + 20);
    const end = timestamp(start + 20);
    const offer = await it.seller.owner.offer({ energy: energy(2_000), price: PRICE, start, end });
    const bought = await it.buyer.owner.buy(offer, { energy: energy(2_000) });
    const run = { view: bought, orderedAt: 0 };
    await it.until(run, ({ state }) => state === 'open');
    const { locked } = await it.community.reader.account(it.buyer.account);
    expect(locked).toBe(bought.locked);
    await Promise.all([it.seller.meter.kill(), it.buyer.meter.kill()]);
    await deliveriesOver();
    const view = await it.ended(run);
    expect(view).toMatchObject({ state: 'expired', paid: 0n, delivered: 0n, refunded: bought.locked });
    await it.expectMoney(0n);
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
  });

  it.concurrent('mark missing: a buyer fed from elsewhere signs no more than it had signed', async () => {
    const it = scenario('mark-missing');
    const run = await it.begin(8_000, 60);
    await it.delivering(run, 700);
    await it.community.control.inject(it.pair.wire, { kind: 'wire-foreign-feed', milliwatt: 1_000_000 });
    const view = await it.ended(run);
    await it.expectSettledByPair(view);
    expect(view).toMatchObject({ error: 'MARK_MISSING', buyer: { cause: 'mark-missing' } });
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
    await deliveriesOver();
  });

  it.concurrent('loss above the band: the relays open and the lower energy is paid', async () => {
    const it = scenario('loss');
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
    await deliveriesOver();
  });

  it.concurrent('order expired, cancelled, or of another partner: refused by its code, and nothing moves', async () => {
    const it = scenario('orders');
    const now = systemClock.now();
    const terms = { energy: energy(2_000), price: PRICE, start: timestamp(now + 3600), end: timestamp(now + 3700) };
    const soon = await it.seller.owner.offer({ ...terms, openBefore: timestamp(now + 4) });
    const cancelled = await it.seller.owner.offer(terms);
    const named = await it.seller.owner.offer(terms);

    await it.seller.owner.cancel(cancelled.hash);
    expect(await codeOf(it.buyer.owner.buy(cancelled, { energy: energy(2_000) }))).toBe('ORDER_CANCELLED');

    await systemClock.sleep(((timestamp(now + 5) - systemClock.now()) * 1000) as never);
    expect(await codeOf(it.buyer.owner.buy(soon, { energy: energy(2_000) }))).toBe('ORDER_EXPIRED');

    // A bid names one offer; putting it on chain with another is refused by the contract itself.
    const opened = await it.buyer.owner.buy(named, { energy: energy(2_000) });
    await it.until({ view: opened, orderedAt: 0 }, ({ state }) => state === 'open');
    const other = await it.seller.owner.offer({ ...terms, minEnergy: energy(1_500) });
    const { deployment, chain } = it.community;
    const stranger = await it.seller.wallet();
    const queue = new TransactionQueue(
      { endpoint: chain.url, privateKey: stranger.privateKey, chainId: deployment.chainId },
      { outbox: new MemoryOutbox(), clock: systemClock },
    );
    await queue.start();
    const mixed = calls.openTrade(deployment, { bid: opened.bid, offer: other.offer });
    expect(await codeOf(queue.submit('wrong partner', mixed))).toBe('WRONG_PARTNER');
    await queue.stop();

    const { locked, balance } = await it.community.reader.account(it.buyer.account);
    expect({ locked, total: locked + balance }).toEqual({ locked: opened.locked, total: 10_000_000n });
    await it.expectReputation(0, 0);
    await it.expectRelaysOpen();
    await deliveriesOver();
  });
});
