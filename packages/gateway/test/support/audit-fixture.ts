/** A database filled by a whole community: settled, claimed and unopened trades, a cancelled offer, readings. */
import { increaseTime, UnanimousReader } from '@evlock/chain';
import {
  type Bytes32,
  deviceIdHash,
  domainOf,
  type Energy,
  EvlockError,
  type Money,
  Reading,
  type Receipt,
  type TradeView,
} from '@evlock/protocol';
import { type Household, householdNamed, LocalMarket, signDigest } from '@evlock/testing/chain/local-market';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { vi } from 'vitest';
import { type AuditReport, audit } from '../../src/audit/audit.ts';
import type { AuditedChain } from '../../src/audit/read-facts.ts';
import { bytes } from '../../src/database/columns.ts';
import { ChainFixture } from './chain-fixture.ts';
import { ASSERTION, principalOf } from './market-fixture.ts';
import { receiveReading } from './received.ts';

const ZERO: Bytes32 = `0x${'0'.repeat(64)}`;
const mWh = (amount: bigint): Energy => amount as Energy;

/** Enrolled as the device that its owner names. */
const withDevice = (household: Household): Household => ({
  ...household,
  deviceIdHash: deviceIdHash(principalOf(household).deviceId),
});

/** Memoizes every query: a test audits the same idle chain many times. */
function remembering(chain: UnanimousReader): AuditedChain {
  const remembered = <A extends readonly unknown[], T>(ask: (...asked: A) => Promise<T>) => {
    const answers = new Map<string, Promise<T>>();
    return (...asked: A): Promise<T> => {
      const key = JSON.stringify(asked);
      const answer = answers.get(key) ?? ask(...asked);
      answers.set(key, answer);
      return answer;
    };
  };
  return {
    finalized: remembered(() => chain.finalized()),
    events: remembered((from: number, to: number) => chain.events(from, to)),
    account: remembered(chain.account),
    marketTerms: remembered(chain.marketTerms),
    transactionReceipt: remembered(chain.transactionReceipt),
    sentCall: remembered((transaction) => chain.sentCall(transaction)),
  };
}

export class AuditFixture {
  readonly ana = householdNamed('ana');
  readonly ben = withDevice(householdNamed('ben'));
  readonly cem = householdNamed('cem');
  readonly dua = householdNamed('dua');
  readonly localMarket: LocalMarket;
  readonly gateway: ChainFixture;
  readonly #postgres: TestPostgres;
  #chain: AuditedChain | undefined;

  constructor(localMarket: LocalMarket, postgres: TestPostgres, database: Awaited<ReturnType<TestPostgres['open']>>) {
    this.localMarket = localMarket;
    this.#postgres = postgres;
    this.gateway = new ChainFixture(localMarket, database, [this.ana, this.ben, this.cem, this.dua]);
  }

  /** Filled, and the gateway stopped. */
  static async start(): Promise<AuditFixture> {
    const [postgres, localMarket] = await Promise.all([startTestPostgres(), LocalMarket.start()]);
    const audited = new AuditFixture(localMarket, postgres, await postgres.open());
    await audited.#fill();
    return audited;
  }

  async stop(): Promise<void> {
    await this.localMarket.stop();
    await this.#postgres.stop();
  }

  get database() {
    return this.gateway.database;
  }

  audit(): Promise<AuditReport> {
    const { deployment } = this.localMarket;
    const { database } = this.gateway;
    const clock = { now: Date.now, monotonic: Date.now, sleep: async () => undefined } as never;
    this.#chain ??= remembering(
      new UnanimousReader({ endpoints: [this.localMarket.chain.url], deployment }, { clock }),
    );
    return audit(deployment, { database, chain: this.#chain, clock });
  }

  async #fill(): Promise<void> {
    const { gateway, localMarket, ana, ben, cem, dua } = this;
    await localMarket.welcome([ana, ben, cem, dua], 2_000_000n as Money);
    await gateway.start();
    await this.#device(ben);
    await this.#cancelOffer(ben);
    const settled = await gateway.trade(ana, ben);
    const claimed = await gateway.trade(cem, dua);
    // A delivery gains no reputation before its interval begins.
    await increaseTime(localMarket.chain.url, 15);
    await this.#receipts(settled, ana, ben, 1_490_000n);
    await this.#receipts(claimed, cem, dua, undefined);
    for (const sequence of [1, 2, 3]) await this.#reading(ben, sequence);
    await this.#state(ana, settled, 'settled');
    await increaseTime(localMarket.chain.url, 3_600 + 240);
    await this.#state(cem, claimed, 'claimed');
    await this.#sentNoted();
    await gateway.run.submitter.stop();
    await gateway.trade(ana, ben);
    await this.#fork(ben, 2);
    await gateway.stop();
  }

