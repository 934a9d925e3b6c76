/** A mock chain: answers as the test sets it up, finalized at once. */

import type { OpenedOrder } from '@evlock/chain';
import { type Address, type Bytes32, EvlockError, type Trade, type TradeOnChain, timestamp } from '@evlock/protocol';
import type { MeterChain } from '../../src/chain/meter-chain.ts';
import type { ChainState } from '../../src/trade/trade-progress.ts';

type Chain = MeterChain;
type Opening = Exclude<Awaited<ReturnType<Chain['tradeOpened']>>, undefined>;

export const openingOf = (trade: Trade, change: Partial<Opening> = {}): Opening => ({
  name: 'TradeOpened',
  block: 5,
  blockHash: `0x${'05'.repeat(32)}`,
  time: timestamp(1_800_000_000),
  transaction: `0x${'06'.repeat(32)}`,
  logIndex: 0,
  tradeId: trade.id,
  buyerMeter: trade.buyer.meterKey,
  sellerMeter: trade.seller.meterKey,
  offerHash: trade.offerHash,
  energy: trade.energy,
  price: trade.price,
  start: trade.start,
  end: trade.end,
  ...change,
});

export class MockChain implements Chain {
  readonly openings = new Map<Bytes32, Opening>();
  readonly states = new Map<Bytes32, Exclude<ChainState, 'none' | 'lapsed'>>();
  readonly claims = new Map<Bytes32, Pick<TradeOnChain, 'buyer' | 'seller'>>();
  /** By the digest of its own order: what opened it. */
  readonly carried = new Map<Bytes32, OpenedOrder>();
  spent = new Set<number>();
  time = timestamp(Math.floor(Date.now() / 1000));
  number = 100;
  /** The endpoints fail with this instead of answering. */
  problem: 'CHAIN_DISAGREES' | 'CHAIN_UNREACHABLE' | undefined;
  /** One of the endpoints may be a block behind. */
  differing = false;
  readonly asked: string[] = [];

  open(trade: Trade, change: Partial<Opening> = {}): void {
    this.openings.set(trade.id, openingOf(trade, change));
    this.states.set(trade.id, 'open');
  }

  endpoints() {
    return [{ place: 1, name: 'mock', block: this.number, problem: this.problem ?? null }];
  }

  async lowestHead() {
    this.#answer('lowestHead');
    return this.number;
  }

  async finalized() {
    this.#answer('finalized');
    return { number: this.number, hash: `0x${'07'.repeat(32)}` as const, time: this.time };
  }

  async trade({ id }: Pick<Trade, 'id'>): Promise<TradeOnChain> {
    this.#answer('trade');
    return { state: this.states.get(id) ?? 'none', ...this.claims.get(id) };
  }

  async isNonceSpent(_meterKey: Address, nonce: number) {
    this.#answer('isNonceSpent');
    return this.spent.has(nonce);
  }

  async hasLapsed({ nonce, openBefore }: Parameters<Chain['hasLapsed']>[0]) {
    this.#answer('hasLapsed');
    return !this.differing && !this.spent.has(nonce) && this.time >= openBefore;
  }

  async openedOrder({ hash }: Parameters<Chain['openedOrder']>[0]) {
    this.#answer('openedOrder');
    return this.carried.get(hash);
  }

  async meter() {
    return undefined;
  }

  async meterOfAccount() {
    return undefined;
  }

  async agreedTrade({ id }: Pick<Trade, 'id'>) {
    this.#answer('agreedTrade');
    if (this.differing) return undefined;
    return { state: this.states.get(id) ?? ('none' as const), time: this.time };
  }

  async tradeOpened(tradeId: Bytes32) {
    this.#answer('tradeOpened');
    return this.openings.get(tradeId);
  }

  #answer(question: string): void {
    this.asked.push(question);
    if (this.problem) throw new EvlockError(this.problem);
  }
}
