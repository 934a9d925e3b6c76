/**
 * One seller's meter after a delivery: a real store, a chain that settles by the reference arithmetic, and scripted
 * submitters.
 */
import {
  type Bytes32,
  type Claim,
  closeAfterClaims,
  decideTrade,
  type ErrorCode,
  EvlockError,
  Order,
  type Outcome,
  type SignedReceipt,
  settleFinal,
  type TradeOnChain,
  timestamp,
  tradeOf,
} from '@evlock/protocol';
import { domain } from '@evlock/testing/meter/samples';
import { sellerKey, signedOrders, signedReceipt } from '@evlock/testing/meter/signer';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { silentLog } from '../../src/log.ts';
import { DueItems } from '../../src/second-way/due-items.ts';
import { SecondWay } from '../../src/second-way/second-way.ts';
import { gatewaySubmitter, type Item, type Submitter } from '../../src/second-way/submitter.ts';
import { Store } from '../../src/store/store.ts';

export const orders = signedOrders();
export const trade = tradeOf(domain, orders);
export const PATIENCE = 300;

/** The one trade on chain, and what anybody may do with it. */
export class ChainOfOne {
  state: TradeOnChain['state'] = 'open';
  claims: { buyer?: Claim; seller?: Claim } = {};
  outcome: Outcome | undefined;
  readable = true;
  /** Of one that is not readable. */
  failure: ErrorCode = 'CHAIN_UNREACHABLE';
  readonly spent = new Set<number>();
  reads = 0;
  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  async finalized() {
    if (!this.readable) throw new EvlockError(this.failure);
    return { number: 1, hash: `0x${'00'.repeat(32)}` as Bytes32, time: this.#clock.now() };
  }

  async isNonceSpent(_meterKey: string, nonce: number) {
    if (!this.readable) throw new EvlockError(this.failure);
    return this.spent.has(nonce);
  }

  async onChain(): Promise<TradeOnChain> {
    this.reads++;
    if (!this.readable) throw new EvlockError(this.failure);
    return { state: this.state, ...this.claims };
  }

  /** A submitter's handling of its receipts. */
  submit(receipts: readonly SignedReceipt[]): void {
    const of = (role: 'buyer' | 'seller') => receipts.filter(({ receipt }) => receipt.role === role);
    const held = { buyer: of('buyer'), seller: of('seller') };
    const time = { time: this.#clock.now(), graceSeconds: 0 };
    const decision = decideTrade(trade, held, { state: this.state, ...this.claims }, time);
    if (decision.kind !== 'act') return;
    for (const step of decision.steps) {
      if (step.kind === 'settleFinal') {
        this.#end(settleFinal(trade, step.buyer.receipt.energy, step.seller.receipt.energy));
        return;
      }
      if (step.kind === 'claim') {
        const { role, energy, final } = step.receipt.receipt;
        this.claims = { ...this.claims, [role]: { energy, final } };
        this.state = 'claimed';
      } else if (step.kind !== 'free') {
        this.#end(closeAfterClaims(trade, this.claims.buyer, this.claims.seller));
        return;
      }
    }
  }

  #end(outcome: Outcome): void {
    this.outcome = outcome;
    this.state = outcome.state === 'SETTLED' ? 'settled' : 'expired';
  }
}

export interface Brought {
  readonly name: string;
  /** Seconds after the trade's end. */
  readonly after: number;
  readonly item: Item;
}

export class WayFixture {
  readonly clock = new ManualClock();
  readonly chain = new ChainOfOne(this.clock);
  readonly store: Store;
  readonly brought: Brought[] = [];
  /** Submitters that answer nothing before this. */
  readonly holding = new Map<string, Promise<void>>();
  /** Why a submitter refuses everything. */
  readonly refusing = new Map<string, ErrorCode>();
  /** Whether what a submitter accepted reaches the chain. */
  honest = true;
  way: SecondWay;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  readonly #submitters: readonly Submitter[];

