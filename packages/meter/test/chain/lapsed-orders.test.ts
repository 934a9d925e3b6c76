/** Orders that were never opened, with a real emulator, a real store and a mock chain. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Energy,
  EvlockError,
  energy,
  Mandate,
  money,
  Order,
  price,
  type SignedOrder,
  type TradeOrders,
  timestamp,
} from '@evlock/protocol';
import { EVLOCK_DATE_MARGIN_S, passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import { provisionInput, selfTestSamples } from '@evlock/secure-world/compliance/fixture';
import { Emulator, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { domain, offerOrder, START } from '@evlock/testing/meter/samples';
import { Signer } from '@evlock/testing/meter/signer';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LapsedOrders, type LapsedOrdersModules } from '../../src/chain/lapsed-orders.ts';
import { silentLog } from '../../src/log.ts';
import { Store } from '../../src/store/store.ts';
import { MockChain } from '../support/mock-chain.ts';

/** Of the offer; its bid's is earlier. */
const OPEN_BEFORE = timestamp(START + 600);
const CAP = energy(2_000_000);

class Household {
  readonly clock = new ManualClock();
  readonly chain = new MockChain();
  readonly storage = new MemoryStorage();
  readonly folder = mkdtempSync(join(tmpdir(), 'evlock-lapsed-'));
  readonly file = join(this.folder, 'meter.sqlite');
  readonly passkey = SoftwarePasskey.generate();
  readonly partner = new Signer(9);
  readonly proofs: string[] = [];
  store = Store.open(this.file);
  client!: SecureWorldClient;
  lapsed!: LapsedOrders;
  busy = false;
  #server: { close(): Promise<void> } | undefined;
  #boots = 0;

