/**
 * A buyer behind a hacked gateway that takes the stated bound from a seller repeatedly without ending a delivery by loss or
 * silence: it ends each in order with a final receipt that names too little, or has the next trade on chain before the first
 * one ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bytes32, type Energy, type TradeOrders, tradeOf } from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import { domain, rules } from '@evlock/testing/meter/samples';
import { type ReceiptFields, sellerKey, signedOrders, signedReceipt } from '@evlock/testing/meter/signer';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeliveryActions } from '../../src/delivery/delivery-actions.ts';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';
import { TradeRunner, type TradeRunnerModules } from '../../src/delivery/trade-runner.ts';
import { RelayControl } from '../../src/drivers/relay-control.ts';
import { silentLog } from '../../src/log.ts';
import { PartnerMemory } from '../../src/store/partner-memory.ts';
import { Store } from '../../src/store/store.ts';
import type { TradeProgress } from '../../src/trade/trade-progress.ts';
import { MockSecureWorld } from '../support/mock-secure-world.ts';

/** Lots, and seconds between their starts. */
const LOTS = 3;
const EVERY = 120;
/** mWh per second. */
const FLOW = 400n;

let folder: string;
let store: Store;
let clock: ManualClock;
let partners: TradeRunnerModules['partners'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-quiet-loss-'));
  store = Store.open(join(folder, 'meter.sqlite'));
  clock = new ManualClock();
  partners = new PartnerMemory({ records: store.partners, clock, log: silentLog });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** The seller's secure world, one mock per trade. */
class Worlds {
  readonly of = new Map<Bytes32, MockSecureWorld>();
  open: MockSecureWorld | undefined;

  constructor(lots: readonly TradeOrders[]) {
    for (const orders of lots) {
      const { id } = tradeOf(domain, orders);
      this.of.set(id, new MockSecureWorld('seller', id));
    }
  }

  get secureWorld(): never {
    const one = (id: Bytes32) => this.of.get(id) as MockSecureWorld;
    return {
      info: async () => (this.open ?? one([...this.of.keys()][0] as Bytes32)).info(),
      openDelivery: async (orders: TradeOrders) => {
        this.open = one(tradeOf(domain, orders).id);
        return this.open.openDelivery(orders);
      },
      partnerReceipt: async (signed: ReturnType<typeof signedReceipt>) =>
        one(signed.receipt.tradeId).partnerReceipt(signed),
      signReceipt: async () => this.open?.signReceipt(),
      closeDelivery: async (id: Bytes32, cause: never) => one(id).closeDelivery(id, cause),
      closeUnopened: async (orders: TradeOrders, cause: never) =>
        one(tradeOf(domain, orders).id).closeUnopened(orders, cause),
      nextMark: async () => null,
    } as never;
  }
}

type Buyer = (seller: TradeProgress) => Omit<ReceiptFields, 'sequence'>;

function sellerOf(worlds: Worlds) {
  const secureWorld = worlds.secureWorld;
  const watchdog = { doubt: () => undefined, trust: () => undefined };
  const recovery = { held: () => undefined, require: () => undefined, requireSound: () => undefined };
  const state = { closed: false };
  const drive = (position: string) => {
    state.closed = position === 'closed';
  };
  const relay = new RelayControl({ clock, watchdog, relay: { drive } });
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
  return { runner, state };
}

/** The seller's final receipts for each lot, all on chain before the first begins where `ahead`. */
async function sell(buyer: Buyer, { ahead = false } = {}): Promise<bigint[]> {
  const lots = [...Array(LOTS).keys()].map((lot) => signedOrders(lot * EVERY));
  const ids = lots.map((orders) => tradeOf(domain, orders).id);
  const worlds = new Worlds(lots);
  const { runner, state } = sellerOf(worlds);
  const put = (lot: number) => {
    runner.announce(lots[lot] as TradeOrders);
    runner.chainSaid(ids[lot] as Bytes32, 'open', clock.now());
  };
  if (ahead) for (const lot of ids.keys()) put(lot);
  for (let second = 0; second < LOTS * EVERY; second++) {
    if (!ahead && second % EVERY === 0) put(second / EVERY);
    const id = ids[Math.floor(second / EVERY)] as Bytes32;
    const progress = runner.book.get(id);
    const mock = worlds.of.get(id) as MockSecureWorld;
    if (progress?.delivery === 'open') {
      const says = { partnerSequence: mock.sequence, ...buyer(progress), sequence: second + 1 };
      await runner.partnerReceipt(signedReceipt(id, 'buyer', says)).catch(() => undefined);
      await settled();
    }
    if (state.closed) mock.energy += FLOW;
    runner.measured({ tradeEnergy: mock.energy as Energy, mark: 'none' } as SampleOutcome);
    await settled();
    await clock.advance(1_000);
  }
  return ids.map((id) => store.latestReceipt(id, 'seller')?.receipt.energy ?? -1n);
}

/** Signs that nothing arrives, and once the relay opens for it, a final receipt: nothing ended by loss. */
const endsInOrder: Buyer = ({ pause }) => (pause ? { energy: 0n, final: true, cause: 'stopped-by-owner' } : {});

/** As far behind as receipts may be throughout; the last one repeats the one before. */
const staysBehind: Buyer = ({ energy }) => {
  const said = energy > 780n ? energy - 780n : 0n;
  return energy >= 8_000n ? { energy: said - FLOW, final: true, cause: 'completed' } : { energy: said };
};

/** Takes the current and signs for none of it. */
const signsNothing: Buyer = () => ({});

/** An honest one has seen what flowed a second ago; at both ends, the wire's loss is between them. */
const honest: Buyer = ({ energy }) => {
  const arrived = (energy * 98n) / 100n;
  return energy >= 8_000n ? { energy: arrived, final: true } : { energy: arrived > FLOW ? arrived - FLOW : 0n };
};

const unmemorable = { refusedUntil: () => undefined, ended: () => undefined, lost: () => undefined };

it('loses the bound once to a buyer that ends every delivery in order but underpays', async () => {
  const sold = await sell(endsInOrder);
  expect(sold[0]).toBeGreaterThan(1_000n);
  expect(sold.slice(1)).toEqual(Array(LOTS - 1).fill(0n));
});

it('loses the slack of receipts once to a buyer that stays within it', async () => {
  const sold = await sell(staysBehind);
  expect(sold[0]).toBeGreaterThan(8_000n - FLOW);
  expect(sold.slice(1)).toEqual(Array(LOTS - 1).fill(0n));
});

it('loses the bound once to a buyer that already has further trades on chain', async () => {
  const sold = await sell(signsNothing, { ahead: true });
  expect(sold[0]).toBeGreaterThan(1_000n);
  expect(sold.slice(1)).toEqual(Array(LOTS - 1).fill(0n));
});

it('keeps selling to an honest buyer', async () => {
  const sold = await sell(honest);
  expect(sold.filter((energy) => energy >= 8_000n)).toHaveLength(LOTS);
});

it('control without the memory: every lot costs as much again', async () => {
  partners = unmemorable;
  const sold = await sell(endsInOrder);
  expect(sold.filter((energy) => energy > 1_000n)).toHaveLength(LOTS);
});
