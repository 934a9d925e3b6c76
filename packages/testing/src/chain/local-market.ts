/** A local chain with a market, an operator and enrolled households, all with keys derived from their names. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChainReader,
  calls,
  deploy,
  developmentAccount,
  type LocalChain,
  MemoryOutbox,
  mine,
  networks,
  startLocalChain,
  type TradePlace,
  TransactionQueue,
} from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Cause,
  type Deployment,
  domainOf,
  type Energy,
  Enrolment,
  energy,
  type Hex,
  type Money,
  milliseconds,
  money,
  Order,
  type Power,
  ppm,
  price,
  Receipt,
  type Role,
  type SignedEnrolment,
  type SignedOrder,
  type SignedReceipt,
  systemClock,
  type Timestamp,
  type TradeOrders,
  timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { keccak256, stringToBytes } from 'viem';
import { privateKeyToAddress, sign } from 'viem/accounts';

export interface Key {
  readonly privateKey: Hex;
  readonly address: Address;
}

/** The same name gives the same key in every run. */
export function keyNamed(name: string): Key {
  const privateKey = keccak256(stringToBytes(`evlock test key ${name}`));
  return { privateKey, address: privateKeyToAddress(privateKey).toLowerCase() as Address };
}

export const signDigest = (hash: Bytes32, { privateKey }: Key): Promise<Hex> => sign({ hash, privateKey, to: 'hex' });

export interface Household {
  readonly name: string;
  readonly account: Key;
  readonly meter: Key;
  readonly deviceIdHash: Bytes32;
}

export const householdNamed = (name: string): Household => ({
  name,
  account: keyNamed(`${name} account`),
  meter: keyNamed(`${name} meter`),
  deviceIdHash: keccak256(stringToBytes(`device of ${name}`)),
});

export const MINIMUM_LOT: Energy = energy(1_000n);

export interface TradeWish {
  readonly buyer: Household;
  readonly seller: Household;
  readonly nonce?: number;
  readonly energy?: bigint;
  /** mW. */
  readonly power?: number;
  /** Default: the newest block's. */
  readonly now?: Timestamp;
  /** Default: the latest block's. */
  readonly start?: number;
  readonly end?: number;
}

export class LocalMarket {
  readonly folder: string;
  readonly chain: LocalChain;
  readonly deployment: Deployment;
  readonly operator: ReturnType<typeof developmentAccount>;
  readonly queue: TransactionQueue;
  readonly reader: ChainReader;
  #key = 0;

  constructor(folder: string, chain: LocalChain, deployment: Deployment) {
    this.folder = folder;
    this.chain = chain;
    this.deployment = deployment;
    this.operator = developmentAccount(0);
    // A tracing chain on a busy machine takes longer than an endpoint may.
    const answered = { pollInterval: 50, timeout: 300_000 };
    this.queue = new TransactionQueue(
      { ...answered, endpoints: [chain.url], privateKey: this.operator.privateKey, chainId: deployment.chainId },
      { outbox: new MemoryOutbox(), clock: systemClock },
    );
    this.reader = new ChainReader({ ...answered, endpoints: [chain.url], deployment }, { clock: systemClock });
  }

  static async start({ traces = false } = {}): Promise<LocalMarket> {
    const folder = await mkdtemp(join(tmpdir(), 'evlock-chain-'));
    // No compaction, which restarts it, in the middle of a test.
    const chain = await startLocalChain({ folder, traces, blockSeconds: 0.25, stateLimit: Number.MAX_SAFE_INTEGER });
    const localMarket = new LocalMarket(folder, chain, await deployOn(chain));
    await localMarket.queue.start();
    return localMarket;
  }