  constructor(file: string, names: readonly string[]) {
    this.store = Store.open(file);
    this.#submitters = names.map((name) => (name === 'gateway' ? gatewaySubmitter : this.#submitter(name)));
    this.way = this.#make();
  }

  /** Final receipts of both, the seller's naming the buyer's; or only those requested. */
  delivered({ energy = 9_800n, finals = ['buyer', 'seller'] as readonly ('buyer' | 'seller')[] } = {}): void {
    const { store } = this;
    store.saveTrade({
      ...{
        id: trade.id,
        orders,
        role: 'seller',
        fromBlock: 1,
        end: trade.end,
        stage: 'finalizing',
        delivery: 'closed',
      },
      ...{ cause: null, error: null, claimed: false },
    });
    const has = (role: 'buyer' | 'seller') => finals.includes(role);
    store.keepReceipt(signedReceipt(trade.id, 'buyer', { sequence: 5, energy, final: has('buyer') }));
    store.keepReceipt(
      signedReceipt(trade.id, 'seller', {
        ...{ sequence: 5, energy: energy + 100n, final: has('seller') },
        ...{ partnerEnergy: has('buyer') ? energy : 0n },
      }),
    );
  }

  /** An open order of its own, withdrawn by a cancel. */
  revoked(nonce: number): void {
    const { offer } = signedOrders(7_200);
    const order = { ...offer.order, nonce };
    const now = this.clock.now();
    this.store.addOrder(Order.digest(domain, order), sellerKey.order(order), 1);
    const cancel = {
      ...{ account: order.account, meterKey: order.meterKey, orderHash: `0x${'0'.repeat(64)}` as const },
      ...{ minNonce: nonce + 1, submitterFee: 0n as never, deadline: timestamp(2 ** 40 - 1) },
    };
    this.store.addCancel({ cancel, signature: `0x${'11'.repeat(64)}1b` }, { now, mandateId: 1 });
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running = this.way.run(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.clock.advance(1);
    await this.#running;
  }

  /** Ends the process and begins another on the same store. */
  async restart(): Promise<void> {
    await this.stop();
    this.way = this.#make();
    this.start();
  }

  /** Runs until so many seconds after the trade's end. */
  async until(after: number): Promise<void> {
    while (this.clock.now() < trade.end + after) {
      await this.clock.advance(Math.min(30_000, (trade.end + after - this.clock.now()) * 1_000));
    }
  }

  names(): readonly string[] {
    return this.brought.map(({ name }) => name);
  }

  #make(): SecondWay {
    const { clock, store, chain } = this;
    const trades = () => (chain.state === 'open' || chain.state === 'claimed' ? [{ trade, orders }] : []);
    const due = new DueItems({ domain, grace: 60 }, { chain, store, clock, trades, onChain: () => chain.onChain() });
    const [first = gatewaySubmitter, ...more] = this.#submitters;
    return new SecondWay(
      { meterKey: sellerKey.address, patience: PATIENCE },
      { submitters: [first, ...more], due, records: store.submissions, clock, log: silentLog },
    );
  }

  #submitter(name: string): Submitter {
    return {
      kind: name.startsWith('rpc') ? 'endpoint' : 'watchtower',
      name,
      bring: async (item) => {
        this.brought.push({ name, after: this.clock.now() - trade.end, item });
        await this.holding.get(name);
        const code = this.refusing.get(name);
        if (code) throw new EvlockError(code);
        if (!this.honest) return 'watched over';
        if (item.kind === 'trade') this.chain.submit(item.trade.receipts);
        else for (let nonce = 0; nonce < item.cancel.cancel.minNonce; nonce++) this.chain.spent.add(nonce);
        return 'watched over';
      },
    };
  }
}

export const paidFor = (energy: bigint): bigint => (energy * BigInt(trade.price)) / 1_000_000n;
