import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Energy, EvlockError, type Role, tradeOf } from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import { domain, END, rules, START } from '@evlock/testing/meter/samples';
import { buyerKey, type ReceiptFields, sellerKey, signedOrders, signedReceipt } from '@evlock/testing/meter/signer';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryActions } from '../../src/delivery/delivery-actions.ts';
import { TradeIntake } from '../../src/delivery/trade-intake.ts';
import { TradeRunner } from '../../src/delivery/trade-runner.ts';
import { RelayControl } from '../../src/drivers/relay-control.ts';
import type { Pace } from '../../src/drivers/sampling.ts';
import { silentLog } from '../../src/log.ts';
import { PartnerMemory } from '../../src/store/partner-memory.ts';
import { Store } from '../../src/store/store.ts';
import { MockSecureWorld } from '../support/mock-secure-world.ts';

const orders = signedOrders();
const trade = tradeOf(domain, orders);

/** A delivery among mocks, with a real store. */
class Bench {
  readonly clock = new ManualClock();
  readonly secureWorld: MockSecureWorld;
  readonly events: string[] = [];
  readonly sampling = { age: 0, pace: 'idle' as Pace };
  readonly role: Role;
  readonly store: Store;
  relayBroken = false;
  runner: TradeRunner;
  #sequence = 0;

  constructor(file: string, role: Role, secureWorld = new MockSecureWorld(role, trade.id)) {
    this.role = role;
    this.secureWorld = secureWorld;
    this.store = Store.open(file);
    this.runner = this.#make();
  }