  async stop(): Promise<void> {
    await this.queue.stop();
    await this.chain.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Mines a call without waiting for the next second. */
  async submit(call: Parameters<TransactionQueue['submit']>[1]) {
    return (await this.submitAll([call]))[0]!;
  }

  async submitAll(list: readonly Parameters<TransactionQueue['submit']>[1][]) {
    const before = this.queue.pending();
    let ended = false;
    const results = Promise.all(list.map((call) => this.queue.submit(`call ${this.#key++}`, call))).finally(() => {
      ended = true;
    });
    results.catch(() => undefined);
    // Some may be mined meanwhile; then there is nothing to hurry.
    while (!ended && this.queue.pending() < before + list.length) await systemClock.sleep(milliseconds(10));
    if (!ended) await mine(this.chain.url);
    return await results;
  }

  /** Enrols households and gives each a balance. */
  async welcome(households: readonly Household[], balance: Money = money(10_000_000n)): Promise<void> {
    const total = money(balance * BigInt(households.length));
    const { deployment } = this;
    const enrolments = await Promise.all(households.map((household) => this.enrolment(household)));
    await this.submitAll([
      calls.mint(deployment, this.operator.address, total),
      calls.approve(deployment, total),
      ...enrolments.map((enrolment) => calls.enrol(deployment, enrolment)),
    ]);
    await this.submitAll(households.map(({ account }) => calls.deposit(deployment, account.address, balance)));
  }

  /** A household's meter for its account, signed by both keys; the account's first unless stated otherwise. */
  async enrolment(
    { account, meter, deviceIdHash }: Household,
    terms: Partial<Enrolment> = {},
  ): Promise<SignedEnrolment> {
    const enrolment: Enrolment = {
      purpose: 'active',
      deviceIdHash,
      account: account.address,
      meterKey: meter.address,
      sensorClass: 'normal-world',
      nonce: 0n,
      deadline: timestamp(2 ** 40 - 1),
      ...terms,
    };
    const digest = Enrolment.digest(domainOf(this.deployment), enrolment);
    return {
      enrolment,
      signatures: { account: await signDigest(digest, account), meter: await signDigest(digest, meter) },
    };
  }

  async now(): Promise<Timestamp> {
    return (await this.reader.finalized()).time;
  }

  /** Both signed orders of a trade of 2 kWh at 0.12, delivered within an hour that begins in a minute. */
  async orders({
    buyer,
    seller,
    nonce = 1,
    energy: amount = 2_000_000n,
    now: at,
    power = 3_000_000,
    start = 60,
    end = 3_660,
  }: TradeWish) {
    const now = at ?? (await this.now());
    const common = {
      energy: energy(amount),
      minEnergy: energy(amount),
      power: power as Power,
      price: price(120_000n),
      start: timestamp(now + start),
      end: timestamp(now + end),
      openBefore: timestamp(now + start),
      lossBandPpm: ppm(50_000),
      minReputation: -100,
      minSensorClass: 'normal-world' as const,
      nonce,
    };
    const offer = await this.#signOrder(seller, {
      ...common,
      side: 'offer',
      account: seller.account.address,
      meterKey: seller.meter.address,
      counterOrder: ZERO_BYTES32,
    });
    const bid = await this.#signOrder(buyer, {
      ...common,
      side: 'bid',
      account: buyer.account.address,
      meterKey: buyer.meter.address,
      counterOrder: Order.digest(domainOf(this.deployment), offer.order),
    });
    return { bid, offer } satisfies TradeOrders;
  }

  async #signOrder({ meter }: Household, order: Order): Promise<SignedOrder> {
    return { order, signature: await signDigest(Order.digest(domainOf(this.deployment), order), meter) };
  }

  /** Storage key of a trade. */
  place(orders: TradeOrders): TradePlace {
    return { id: this.tradeId(orders), buyer: orders.bid.order };
  }

  tradeId({ bid }: TradeOrders): Bytes32 {
    return Order.digest(domainOf(this.deployment), bid.order);
  }

  /** One side's receipt; by default a final one over the whole trade. */
  async receipt(
    orders: TradeOrders,
    household: Household,
    role: Role,
    fields: Partial<Receipt> = {},
  ): Promise<SignedReceipt> {
    const receipt: Receipt = {
      tradeId: this.tradeId(orders),
      role,
      sequence: 10,
      energy: orders.bid.order.energy,
      partnerSequence: 10,
      partnerEnergy: orders.bid.order.energy,
      final: true,
      cause: 'completed' satisfies Cause,
      ...fields,
    };
    const digest = Receipt.digest(domainOf(this.deployment), receipt);
    return { receipt, signature: await signDigest(digest, household.meter) };
  }
}

export async function deployOn(chain: LocalChain): Promise<Deployment> {
  const { address, privateKey } = developmentAccount(0);
  return await deploy({
    url: chain.url,
    privateKey,
    network: networks.local,
    minimumLot: MINIMUM_LOT,
    minimumReputationLot: energy(100_000n),
    roles: { admin: address, enroller: address, suspender: address, pauser: address },
  });
}
