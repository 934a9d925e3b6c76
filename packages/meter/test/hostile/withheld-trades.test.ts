/**
 * A hacked gateway opens a trade without telling this meter: the meter would miss its delivery, lose reputation for it, and
 * leave the buyer's money locked for a day. It finds the trade by its own view of the chain, although the gateway meanwhile
 * fills every place for announcements; the control removes that view.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, Order, type TradeOrders, timestamp, tradeOf } from '@evlock/protocol';
import { domain, rules, START } from '@evlock/testing/meter/samples';
import { Signer, sellerKey, signedOrders } from '@evlock/testing/meter/signer';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchChain } from '../../src/chain/meter-chain.ts';
import { WithheldTrades } from '../../src/chain/withheld-trades.ts';
import { DeliveryActions } from '../../src/delivery/delivery-actions.ts';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';
import { TradeRunner } from '../../src/delivery/trade-runner.ts';
import { RelayControl } from '../../src/drivers/relay-control.ts';
import { silentLog } from '../../src/log.ts';
import { Store } from '../../src/store/store.ts';
import { MockChain } from '../support/mock-chain.ts';
import { MockSecureWorld } from '../support/mock-secure-world.ts';

const real = signedOrders(3_600);
const trade = tradeOf(domain, real);

/** A bid by another key on the same offer, never opened. */
function phantom(seed: number): TradeOrders {
  const key = new Signer(10 + seed);
  const order = { ...real.bid.order, meterKey: key.address, account: key.address, nonce: seed };
  return { offer: real.offer, bid: { order, signature: key.sign(Order.digest(domain, order)) } };
}

class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'evlock-withheld-'));
  readonly store = Store.open(join(this.folder, 'meter.sqlite'));
  readonly clock = new ManualClock();
  readonly chain = new MockChain();
  readonly runner: TradeRunner;
  readonly withheld: WithheldTrades;
  readonly #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();

  constructor() {
    const { store, clock, chain } = this;
    chain.time = START;
    store.addOrder(trade.offerHash, real.offer, 1);
    const secureWorld = new MockSecureWorld('seller', trade.id) as never;
    const watchdog = { doubt: () => undefined, trust: () => undefined };
    const recovery = { held: () => undefined, require: () => undefined, requireSound: () => undefined };
    const actions = new DeliveryActions({
      ...{ secureWorld, store, recovery, log: silentLog, stored: () => undefined },
      selfTest: { ensure: async () => undefined },
    });
    const relay = new RelayControl({ clock, watchdog, relay: { drive: () => undefined } });
    const intake = new TradeIntake({ domain, meterKey: sellerKey.address, firstBlock: 1 }, { store });
    this.runner = new TradeRunner(
      { domain, rules },
      {
        ...{ secureWorld, actions, intake, store, recovery, relay, watchdog, clock, log: silentLog },
        partners: { refusedUntil: () => undefined, ended: () => undefined, lost: () => undefined },
        sampling: { age: 0, pace: 'idle' },
      },
    );
    this.withheld = new WithheldTrades({ chain, store, runner: this.runner, clock, log: silentLog });
  }

  run({ looks }: { looks: boolean }): void {
    const { chain, runner, clock } = this;
    const { signal } = this.#stop;
    const lapsedOrders = { lapsed: () => undefined };
    const watch = watchChain({ chain, runner, lapsedOrders, clock, log: silentLog });
    this.#running = Promise.all([watch.run(signal), looks ? this.withheld.run(signal) : undefined]);
  }

  /** Opens the trade on chain. */
  open(): void {
    this.chain.open(trade);
    this.chain.spent.add(real.offer.order.nonce);
    this.chain.carried.set(trade.offerHash, { tradeId: trade.id, orders: real });
  }

  async seconds(count: number): Promise<void> {
    for (let second = 0; second < count; second++) {
      await this.clock.advance(1_000);
      this.chain.time = this.clock.now();
    }
  }

  get stage(): string | undefined {
    return this.runner.book.get(trade.id)?.stage;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.clock.advance(1_000);
    await this.#running;
    await settled();
    this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}