  #make(): TradeRunner {
    const { clock, store, sampling } = this;
    const secureWorld = this.secureWorld as unknown as ConstructorParameters<typeof DeliveryActions>[0]['secureWorld'] &
      ConstructorParameters<typeof TradeRunner>[1]['secureWorld'];
    const watchdog = { doubt: () => void this.events.push('doubt'), trust: () => void this.events.push('trust') };
    const relay = new RelayControl({
      clock,
      watchdog,
      relay: {
        drive: (position) => {
          this.events.push(position);
          if (this.relayBroken) throw new EvlockError('RELAY_FAULT');
        },
      },
    });
    const actions = new DeliveryActions({
      secureWorld,
      store,
      selfTest: { ensure: async () => undefined },
      recovery: { require: () => undefined, requireSound: () => undefined },
      stored: () => void this.events.push('stored'),
      log: silentLog,
    });
    const meterKey = (this.role === 'buyer' ? buyerKey : sellerKey).address;
    const intake = new TradeIntake({ domain, meterKey, firstBlock: 1 }, { store });
    const recovery = { held: () => undefined };
    const partners = new PartnerMemory({ records: store.partners, clock, log: silentLog });
    return new TradeRunner(
      { domain, rules },
      { secureWorld, actions, intake, store, recovery, partners, relay, watchdog, sampling, clock, log: silentLog },
    );
  }

  get progress() {
    return this.runner.book.get(trade.id);
  }

  hear(fields: Partial<ReceiptFields> = {}): Promise<void> {
    const role = this.role === 'buyer' ? 'seller' : 'buyer';
    // An honest partner has seen the newest.
    const partnerSequence = this.secureWorld.sequence;
    const receipt = signedReceipt(trade.id, role, { sequence: ++this.#sequence, partnerSequence, ...fields });
    return this.runner.partnerReceipt(receipt);
  }

  /** Simulates a batch of samples. */
  async measure(energy: bigint, mark: SampleOutcome['mark'] = 'none'): Promise<void> {
    this.secureWorld.energy = energy;
    this.runner.measured({ tradeEnergy: energy as Energy, mark } as SampleOutcome);
    await settled();
  }

  async delivering(): Promise<this> {
    this.runner.announce(orders);
    this.runner.chainSaid(trade.id, 'open', START);
    await this.measure(0n);
    await this.hear();
    await this.measure(0n);
    expect(this.progress?.stage).toBe('delivering');
    this.events.length = 0;
    this.secureWorld.asked.length = 0;
    return this;
  }
}

describe('TradeRunner', () => {
  let folder: string;
  let file: string;
  const benches: Bench[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-delivery-'));
    file = join(folder, 'meter.sqlite');
  });
  afterEach(() => {
    for (const { store } of benches.splice(0)) {
      try {
        store.close();
      } catch {
        // Closed by the test.
      }
    }
    rmSync(folder, { recursive: true });
  });
  const bench = (role: Role, secureWorld?: MockSecureWorld): Bench => {
    const made = new Bench(file, role, secureWorld);
    benches.push(made);
    return made;
  };

  it.each([-3600, 3600])('begins nothing while the clock is off by %i seconds', async (by) => {
    const made = bench('seller');
    made.runner.announce(orders);
    made.runner.chainSaid(trade.id, 'open', START);
    made.clock.set(by);
    await made.measure(0n);
    await made.hear();
    await made.measure(0n);
    expect(made.progress).toMatchObject({ stage: 'confirmed', delivery: 'none', error: 'CLOCK_WRONG' });
    expect(made.secureWorld.asked).not.toContain('openDelivery');
    made.clock.set(-by);
    await made.clock.advance(rules.retryAfter + 1_000);
    await made.hear();
    await made.measure(0n);
    await made.measure(0n);
    expect(made.progress?.stage).toBe('delivering');
  });

  it.each([-3600, 3600])('ends a delivery on time although the clock is set by %i seconds', async (by) => {
    const made = await bench('buyer').delivering();
    made.clock.set(by);
    await made.measure(1n);
    expect(made.progress).toMatchObject({ delivery: 'open' });
    for (let second = 0; second < END - START; second++) {
      await made.hear();
      await made.clock.advance(1_000);
      await made.measure(1n);
    }
    expect(made.progress?.delivery).toBe('closed');
    expect(made.events.findLast((event) => event === 'open' || event === 'closed')).toBe('open');
  });

  it('refuses foreign or invalid trades', () => {
    const { runner } = bench('seller');
    const { bid, offer } = orders;
    expect(() => runner.announce({ offer, bid: { ...bid, signature: offer.signature } })).toThrow(EvlockError);
    expect(() => runner.announce({ offer, bid: { ...bid, order: { ...bid.order, price: 1n as never } } })).toThrow(
      EvlockError,
    );
    expect(runner.book.size).toBe(0);
  });

  it('accepts a trade once, and stores it when seen on chain', () => {
    const { runner, store } = bench('seller');
    runner.announce(orders);
    runner.announce(orders);
    expect(runner.book.size).toBe(1);
    expect(store.openTrades()).toEqual([]);
    runner.chainSaid(trade.id, 'open', START);
    runner.announce(orders);
    expect(runner.book.size).toBe(1);
    expect(store.openTrades()).toMatchObject([{ id: trade.id, role: 'seller', stage: 'confirmed' }]);
  });

  it('keeps the partner’s receipts from before this meter saw the trade on chain', async () => {
    const made = bench('seller');
    made.runner.announce(orders);
    await made.hear({ energy: 0n, final: true, cause: 'stopped-by-owner' });
    expect(made.store.latestReceipt(trade.id, 'buyer')).toBeUndefined();
    made.runner.chainSaid(trade.id, 'open', START);
    expect(made.store.latestReceipt(trade.id, 'buyer')?.receipt).toMatchObject({ final: true });
    await made.measure(0n);
    await made.measure(0n);
    expect(made.store.latestReceipt(trade.id, 'seller')?.receipt).toMatchObject({ final: true, partnerEnergy: 0n });
  });

  it('opens, delivers, and stores every receipt before it is sent', async () => {
    const one = await bench('seller').delivering();
    expect(one.sampling.pace).toBe('delivering');
    await one.clock.advance(1000);
    await one.measure(250n);
    expect(one.store.latestReceipt(trade.id, 'seller')?.receipt).toMatchObject({ energy: 250n, final: false });
    expect(one.events).toEqual(['stored']);
  });

  it('opens the relay before anything else when the owner stops', async () => {
    const one = await bench('seller').delivering();
    one.runner.stop(trade.id);
    expect(one.events).toEqual(['open']);
    await settled();
    expect(one.progress).toMatchObject({ stage: 'finalizing', cause: 'stopped-by-owner' });
    expect(one.store.latestReceipt(trade.id, 'seller')?.receipt.final).toBe(true);
  });

  it('names the buyer’s final energy, however late', async () => {
    const one = await bench('seller').delivering();
    one.runner.stop(trade.id);
    await settled();
    await one.hear({ energy: 77n, final: true });
    await settled();
    expect(one.store.latestReceipt(trade.id, 'seller')?.receipt).toMatchObject({ final: true, partnerEnergy: 77n });
    one.runner.chainSaid(trade.id, 'settled', START);
    expect([one.runner.book.size, one.runner.lastError]).toEqual([0, null]);
    expect(one.store.trade(trade.id)?.stage).toBe('settled');
  });

  it('ends with mark-missing, and still shows it afterwards', async () => {
    const one = await bench('buyer').delivering();
    await one.measure(200n, 'missing');
    expect(one.events[0]).toBe('open');
    expect(one.secureWorld.asked).toContain('closeDelivery mark-missing');
    one.runner.chainSaid(trade.id, 'settled', START);
    expect(one.runner.lastError).toBe('MARK_MISSING');
  });

  it.each([
    ['MARK_MISSING', 'closeDelivery mark-missing'],
    ['SENSOR_FAULT', 'closeDelivery sensor-fault'],
    ['OUT_OF_STATE', 'closeDelivery restarted'],
  ] as const)('closes when the secure world refuses to sign with %s', async (code, asked) => {
    const one = await bench('buyer').delivering();
    one.secureWorld.failures.set('signReceipt', code);
    await one.clock.advance(1000);
    await one.measure(100n);
    await settled();
    expect(one.events[0]).toBe('open');
    expect(one.secureWorld.asked).toContain(asked);
  });

  it('opens the relay when the secure world disappears and closes the delivery when it returns', async () => {
    const one = await bench('seller').delivering();
    one.runner.failed('SECURE_WORLD_UNREACHABLE');
    expect(one.events).toEqual(['open']);
    expect(one.progress?.stage).toBe('fault');
    one.secureWorld.failures.set('info', 'SECURE_WORLD_UNREACHABLE');
    await one.runner.care();
    expect(one.runner.fault).toBe('SECURE_WORLD_UNREACHABLE');
    one.secureWorld.failures.clear();
    one.secureWorld.delivery = 'interrupted';
    await one.runner.care();
    await settled();
    expect(one.runner.fault).toBeNull();
    expect(one.secureWorld.asked.slice(-3)).toEqual(
      ['info', 'recover receipt', 'partnerReceipt', 'closeDelivery restarted'].slice(-3),
    );
    expect(one.progress).toMatchObject({ stage: 'finalizing', cause: 'restarted' });
  });

  it.each([
    ['that was open', false],
    ['that was closed', true],
  ])(
    'keeps a buyer’s final receipt that arrives while the secure world is gone, for a delivery %s',
    async (_, stopped) => {
      const one = await bench('seller').delivering();
      if (stopped) one.runner.stop(trade.id);
      await settled();
      for (const method of ['partnerReceipt', 'info']) one.secureWorld.failures.set(method, 'SECURE_WORLD_UNREACHABLE');
      await one.hear({ energy: 77n, final: true });
      await settled();
      expect([one.runner.fault, one.events.at(-1)]).toEqual(['SECURE_WORLD_UNREACHABLE', stopped ? 'stored' : 'open']);
      one.secureWorld.failures.clear();
      await one.runner.care();
      await settled();
      expect(one.store.latestReceipt(trade.id, 'seller')?.receipt).toMatchObject({ final: true, partnerEnergy: 77n });
      expect(one.progress?.stage).toBe('finalizing');
    },
  );

  it('keeps a receipt that the secure world accepted before the meter was killed', async () => {
    const one = await bench('seller').delivering();
    one.secureWorld.failures.set('partnerReceipt', 'REPLAYED');
    await one.hear({ energy: 77n, final: true });
    expect(one.store.latestReceipt(trade.id, 'buyer')?.receipt).toMatchObject({ final: true, energy: 77n });
  });

  it('keeps the relay open, and the watchdog unfed, when the store cannot be written', async () => {
    const one = await bench('seller').delivering();
    one.store.close();
    await one.clock.advance(1000);
    await one.measure(100n);
    expect(one.events).toContain('open');
    expect(one.events).toContain('doubt');
    expect(one.events).not.toContain('stored');
    expect(one.runner.fault).toBe('STORE_FAILED');
    await one.runner.care();
    expect(one.progress?.stage).toBe('fault');
    expect(one.events.at(-1)).not.toBe('closed');
  });

  it('leaves a relay that does not follow to the watchdog', async () => {
    const one = await bench('seller').delivering();
    one.relayBroken = true;
    one.runner.stop(trade.id);
    expect(one.events.slice(0, 2)).toEqual(['open', 'doubt']);
    expect(one.runner.fault).toBe('RELAY_FAULT');
    one.relayBroken = false;
    await one.runner.care();
    expect(one.events.at(-1)).toBe('trust');
    expect(one.runner.fault).toBeNull();
  });

  it('pauses while samples stall', async () => {
    const one = await bench('seller').delivering();
    one.sampling.age = 900;
    one.runner.tick();
    expect(one.events).toEqual(['open']);
    expect(one.progress).toMatchObject({ stage: 'paused', error: 'SAMPLES_LATE' });
  });

  it('ignores invalid receipts', async () => {
    const one = await bench('seller').delivering();
    const before = one.progress?.partner;
    const other = signedReceipt(trade.id, 'buyer', { sequence: 9 }, { ...domain, chainId: 1 });
    await expect(one.runner.partnerReceipt(other)).rejects.toMatchObject({ code: 'INVALID_SIGNATURE' });
    await expect(one.hear({ sequence: 0 })).rejects.toMatchObject({ code: 'RECEIPT_STALE' });
    const own = signedReceipt(trade.id, 'seller', { sequence: 9 });
    await expect(one.runner.partnerReceipt(own)).rejects.toMatchObject({ code: 'RECEIPT_MISMATCH' });
    const unknown = signedReceipt(`0x${'77'.repeat(32)}`, 'buyer', { sequence: 9 });
    await expect(one.runner.partnerReceipt(unknown)).rejects.toMatchObject({ code: 'TRADE_NOT_FOUND' });
    one.secureWorld.failures.set('partnerReceipt', 'INVALID_INPUT');
    await expect(one.hear({ sequence: 9 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(one.progress?.partner).toEqual(before);
    one.secureWorld.failures.clear();
    const good = signedReceipt(trade.id, 'buyer', { sequence: 9 });
    await one.runner.partnerReceipt(good);
    await one.runner.partnerReceipt(good);
    expect(one.progress?.partner?.sequence).toBe(9);
  });

  it('reports trades that cannot be stopped', async () => {
    const one = bench('seller');
    expect(() => one.runner.stop(trade.id)).toThrow(expect.objectContaining({ code: 'TRADE_NOT_FOUND' }));
    one.runner.announce(orders);
    one.runner.chainSaid(trade.id, 'open', START);
    one.runner.chainSaid(trade.id, 'expired', START);
    expect(() => one.runner.stop(trade.id)).toThrow(expect.objectContaining({ code: 'TRADE_NOT_OPEN' }));
  });

  it('closes a delivery interrupted by a meter restart, from the newest receipt', async () => {
    const before = await bench('seller').delivering();
    await before.clock.advance(1000);
    await before.measure(321n);
    before.store.close();
    const secureWorld = new MockSecureWorld('seller', trade.id);
    secureWorld.delivery = 'interrupted';
    const after = bench('seller', secureWorld);
    await after.runner.restore();
    await settled();
    expect(secureWorld.asked).toContain('recover receipt');
    expect(secureWorld.asked.at(-1)).toBe('closeDelivery restarted');
    expect(after.progress).toMatchObject({ stage: 'finalizing', cause: 'restarted', energy: 321n });
    expect(after.events).not.toContain('closed');
    expect(after.store.latestReceipt(trade.id, 'seller')?.receipt).toMatchObject({ final: true, energy: 321n });
  });

  it('resumes a trade that was not yet opened at the restart', async () => {
    const before = bench('buyer');
    before.runner.announce(orders);
    before.runner.chainSaid(trade.id, 'open', START);
    before.secureWorld.failures.set('openDelivery', 'SECURE_WORLD_UNREACHABLE');
    await before.measure(0n);
    before.store.close();
    const after = bench('buyer', new MockSecureWorld('buyer', trade.id));
    await after.runner.restore();
    after.runner.chainSaid(trade.id, 'open', START);
    await after.measure(0n);
    await after.hear();
    await after.measure(0n);
    expect(after.progress?.stage).toBe('delivering');
  });
});