  async start(): Promise<this> {
    await this.boot();
    const { x, y } = this.passkey.publicKey;
    const confirmation = passkeyConfirmation(x, y);
    const console = await SecureWorldClient.connect({ path: join(this.folder, 'console.sock') });
    await console.provision({ ...provisionInput, domain, date: START });
    await console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation });
    await console.close();
    await this.approve();
    this.meter();
    return this;
  }

  /** Starts the secure world on its stored state. */
  async boot(): Promise<void> {
    await this.client?.close();
    await this.#server?.close();
    const { clock, storage } = this;
    const random = seededBytes(++this.#boots);
    const emulator = new Emulator({ serial: 'lapsed' }, { clock, random, storage });
    const path = join(this.folder, 'sw.sock');
    this.#server = await serveEmulator({ path, consolePath: join(this.folder, 'console.sock') }, emulator);
    this.client = await SecureWorldClient.connect({ path });
  }

  /** Starts the meter on its stored state. */
  meter(change: Partial<LapsedOrdersModules> = {}): LapsedOrders {
    this.store.close();
    this.store = Store.open(this.file);
    const { meterKey } = this.#keys;
    const chain: LapsedOrdersModules['chain'] = {
      hasLapsed: async (order) => {
        const lapsed = await this.chain.hasLapsed(order);
        this.proofs.push(`${order.nonce} ${lapsed}`);
        return lapsed;
      },
    };
    this.lapsed = new LapsedOrders(
      { domain, meterKey },
      {
        ...{ chain, secureWorld: this.client, store: this.store, clock: this.clock, log: silentLog },
        ...{ recovery: { fault: null }, busy: () => this.busy, ...change },
      },
    );
    return this.lapsed;
  }

  #keys!: { readonly meterKey: `0x${string}`; readonly account: `0x${string}` };

  async approve(mandateId = 1): Promise<void> {
    this.#keys = await this.client.info();
    const mandate: Mandate = {
      ...{ meterKey: this.#keys.meterKey, side: 'offer', energyCap: CAP, minEnergy: 1n as Energy, moneyCap: money(0) },
      ...{ limitPrice: price(1), deliveryFrom: timestamp(0), deliveryUntil: timestamp(START + 90_000) },
      ...{ approvedAt: this.clock.now(), validUntil: timestamp(START + 90_000), minReputation: 0 },
      ...{ minSensorClass: 'normal-world', lossBandPpm: offerOrder.lossBandPpm, mandateId },
    };
    const page = { rpId: provisionInput.rpId, origin: provisionInput.origins[0]! };
    await this.client.authorizeMandate(mandate, this.passkey.assert(Mandate.digest(domain, mandate), page));
  }

  async offer(): Promise<{ readonly hash: `0x${string}`; readonly signed: SignedOrder }> {
    await this.client.selfTestResult(selfTestSamples);
    const { meterKey, account, nextNonce } = await this.client.info();
    const times = { start: timestamp(START + 60), end: timestamp(START + 43_260), openBefore: OPEN_BEFORE };
    const own = { meterKey, account, power: 1_000_000 as Order['power'] };
    const order: Order = { ...offerOrder, ...times, ...own, energy: energy(1_000_000), nonce: nextNonce };
    const signed = { order, signature: await this.client.signOrder(order) };
    const hash = Order.digest(domain, order);
    this.store.addOrder(hash, signed, 1);
    return { hash, signed };
  }

  bidFor({ hash, signed: { order } }: Awaited<ReturnType<Household['offer']>>): TradeOrders {
    const start = timestamp(START + 300);
    const bid: Order = {
      ...order,
      ...{ side: 'bid', counterOrder: hash, account: this.partner.address, meterKey: this.partner.address },
      ...{ start, end: timestamp(start + 3_600), openBefore: start, minEnergy: order.energy, nonce: 1 },
    };
    return { bid: this.partner.order(bid), offer: { order, signature: this.store.order(hash)!.signed.signature } };
  }

  /** Advances own clock and chain. */
  async until(time: number): Promise<void> {
    await this.clock.advance((time - this.clock.now()) * 1_000);
    this.chain.time = timestamp(time);
  }

  async left(): Promise<{ readonly left: bigint; readonly reserved: bigint }> {
    const [one] = await this.client.listMandates();
    return { left: one?.energyLeft ?? -1n, reserved: one?.energyReserved ?? -1n };
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.#server?.close();
    this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}

const RESERVED = { left: 1_000_000n, reserved: 1_000_000n };
const FREE = { left: 2_000_000n, reserved: 0n };
const PAST = OPEN_BEFORE + EVLOCK_DATE_MARGIN_S;

describe('an order that was never opened', () => {
  let house: Household;
  beforeEach(async () => {
    house = await new Household().start();
    house.chain.time = START;
  });
  afterEach(() => house.stop());
  const pastOrders = (): number => house.store.pastOrders(house.clock.now()).length;

  it('releases its reservation once its deadline and the margin have passed', async () => {
    await house.offer();
    expect(await house.left()).toEqual(RESERVED);
    await house.lapsed.look();
    expect(house.proofs).toEqual([]);
    // Past by the chain, but not yet for certain by the secure world's own date.
    await house.until(OPEN_BEFORE);
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([RESERVED, 1]);
    await house.until(PAST);
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([FREE, 0]);
    const asked = house.proofs.length;
    await house.until(PAST + 86_400);
    await house.lapsed.look();
    expect(house.proofs).toHaveLength(asked);
  });

  it('is not released without proof from the chain; the control that trusts its own clock releases it', async () => {
    const { signed } = await house.offer();
    await house.until(PAST);
    for (const change of [
      { time: timestamp(OPEN_BEFORE - 1) },
      { problem: 'CHAIN_UNREACHABLE' },
      { problem: 'CHAIN_DISAGREES' },
      { differing: true },
      { spent: new Set([signed.order.nonce]) },
    ]) {
      Object.assign(house.chain, { problem: undefined, differing: false, time: timestamp(PAST) }, change);
      await house.clock.advance(3_600_000);
      await house.lapsed.look();
      expect([await house.left(), pastOrders()]).toEqual([RESERVED, 1]);
    }
    await house.meter({ chain: { hasLapsed: async () => true } }).look();
    expect(await house.left()).toEqual(FREE);
  });

  it('is released when the meter was killed after the secure world released it', async () => {
    await house.offer();
    await house.until(PAST);
    const { store } = house;
    const killed = house.meter({
      store: {
        pastOrders: (now) => house.store.pastOrders(now),
        reopenOrder: () => undefined,
        releaseOrder: () => {
          throw new EvlockError('STORE_FAILED');
        },
      },
    });
    await killed.look();
    expect(store).not.toBe(house.store);
    expect([await house.left(), pastOrders()]).toEqual([FREE, 1]);
    await house.meter().look();
    expect([await house.left(), pastOrders()]).toEqual([FREE, 0]);
  });

  it('is released after a restart of both, by a date that had stopped meanwhile', async () => {
    await house.offer();
    await house.until(OPEN_BEFORE);
    await house.boot();
    await house.until(PAST);
    await house.boot();
    await house.meter().look();
    // After a power cycle it knows only that some time has passed.
    expect(await house.left()).toEqual(RESERVED);
    await house.until(PAST + 2 * EVLOCK_DATE_MARGIN_S);
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([FREE, 0]);
  });

  it('is closed with a bid that took it and was never opened, at once and for good', async () => {
    const offer = await house.offer();
    const pair = house.bidFor(offer);
    await house.until(START + 300);
    // The bid can no longer be opened; the offer still can, with another.
    house.lapsed.lapsed(pair, false);
    await house.lapsed.look();
    expect(await house.left()).toEqual(RESERVED);
    await house.until(OPEN_BEFORE);
    house.busy = true;
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([RESERVED, 1]);
    house.busy = false;
    await house.clock.advance(60_000);
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([FREE, 0]);
    await house.client.selfTestResult(selfTestSamples);
    await expect(house.client.openDelivery(pair)).rejects.toMatchObject({ code: 'REPLAYED' });
  });

  it('signs no closing with a meter that must be replaced', async () => {
    const offer = await house.offer();
    await house.until(OPEN_BEFORE);
    const lapsed = house.meter({ recovery: { fault: 'DEVICE_ROLLED_BACK' } });
    lapsed.lapsed(house.bidFor(offer), false);
    await lapsed.look();
    expect(await house.left()).toEqual(RESERVED);
  });

  it('of a trade that the chain lost is released too', async () => {
    const offer = await house.offer();
    house.store.closeOrder(offer.hash);
    await house.until(OPEN_BEFORE);
    await house.lapsed.look();
    expect(house.proofs).toEqual([]);
    house.lapsed.lapsed(house.bidFor(offer), true);
    await house.lapsed.look();
    expect([await house.left(), pastOrders()]).toEqual([FREE, 0]);
  });

  it('is queried ever less often, at most four per round', async () => {
    for (let count = 0; count < 2; count++) house.chain.spent.add((await house.offer()).signed.order.nonce);
    await house.until(PAST);
    const stop = new AbortController();
    const running = house.lapsed.run(stop.signal);
    await house.clock.advance(24 * 3_600_000);
    stop.abort();
    await running;
    // Eight while the delays grow, then one an hour.
    expect(house.proofs.length).toBeLessThan(2 * 34);
    expect(house.proofs.length).toBeGreaterThan(2 * 24);
  });
});
