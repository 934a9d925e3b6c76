/**
 * A hacked gateway splits one sale into many lots for a buyer whose meter claims that nothing arrives. Each costs the seller
 * the stated bound; the partner memory ends it after the first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Energy, timestamp, tradeOf } from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import { domain, rules, START } from '@evlock/testing/meter/samples';
import { sellerKey, signedOrders, signedReceipt } from '@evlock/testing/meter/signer';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryActions } from '../../src/delivery/delivery-actions.ts';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';
import { TradeRunner, type TradeRunnerModules } from '../../src/delivery/trade-runner.ts';
import { RelayControl } from '../../src/drivers/relay-control.ts';
import { silentLog } from '../../src/log.ts';
import { PartnerMemory } from '../../src/store/partner-memory.ts';
import { Store } from '../../src/store/store.ts';
import { MockSecureWorld } from '../support/mock-secure-world.ts';

const LOTS = 6;
/** Seconds between two lots. */
const EVERY = 300;

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-lots-'));
  store = Store.open(join(folder, 'meter.sqlite'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** What the seller delivers in one lot to a buyer whose register does not move. 400 mWh per second. */
async function sellLot(lot: number, clock: ManualClock, partners: TradeRunnerModules['partners']): Promise<bigint> {
  const orders = signedOrders(lot * EVERY);
  const trade = tradeOf(domain, orders);
  const mock = new MockSecureWorld('seller', trade.id);
  const secureWorld = mock as never;
  const watchdog = { doubt: () => undefined, trust: () => undefined };
  const recovery = { held: () => undefined, require: () => undefined, requireSound: () => undefined };
  let closed = false;
  const relay = new RelayControl({
    ...{ clock, watchdog },
    relay: {
      drive: (position) => {
        closed = position === 'closed';
      },
    },
  });
  const selfTest = { ensure: async () => undefined };
  const actions = new DeliveryActions({
    ...{ secureWorld, store, selfTest, recovery, stored: () => undefined, log: silentLog },
  });
  const intake = new TradeIntake({ domain, meterKey: sellerKey.address, firstBlock: 1 }, { store });
  const runner = new TradeRunner(
    { domain, rules },
    {
      ...{ secureWorld, actions, intake, store, recovery, partners, relay, watchdog, clock, log: silentLog },
      sampling: { age: 0, pace: 'idle' },
    },
  );
  runner.announce(orders);
  runner.chainSaid(trade.id, 'open', clock.now());
  for (let second = 1; second < 60; second++) {
    const progress = runner.book.get(trade.id);
    if (progress?.delivery === 'closed') break;
    if (progress?.delivery === 'open') {
      await runner
        .partnerReceipt(signedReceipt(trade.id, 'buyer', { sequence: second, partnerSequence: mock.sequence }))
        .catch(() => undefined);
    }
    if (closed) mock.energy += 400n;
    runner.measured({ tradeEnergy: mock.energy as Energy, mark: 'none' } as SampleOutcome);
    await settled();
    await clock.advance(1_000);
    runner.chainSaid(trade.id, 'open', clock.now());
  }
  return store.latestReceipt(trade.id, 'seller')?.receipt.energy ?? 0n;
}

async function sell(partnersOf: (clock: ManualClock) => TradeRunnerModules['partners']): Promise<bigint[]> {
  const clock = new ManualClock();
  const sold: bigint[] = [];
  for (let lot = 0; lot < LOTS; lot++) {
    const begin = START + lot * EVERY;
    await clock.advance((begin - clock.now()) * 1_000);
    sold.push(await sellLot(lot, clock, partnersOf(clock)));
  }
  return sold;
}

const remembering = (clock: ManualClock): PartnerMemory =>
  new PartnerMemory({ records: store.partners, clock, log: silentLog });

it('one lot is lost, and nothing is delivered to that buyer for an hour, across restarts', async () => {
  const sold = await sell(remembering);
  expect(sold[0]).toBeGreaterThan(1_000n);
  expect(sold.slice(1)).toEqual(Array(LOTS - 1).fill(0n));
});

it('control without the memory: every lot costs as much again', async () => {
  const sold = await sell(() => ({ refusedUntil: () => undefined, ended: () => undefined, lost: () => undefined }));
  expect(new Set(sold).size).toBe(1);
  expect(sold.reduce((sum, energy) => sum + energy, 0n)).toBeGreaterThan(BigInt(LOTS) * 1_000n);
});

describe('the partner memory', () => {
  const account = `0x${'ab'.repeat(20)}` as const;
  const lost = { cause: 'loss-above-band', energy: 5n as Energy } as const;

  it('refuses for an hour, doubling each time, up to a week', async () => {
    const clock = new ManualClock();
    const memory = remembering(clock);
    const hours: number[] = [];
    for (let strike = 0; strike < 10; strike++) {
      memory.ended(account, lost);
      const until = memory.refusedUntil(account) ?? timestamp(0);
      hours.push((until - clock.now()) / 3_600);
      await clock.advance((until - clock.now()) * 1_000);
      expect(memory.refusedUntil(account)).toBeUndefined();
    }
    expect(hours).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 168, 168]);
    await clock.advance(31 * 86_400_000);
    memory.ended(account, lost);
    expect(memory.refusedUntil(account)).toBe(clock.now() + 3_600);
  });

  it('does not penalise a partner that ended in order, or was silent before anything flowed', () => {
    const memory = remembering(new ManualClock());
    for (const end of [
      { cause: 'completed', energy: 9n as Energy },
      { cause: 'partner-silent', energy: 0n as Energy },
      { cause: 'restarted', energy: 9n as Energy },
    ] as const) {
      memory.ended(account, end);
    }
    expect(memory.refusedUntil(account)).toBeUndefined();
    memory.ended(account, { cause: 'partner-silent', energy: 1n as Energy });
    expect(memory.refusedUntil(account)).toBeDefined();
  });

  it('remembers 256 of them', () => {
    const memory = remembering(new ManualClock());
    for (let count = 0; count < 300; count++) {
      memory.ended(`0x${String(count).padStart(40, '0')}`, lost);
    }
    const kept = [...Array(300).keys()].filter((count) => store.partners.find(`0x${String(count).padStart(40, '0')}`));
    expect(kept).toHaveLength(256);
  });
});
