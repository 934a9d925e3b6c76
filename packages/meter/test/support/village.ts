/**
 * Two households with real meters: the simulator's wires and files, emulators on sockets, a mock gateway and a mock chain.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { firstPage } from '@evlock/owner';
import {
  type Deployment,
  deploymentFileOf,
  domainOf,
  type Energy,
  EvlockError,
  energy,
  Mandate,
  type MarketInfo,
  money,
  type OrderTerms,
  type Power,
  power,
  ppm,
  price,
  type Side,
  systemClock,
  type Timestamp,
  type Trade,
  type TradeOrders,
  timestamp,
  tradeOf,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import {
  Emulator,
  MemoryStorage,
  nominalCalibration,
  parseCommunityConfig,
  Simulation,
  SoftwarePasskey,
  serveEmulator,
} from '@evlock/simulator';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import type { MeterIdentity } from '../../src/chain/meter-chain.ts';
import { silentLog } from '../../src/log.ts';
import { createMeter, type Meter } from '../../src/meter.ts';
import { type MeterProfile, type MeterProfileInput, meterProfileSchema } from '../../src/profile.ts';
import { MockChain } from './mock-chain.ts';
import { MockGateway } from './mock-gateway.ts';

export const deployment: Deployment = {
  network: 'local',
  chainId: 31_337,
  registry: `0x${'a1'.repeat(20)}`,
  market: `0x${'a2'.repeat(20)}`,
  batches: `0x${'ba'.repeat(20)}`,
  token: `0x${'a3'.repeat(20)}`,
  block: 1,
};
export const market: MarketInfo = {
  ...deploymentFile(deployment, { minimumLot: energy(100) }),
  development: true,
};
const domain = domainOf(deployment);

export class TestHousehold {
  readonly name: string;
  readonly root: string;
  readonly socket: string;
  readonly folder: string;
  readonly passkey = SoftwarePasskey.generate();
  meter: Meter | undefined;
  identity!: MeterIdentity;
  #mandateId = 0;
  #undo: (() => Promise<void>)[] = [];

  constructor(folder: string, name: string) {
    this.name = name;
    this.folder = join(folder, name);
    this.root = join(this.folder, 'devices');
    this.socket = join(this.folder, 'sw.sock');
    mkdirSync(this.root, { recursive: true });
  }

  /** The secure world, keys made and passkey bound. */
  async provision(): Promise<void> {
    const emulator = new Emulator(
      { serial: this.name },
      {
        clock: systemClock,
        random: seededBytes(this.name.charCodeAt(0)),
        storage: new MemoryStorage(),
      },
    );
    const consolePath = join(this.folder, 'console.sock');
    const server = await serveEmulator({ path: this.socket, consolePath }, emulator);
    this.#undo.push(() => server.close());
    const console = await SecureWorldClient.connect({ path: consolePath });
    await console.provision({
      domain,
      rpId: market.rpId,
      origins: market.origins,
      limits: {
        powerLimit: power(1_440_000),
        mandateEnergyMax: energy(1_000_000),
        mandateMoneyMax: money(1_000_000_000),
        submitterFeeMax: money(0),
      },
      calibration: nominalCalibration(),
      withdrawalAddresses: [],
    });
    const { x, y } = this.passkey.publicKey;
    await console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
    await console.close();
  }

  profile(deploymentFile: string): MeterProfile {
    const input: MeterProfileInput = {
      dataFolder: join(this.folder, 'data'),
      deviceLink: {
        url: 'wss://localhost:1',
        serverName: 'localhost',
        certificateFile: 'none',
        authorityFile: 'none',
        privateKeyFile: 'none',
      },
      gateway: { url: 'https://localhost:1', authorityFile: 'none' },
      secureWorld: { path: this.socket },
      chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile },
      sysfsRoot: this.root,
      devRoot: join(this.root, 'dev'),
      readingIntervalSeconds: 2,
      log: { level: 'silent' },
    };
    return meterProfileSchema.parse(input);
  }

  /** A mandate with wide limits, approved with the passkey. */
  approve(side: Side, until: Timestamp) {
    const mandate: Mandate = {
      meterKey: this.identity.meterKey,
      side,
      energyCap: energy(1_000_000),
      minEnergy: 1n as Energy,
      moneyCap: money(side === 'bid' ? 1_000_000_000 : 0),
      limitPrice: price(120_000),
      deliveryFrom: timestamp(0),
      deliveryUntil: until,
      approvedAt: 0 as Timestamp,
      validUntil: until,
      minReputation: 0,
      minSensorClass: 'normal-world',
      lossBandPpm: ppm(200_000),
      mandateId: ++this.#mandateId,
    };
    return { mandate, assertion: this.passkey.assert(Mandate.digest(domain, mandate), firstPage(market)) };
  }

  async stop(): Promise<void> {
    await this.meter?.stop();
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}