describe('a trade that the gateway does not announce', () => {
  let house: House;
  beforeEach(() => {
    house = new House();
  });
  afterEach(() => house.stop());

  /** At most three announced trades are looked for at a time. */
  async function flood(seconds: number): Promise<void> {
    for (let count = 0; count < seconds; count++) {
      try {
        house.runner.announce(phantom(count));
      } catch (error) {
        expect(EvlockError.from(error).code).toBe('RATE_LIMITED');
      }
      await house.seconds(1);
    }
  }

  it('is found on chain and delivered, with an alarm, whatever the gateway announces meanwhile', async () => {
    house.run({ looks: true });
    await flood(5);
    house.open();
    await flood(60);
    expect(house.stage).toBe('confirmed');
    expect(house.withheld.alarm).toBe('TRADE_WITHHELD');
    expect(house.store.trade(trade.id)).toMatchObject({ role: 'seller', stage: 'confirmed' });
  });

  it('is found however many orders she had signed and released before she opened it', async () => {
    const { store, clock } = house;
    for (let count = 1; count <= 200; count++) {
      const nonce = real.offer.order.nonce + count;
      const signed = sellerKey.order({ ...real.offer.order, nonce, openBefore: START });
      const hash = Order.digest(domain, signed.order);
      store.addOrder(hash, signed, 1);
      store.releaseOrder(hash);
    }
    store.prune(timestamp(clock.now()));
    house.run({ looks: true });
    house.open();
    await house.seconds(60);
    expect([house.stage, house.withheld.alarm]).toEqual(['confirmed', 'TRADE_WITHHELD']);
  });

  it('control without that search: is unknown here until its claims are over', async () => {
    house.run({ looks: false });
    house.open();
    await flood(120);
    expect(house.stage).toBeUndefined();
    expect(house.store.trade(trade.id)).toBeUndefined();
  });

  it('is found even after the order has expired, as when the meter was offline', async () => {
    house.open();
    await house.seconds(trade.start - START + 30);
    house.run({ looks: true });
    await house.seconds(60);
    // Its delivery is over: closed at zero, so that this side did finish.
    expect(house.stage).toBe('finalizing');
    expect(house.withheld.alarm).toBe('TRADE_WITHHELD');
  });

  it('raises no alarm when the gateway announces it in time', async () => {
    house.run({ looks: true });
    house.open();
    await house.seconds(10);
    house.runner.announce(real);
    await house.seconds(60);
    expect([house.stage, house.withheld.alarm]).toEqual(['confirmed', null]);
    expect(house.chain.asked).not.toContain('openedOrder');
  });

  it('raises an alarm even when a third party’s contract opened it, which hides its orders', async () => {
    house.run({ looks: true });
    house.open();
    house.chain.carried.set(trade.offerHash, { tradeId: trade.id, orders: null });
    await house.seconds(60);
    expect([house.stage, house.withheld.alarm]).toEqual([undefined, 'TRADE_WITHHELD']);
  });

  it('is not accepted on its calldata alone', async () => {
    house.run({ looks: true });
    house.chain.spent.add(real.offer.order.nonce);
    house.chain.carried.set(trade.offerHash, { tradeId: trade.id, orders: real });
    await house.seconds(60);
    expect(house.stage).toBe('opened');
    expect(house.store.trade(trade.id)).toBeUndefined();
  });

  it('is not inferred from an unreadable chain, and a cancelled order is queried ever less often', async () => {
    house.run({ looks: true });
    house.open();
    house.chain.problem = 'CHAIN_UNREACHABLE';
    await house.seconds(60);
    expect([house.stage, house.withheld.alarm]).toEqual([undefined, null]);
    house.chain.problem = undefined;
    house.chain.carried.clear();
    await house.seconds(3_000);
    expect(house.chain.asked.filter((question) => question === 'openedOrder').length).toBeLessThan(12);
  });
});