  async #state(owner: Household, { id }: TradeView, state: string): Promise<void> {
    const reached = async () => (await this.gateway.view(owner, id)).state === state;
    await vi.waitUntil(reached, { timeout: 10_000, interval: 20 });
  }

  /** The indexer may see a trade end before the submitter records its transaction's cost. */
  async #sentNoted(): Promise<void> {
    const open = `SELECT count(*) FROM outbox WHERE state <> 'done'`;
    const noted = async () => BigInt((await this.database.query<{ count: bigint }>(open))[0]?.count ?? 1) === 0n;
    await vi.waitUntil(noted, { timeout: 10_000, interval: 20 });
  }

  /** Three per side, each naming the partner's last; final at the end if an energy is given. */
  async #receipts(trade: TradeView, buyer: Household, seller: Household, final: bigint | undefined): Promise<void> {
    let named: Pick<Receipt, 'partnerSequence' | 'partnerEnergy'> = { partnerSequence: 0, partnerEnergy: mWh(0n) };
    for (const sequence of [1, 2, 3]) {
      const isFinal = final !== undefined && sequence === 3;
      const energy = isFinal ? mWh(final) : mWh(BigInt(sequence) * 400_000n);
      const own = { sequence, energy, final: isFinal, cause: isFinal ? ('completed' as const) : ('none' as const) };
      await this.gateway.receive(trade, buyer, 'buyer', { ...own, ...named });
      named = { partnerSequence: sequence, partnerEnergy: energy };
      await this.gateway.receive(trade, seller, 'seller', { ...own, ...named });
    }
  }

  readonly #last = new Map<Household, Bytes32>();

  async #reading(household: Household, sequence: number): Promise<void> {
    const reading = {
      meterKey: household.meter.address,
      sequence,
      intervalStart: 900 * sequence,
      intervalEnd: 900 * (sequence + 1),
      import: mWh(10n * BigInt(sequence)),
      export: mWh(20n * BigInt(sequence)),
      flags: 1,
      previousHash: this.#last.get(household) ?? ZERO,
    } as Reading;
    this.#last.set(household, Reading.hash(reading));
    const signature = await signDigest(Reading.digest(domainOf(this.localMarket.deployment), reading), household.meter);
    await receiveReading(
      this.gateway.run.market,
      principalOf(household),
      { reading, signature },
      domainOf(this.localMarket.deployment),
    );
  }

  async #device(household: Household): Promise<void> {
    const { deviceId, meterKey, account } = principalOf(household);
    await this.database.query(
      `INSERT INTO device (device_id, meter_key, account, security_class, passkey_x, passkey_y, certificate_serial,
         certificate_expires, state, requested)
       VALUES ($1, $2, $3, 'emulator', '\\x01', '\\x02', 'AB', 1, 'enrolled', 1)`,
      [bytes(deviceId), bytes(meterKey), bytes(account)],
    );
  }

  /** Another reading with a known sequence. */
  async #fork(household: Household, sequence: number): Promise<void> {
    await this.#reading(household, sequence).catch((error: unknown) => {
      if (!EvlockError.is(error, 'SEQUENCE_FORKED')) throw error;
    });
  }

  async #cancelOffer(seller: Household): Promise<void> {
    const { market } = this.gateway.run;
    const terms = await this.gateway.terms();
    const { hash } = await market.orders.place(principalOf(seller), this.gateway.approval(seller, terms), terms);
    const cancel = {
      account: seller.account.address,
      meterKey: seller.meter.address,
      orderHash: hash,
      minNonce: 0,
      submitterFee: 0n as Money,
      deadline: terms.end,
    };
    await market.cancels.cancelOrder(principalOf(seller), hash, { cancel, assertion: ASSERTION });
  }
}