interface TestTerms {
  readonly energy: bigint;
  readonly seconds: number;
}

export class Village {
  readonly folder = mkdtempSync(join(tmpdir(), 'evlock-village-'));
  readonly seller = new TestHousehold(this.folder, 'sol');
  readonly buyer = new TestHousehold(this.folder, 'bom');
  readonly chain = new MockChain();
  /** By name, of the household as another sees it. */
  readonly chains = new Map<string, MockChain>();
  /** Of the last trade. */
  orders!: TradeOrders;
  readonly gateway = new MockGateway(market);
  readonly simulation: Simulation;
  readonly #deploymentFile = join(this.folder, 'deployment.json');
  readonly #ended = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor() {
    const households = [this.seller, this.buyer].map(({ name, root }) => ({ name, root }));
    const config = parseCommunityConfig({
      seed: 7,
      households,
      wires: [{ id: 'wire', from: this.seller.name, to: this.buyer.name }],
    });
    this.simulation = new Simulation(config, { clock: systemClock });
  }

  async start(): Promise<void> {
    await writeDeployment(this.#deploymentFile, deploymentFileOf(market));
    this.simulation.open();
    this.#running = this.simulation.run(this.#ended.signal);
    for (const household of [this.seller, this.buyer]) {
      await household.provision();
      await this.startMeter(household);
    }
    await until('both meters online', () =>
      [this.seller, this.buyer].every(({ identity }) => this.gateway.online(identity.meterKey)),
    );
  }

  async startMeter(household: TestHousehold): Promise<void> {
    household.meter = createMeter(household.profile(this.#deploymentFile), {
      log: silentLog,
      random: () => 0,
      chain: this.chains.get(household.name) ?? this.chain,
      openLink: this.gateway.openLink,
    });
    household.identity = await household.meter.start();
  }

  /** Both orders, signed by the meters under their owners' mandates, sent to the meters and opened on chain. */
  async agree(terms: TestTerms): Promise<{ trade: Trade; orders: TradeOrders }> {
    // A busy machine may sign after the deadline for opening a trade: then it gets twice the time.
    for (let lead = 6; ; lead *= 2) {
      try {
        return await this.#agree(terms, timestamp(systemClock.now() + lead));
      } catch (error) {
        if (EvlockError.from(error).code !== 'COMMAND_NOT_AUTHORIZED' || lead > 100) throw error;
      }
    }
  }

  async #agree(terms: TestTerms, start: Timestamp): Promise<{ trade: Trade; orders: TradeOrders }> {
    const end = timestamp(start + terms.seconds);
    const common: Omit<OrderTerms, 'side' | 'counterOrder'> = {
      energy: terms.energy as Energy,
      minEnergy: terms.energy as Energy,
      power: 1_440_000 as Power,
      price: price(120_000),
      start,
      end,
      openBefore: start,
      lossBandPpm: ppm(50_000),
      minReputation: 0,
      minSensorClass: 'normal-world',
    };
    const [seller, buyer] = [this.seller.identity.meterKey, this.buyer.identity.meterKey];
    await this.gateway.ask(seller, 'authorizeMandate', this.seller.approve('offer', end));
    await this.gateway.ask(buyer, 'authorizeMandate', this.buyer.approve('bid', end));
    const offer = await this.gateway.ask(seller, 'signOrder', {
      terms: { ...common, side: 'offer', counterOrder: ZERO_BYTES32 },
    });
    const { offerHash } = tradeOf(domain, { bid: offer, offer });
    const bid = await this.gateway.ask(buyer, 'signOrder', {
      terms: { ...common, side: 'bid', counterOrder: offerHash },
    });
    const orders = { bid, offer };
    this.orders = orders;
    const trade = tradeOf(domain, orders);
    for (const meterKey of [seller, buyer]) await this.gateway.ask(meterKey, 'trade', orders);
    this.chain.open(trade);
    return { trade, orders };
  }

  relayOf(household: TestHousehold): boolean {
    return this.simulation.microgrid.household(household.name).relay.closed;
  }

  async stop(): Promise<void> {
    await this.seller.stop();
    await this.buyer.stop();
    this.#ended.abort();
    await this.#running;
    this.simulation.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Resolves when `condition` holds; polls every 20 ms. */
export async function until(what: string, condition: () => boolean, ms = 300_000): Promise<void> {
  const last = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > last) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
