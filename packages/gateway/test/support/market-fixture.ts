/** A market on a real database, with meters that hold real keys, and mocks of chain and submitter that keep books. */
import {
  type AccountOnChain,
  type MeterOnChain,
  type PendingReplacement,
  silentLog,
  type TransactionResult,
} from '@evlock/chain';
import {
  type Address,
  type Assertion,
  type Bytes32,
  Cancel,
  type Clock,
  type Domain,
  domainOf,
  type Energy,
  EvlockError,
  type Hex,
  type MandateApproval,
  type MarketInfo,
  type MeterMethod,
  type MeterRequest,
  type MeterResponse,
  type MeterStatus,
  type Money,
  milliseconds,
  Order,
  type OrderTerms,
  type Power,
  type Ppm,
  type Price,
  Receipt,
  Replace,
  type Role,
  type SignedReceipt,
  systemClock,
  type Timestamp,
  type TradeView,
  Withdrawal,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { type Household, householdNamed, signDigest } from '@evlock/testing/chain/local-market';
import type { Database } from '../../src/database/database.ts';
import type { Principal } from '../../src/database/principal.ts';
import { EventBus, type MarketEvent } from '../../src/market/event-bus.ts';
import { createMarket, type Market } from '../../src/market/market.ts';
import type { MeterDirectory } from '../../src/market/meter-directory.ts';
import type { TradeSubmitter } from '../../src/market/trade-submitter.ts';

export const NOW = 1_800_000_000 as Timestamp;
export const at = (seconds: number): Timestamp => (NOW + seconds) as Timestamp;
export const ASSERTION: Assertion = { authenticatorData: '0x', clientDataJSON: '', signature: '0x' };

export const localMarketInfo: MarketInfo = {
  format: 'evlock-deployment-1',
  network: 'local',
  chainId: 31_337,
  registry: `0x${'0a'.repeat(20)}`,
  market: `0x${'0b'.repeat(20)}`,
  batches: `0x${'ba'.repeat(20)}`,
  token: `0x${'0c'.repeat(20)}`,
  block: 1,
  tokenSymbol: 'TEST',
  tokenDecimals: 6,
  minimumLot: 1_000n as Energy,
  rpId: 'localhost',
  origins: ['http://localhost'],
  attestationKeys: [],
  development: true,
};

export const principalOf = ({ name, account, meter }: Household): Principal => ({
  deviceId: `0x${Buffer.from(name).toString('hex').padStart(64, '0')}`,
  meterKey: meter.address,
  account: account.address,
});

type Handler = (body: never) => Promise<unknown>;

/** Meters that sign anything they are asked to; `answer` makes one misbehave. */
export class MockMeters implements MeterDirectory {
  readonly requests: { meterKey: Address; method: MeterMethod; body: unknown }[] = [];
  readonly offline = new Set<Address>();
  readonly #domain: Domain;
  readonly #households = new Map<Address, Household>();
  readonly #answers = new Map<string, Handler>();
  #nonce = 1;

  constructor(domain: Domain, households: readonly Household[]) {
    this.#domain = domain;
    for (const household of households) this.#households.set(household.meter.address, household);
  }

  /** Another meter that is online. */
  add(household: Household): void {
    this.#households.set(household.meter.address, household);
  }

  answer<M extends MeterMethod>(
    { meter }: Household,
    method: M,
    handler: (body: MeterRequest<M>) => Promise<MeterResponse<M>>,
  ): void {
    this.#answers.set(`${meter.address} ${method}`, handler as Handler);
  }

  online(meterKey: Address): boolean {
    return this.#households.has(meterKey) && !this.offline.has(meterKey);
  }

  readonly statuses = new Map<Address, MeterStatus>();

  status(meterKey: Address): MeterStatus | null {
    return this.statuses.get(meterKey) ?? null;
  }

  sent(method: MeterMethod, { meter }: Household): unknown[] {
    return this.requests
      .filter((item) => item.method === method && item.meterKey === meter.address)
      .map(({ body }) => body);
  }

  async request<M extends MeterMethod>(meterKey: Address, method: M, body: MeterRequest<M>): Promise<MeterResponse<M>> {
    const household = this.#households.get(meterKey);
    if (!household || this.offline.has(meterKey)) throw new EvlockError('DEVICE_OFFLINE', { meterKey });
    this.requests.push({ meterKey, method, body });
    const answer = this.#answers.get(`${meterKey} ${method}`) ?? ((item: never) => this.sign(household, method, item));
    return (await answer(body as never)) as MeterResponse<M>;
  }

  async sign(household: Household, method: MeterMethod, body: never): Promise<unknown> {
    switch (method) {
      case 'signOrder':
        return this.order(household, (body as MeterRequest<'signOrder'>).terms);
      case 'signCancel': {
        const { cancel } = body as MeterRequest<'signCancel'>;
        return { signature: await signDigest(Cancel.digest(this.#domain, cancel), household.meter) };
      }
      case 'signReplace': {
        const { replace } = body as MeterRequest<'signReplace'>;
        return { signature: await signDigest(Replace.digest(this.#domain, replace), household.account) };
      }
      case 'revokeMandate': {
        const cancel: Cancel = {
          account: household.account.address,
          meterKey: household.meter.address,
          orderHash: ZERO_BYTES32,
          minNonce: this.#nonce,
          submitterFee: 0n as Money,
          deadline: (2 ** 40 - 1) as Timestamp,
        };
        return { cancel, signature: await signDigest(Cancel.digest(this.#domain, cancel), household.meter) };
      }
      case 'signWithdrawal': {
        const { withdrawal } = body as MeterRequest<'signWithdrawal'>;
        return { signature: await signDigest(Withdrawal.digest(this.#domain, withdrawal), household.account) };
      }
      default:
        return {};
    }
  }

  async order(household: Household, terms: OrderTerms, change: Partial<Order> = {}) {
    const order: Order = {
      ...terms,
      account: household.account.address,
      meterKey: household.meter.address,
      nonce: this.#nonce++,
      ...change,
    };
    return { order, signature: await signDigest(Order.digest(this.#domain, order), household.meter) };
  }
}

export class MockChain {
  time = NOW;
  readonly spent = new Set<string>();
  readonly accounts = new Map<Address, AccountOnChain>();
  readonly meters = new Map<Address, MeterOnChain>();
  readonly replacements = new Map<Address, PendingReplacement>();
  nextReplaceNonce = 0n;

  constructor(households: readonly Household[]) {
    for (const { account, meter, deviceIdHash } of households) {
      this.accounts.set(account.address, {
        balance: 10_000_000n as Money,
        locked: 0n as Money,
        reputation: 0,
        withdrawalNonce: 0n,
      });
      this.meters.set(meter.address, {
        account: account.address,
        active: true,
        status: 'active',
        suspended: false,
        sensorClass: 'normal-world',
        deviceIdHash,
      });
    }
  }

  async finalized() {
    return { number: 100, hash: ZERO_BYTES32, time: this.time };
  }
  async account(address: Address): Promise<AccountOnChain> {
    return this.accounts.get(address)!;
  }
  async meter(meterKey: Address): Promise<MeterOnChain | undefined> {
    return this.meters.get(meterKey);
  }
  async meterOfAccount(account: Address): Promise<Address | undefined> {
    return [...this.meters].find(([, meter]) => meter.account === account && meter.status === 'active')?.[0];
  }
  async pendingReplacement(oldMeterKey: Address): Promise<PendingReplacement | undefined> {
    return this.replacements.get(oldMeterKey);
  }
  async registryNonce(): Promise<bigint> {
    return this.nextReplaceNonce;
  }
  async isNonceSpent(meterKey: Address, nonce: number): Promise<boolean> {
    return this.spent.has(`${meterKey} ${nonce}`);
  }
}

export const DONE: TransactionResult = { transaction: `0x${'77'.repeat(32)}`, block: 101, time: at(1), gas: 90_000 };

/** Counts submissions; throws `refusal`, if set, instead of submitting. */
export class MockSubmitter implements TradeSubmitter {
  readonly calls: { action: string; arguments: readonly unknown[] }[] = [];
  refusal: EvlockError | undefined;
  /** The chain effect of a submitted action. */
  done: (action: string) => void = () => undefined;
  /** Thrown when a trade would need gas. */
  noGas: EvlockError | undefined;

  async #do(action: string, ...list: readonly unknown[]): Promise<TransactionResult> {
    this.calls.push({ action, arguments: list });
    if (this.refusal) throw this.refusal;
    this.done(action);
    return DONE;
  }
  actions = (): string[] => this.calls.map(({ action }) => action);
  open: TradeSubmitter['open'] = (...list) => this.#do('open', ...list);
  settleFinal: TradeSubmitter['settleFinal'] = (...list) => this.#do('settleFinal', ...list);
  claim: TradeSubmitter['claim'] = (...list) => this.#do('claim', ...list);
  settleClaimed: TradeSubmitter['settleClaimed'] = (...list) => this.#do('settleClaimed', ...list);
  expire: TradeSubmitter['expire'] = (...list) => this.#do('expire', ...list);
  free: TradeSubmitter['free'] = (...list) => this.#do('free', ...list);
  cancel: TradeSubmitter['cancel'] = (...list) => this.#do('cancel', ...list);
  withdraw: TradeSubmitter['withdraw'] = (...list) => this.#do('withdraw', ...list);
  replace: TradeSubmitter['replace'] = (...list) => this.#do('replace', ...list);
  finishReplace: TradeSubmitter['finishReplace'] = (...list) => this.#do('finishReplace', ...list);
  requireGas = async (): Promise<void> => {
    if (this.noGas) throw this.noGas;
  };
  pending = (): number => 0;
}

const SELL: OrderTerms = {
  side: 'offer',
  counterOrder: ZERO_BYTES32,
  energy: 2_000_000n as Energy,
  minEnergy: 1_000_000n as Energy,
  power: 3_000_000 as Power,
  price: 120_000n as Price,
  start: at(60),
  end: at(3_660),
  openBefore: at(3_000),
  lossBandPpm: 50_000 as Ppm,
  minReputation: -10,
  minSensorClass: 'normal-world',
};

/** Milliseconds from which a sleep counts as a person's patience, not a pause. */
const DEADLINE = 1_000;

export class MarketFixture {
  readonly ana = householdNamed('ana');
  readonly ben = householdNamed('ben');
  readonly eve = householdNamed('eve');
  readonly households = [this.ana, this.ben, this.eve];
  readonly domain: Domain = domainOf(localMarketInfo);
  readonly database: Database;
  readonly meters = new MockMeters(this.domain, this.households);
  readonly chain = new MockChain(this.households);
  readonly submitter = new MockSubmitter();
  readonly events: MarketEvent[] = [];
  readonly bus = new EventBus();
  readonly market: Market;
  /** Whether an owner's patience passes at once, as pauses do. */
  late = false;
  #mandate = 1;

  constructor(database: Database) {
    this.database = database;
    this.bus.listen((event) => this.events.push(event));
    this.market = this.restarted();
  }

  /** A market with no memory, on the same database. */
  restarted(): Market {
    const { database, chain, submitter, meters, bus } = this;
    const sleep: Clock['sleep'] = (length, signal) =>
      systemClock.sleep(milliseconds(length < DEADLINE || this.late ? 1 : length), signal);
    const clock = { ...systemClock, now: () => this.chain.time, sleep };
    const modules = { database, chain, submitter, meters, events: bus, clock, log: silentLog };
    return createMarket(localMarketInfo, modules);
  }

  approval({ meter }: Household, terms: OrderTerms): MandateApproval {
    return {
      mandate: {
        meterKey: meter.address,
        side: terms.side,
        energyCap: terms.energy,
        minEnergy: 1n as Energy,
        moneyCap: 10_000_000n as Money,
        limitPrice: terms.price,
        deliveryFrom: terms.start,
        deliveryUntil: terms.end,
        approvedAt: 0 as Timestamp,
        validUntil: terms.openBefore,
        minReputation: terms.minReputation,
        minSensorClass: 'normal-world',
        lossBandPpm: terms.lossBandPpm,
        mandateId: this.#mandate++,
      },
      assertion: ASSERTION,
    };
  }

  sell(seller: Household, change: Partial<OrderTerms> = {}) {
    const terms = { ...SELL, ...change };
    return this.market.orders.place(principalOf(seller), this.approval(seller, terms), terms);
  }

  buy(buyer: Household, offer: Hex, change: Partial<OrderTerms> = {}): Promise<TradeView> {
    const amount = change.energy ?? (1_500_000n as Energy);
    const terms: OrderTerms = {
      ...SELL,
      side: 'bid',
      counterOrder: offer,
      energy: amount,
      minEnergy: amount,
      openBefore: SELL.start,
      ...change,
    };
    return this.market.orders.buy(principalOf(buyer), this.approval(buyer, terms), terms);
  }

  /** A trade of 1.5 kWh that ben sells and ana buys. */
  async trade(): Promise<TradeView> {
    const { hash } = await this.sell(this.ben);
    return this.buy(this.ana, hash);
  }

  async receipt(tradeId: Bytes32, role: Role, fields: Partial<Receipt> = {}): Promise<SignedReceipt> {
    const receipt: Receipt = {
      tradeId,
      role,
      sequence: 1,
      energy: 1_000n as Energy,
      partnerSequence: 0,
      partnerEnergy: 0n as Energy,
      final: false,
      cause: 'none',
      ...fields,
    };
    const { meter } = role === 'buyer' ? this.ana : this.ben;
    return { receipt, signature: await signDigest(Receipt.digest(this.domain, receipt), meter) };
  }
}
