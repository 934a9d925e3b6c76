/**
 * A hacked gateway announces trades that were never opened: bids on one of the meter's offers, from as many keys as it
 * likes. Ten a second for two minutes; each control removes one defence.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, milliseconds, Order, type TradeOrders, timestamp } from '@evlock/protocol';
import { domain, rules, START } from '@evlock/testing/meter/samples';
import { Signer, sellerKey, signedOrders } from '@evlock/testing/meter/signer';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChainWatch } from '../../src/chain/chain-watch.ts';
import { watchChain } from '../../src/chain/meter-chain.ts';
import { DeliveryActions } from '../../src/delivery/delivery-actions.ts';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';
import { TradeRunner } from '../../src/delivery/trade-runner.ts';
import { RelayControl } from '../../src/drivers/relay-control.ts';
import { REQUEST_LIMITS, RequestLimits } from '../../src/link/request-limits.ts';
import { silentLog } from '../../src/log.ts';
import { Store } from '../../src/store/store.ts';
import { MockSecureWorld } from '../support/mock-secure-world.ts';

const SECONDS = 120;
const PER_SECOND = 10;
const real = signedOrders(3_600);

/** A bid by another key on the same offer: valid in itself, but no meter of that key is enrolled. */
function phantom(seed: number): TradeOrders {
  const { offer, bid } = real;
  const key = new Signer(10 + (seed % 200));
  const order = { ...bid.order, meterKey: key.address, account: key.address, nonce: seed };
  return { offer, bid: { order, signature: key.sign(Order.digest(domain, order)) } };
}

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-hostile-'));
  store = Store.open(join(folder, 'meter.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

interface Defences {
  readonly intake: (clock: ManualClock) => ConstructorParameters<typeof TradeRunner>[1]['intake'];
  readonly limits: (clock: ManualClock) => { admit(method: 'trade'): void };
  /** Between two polls of the chain for everything watched. */
  readonly watch: (parts: Parameters<typeof watchChain>[0]) => Pick<ChainWatch, 'run' | 'problem'>;
}

const asShipped: Defences = {
  intake: () => new TradeIntake({ domain, meterKey: sellerKey.address, firstBlock: 1 }, { store }),
  limits: (clock) => new RequestLimits(REQUEST_LIMITS, { clock }),
  watch: watchChain,
};
const unbounded = new TradeIntake(
  { domain, meterKey: sellerKey.address, firstBlock: 1, most: Number.POSITIVE_INFINITY },
  { store: { trade: () => undefined, order: () => undefined } },
);

/** The cost of two minutes of announcements. */
async function announce(defences: Partial<Defences> = {}) {
  const { intake, limits, watch } = { ...asShipped, ...defences };
  const clock = new ManualClock();
  const secureWorld = new MockSecureWorld('seller', signedOrdersId()) as never;
  const watchdog = { doubt: () => undefined, trust: () => undefined };
  const recovery = { held: () => undefined, require: () => undefined, requireSound: () => undefined };
  const actions = new DeliveryActions({
    ...{ secureWorld, store, recovery, log: silentLog, stored: () => undefined },
    selfTest: { ensure: async () => undefined },
  });
  const relay = new RelayControl({ clock, watchdog, relay: { drive: () => undefined } });
  const runner = new TradeRunner(
    { domain, rules },
    {
      ...{ secureWorld, actions, store, recovery, relay, watchdog, clock, log: silentLog },
      partners: { refusedUntil: () => undefined, ended: () => undefined, lost: () => undefined },
      ...{ intake: intake(clock), sampling: { age: 0, pace: 'idle' } },
    },
  );
  let questions = 0;
  let most = 0;
  const chain = {
    agreedTrade: async () => {
      questions++;
      return { state: 'none' as const, time: clock.now() };
    },
    tradeOpened: async () => undefined,
    hasLapsed: async () => true,
  };
  const stop = new AbortController();
  const watching = watch({ chain, runner, lapsedOrders: { lapsed: () => undefined }, clock, log: silentLog }).run(
    stop.signal,
  );
  const limit = limits(clock);
  for (let count = 0; count < SECONDS * PER_SECOND; count++) {
    try {
      limit.admit('trade');
      runner.announce(phantom(count));
    } catch (error) {
      expect(EvlockError.from(error).code).toBe('RATE_LIMITED');
    }
    await clock.advance(1_000 / PER_SECOND);
    most = Math.max(most, runner.book.size);
  }
  await clock.advance(70_000);
  const left = runner.book.size;
  stop.abort();
  await clock.advance(1_000);
  await watching;
  await settled();
  return { most, left, perSecond: questions / (SECONDS + 70), stored: store.unfinishedTrades().length };
}

const signedOrdersId = () => Order.digest(domain, real.bid.order);

it('at most three are looked for, the chain is rarely queried, nothing is stored and nothing remains', async () => {
  const { perSecond, ...rest } = await announce();
  expect(rest).toEqual({ most: 3, left: 0, stored: 0 });
  expect(perSecond).toBeLessThan(3);
});

it('a real one gets its place as soon as phantoms are dropped, and is stored', () => {
  const intake = asShipped.intake(new ManualClock());
  for (let count = 0; count < 3; count++) expect(intake.take(phantom(count), START)).toBeDefined();
  expect(() => intake.take(real, START)).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  const [first] = [0].map((count) => Order.digest(domain, phantom(count).bid.order));
  expect(intake.isPhantom(first as `0x${string}`, timestamp(START + 59))).toBe(false);
  expect(intake.isPhantom(first as `0x${string}`, timestamp(START + 60))).toBe(true);
  intake.done(first as `0x${string}`);
  expect(intake.take(real, START)?.role).toBe('seller');
});

it('control without the bound: every trade named within a minute is looked for', async () => {
  const { most } = await announce({ intake: () => unbounded });
  expect(most).toBeGreaterThan(16);
});

it('control without bound, limit and turns: each is queried twice a second for as long as it is named', async () => {
  const everything: Partial<Defences> = {
    intake: () => ({
      take: (orders, now) => unbounded.take(orders, now),
      done: () => undefined,
      isPhantom: () => false,
    }),
    limits: () => ({ admit: () => undefined }),
    watch: ({ chain, runner, clock }) => ({
      problem: null,
      run: async (signal) => {
        while (!signal.aborted) {
          for (const { trade } of runner.book.values()) await chain.agreedTrade(trade);
          await clock.sleep(milliseconds(500), signal).catch(() => undefined);
        }
      },
    }),
  };
  const { most, left, perSecond } = await announce(everything);
  expect([most, left]).toEqual([SECONDS * PER_SECOND, SECONDS * PER_SECOND]);
  expect(perSecond).toBeGreaterThan(1_000);
});
