/** A community of real processes in a temporary folder, and the assertions for every ending of a trade. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TradePlace } from '@evlock/chain';
import { beginTrade, Community, type CommunityOptions, type Household, type RunningTrade } from '@evlock/community';
import { hasEnded } from '@evlock/owner';
import {
  type Energy,
  EvlockError,
  energy,
  type Money,
  price,
  settleFinal,
  type Timestamp,
  type TradeView,
} from '@evlock/protocol';
import { expect } from 'vitest';

export const DEPOSIT = 10_000_000n;
export const PRICE = price(120_000);

/** Seller, buyer and the wire between them, for one ending. */
export interface Pair {
  readonly seller: string;
  readonly buyer: string;
  readonly wire: string;
}
export const pair = (name: string): Pair => ({ seller: `${name}-seller`, buyer: `${name}-buyer`, wire: name });

export class CommunityUnderTest {
  /** Another one on the same folder after a restart. */
  community: Community;

  constructor(community: Community) {
    this.community = community;
  }

  /** Stops everything and removes the folder; keeps it when EVLOCK_KEEP is set, to look at the logs. */
  async close(): Promise<void> {
    await this.community.stop();
    if (process.env.EVLOCK_KEEP === undefined) await rm(this.community.layout.root, { recursive: true, force: true });
  }
}

export async function startCommunity(
  pairs: readonly Pair[],
  options: Partial<CommunityOptions> = {},
): Promise<CommunityUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'evlock-community-'));
  const community = new Community({
    folder,
    households: pairs.flatMap(({ seller, buyer }) => [seller, buyer]),
    wires: pairs.map(({ seller, buyer, wire }) => ({ id: wire, from: seller, to: buyer })),
    deposit: DEPOSIT,
    ...options,
  });
  await community.start();
  return new CommunityUnderTest(community);
}

export class Scenario {
  readonly community: Community;
  readonly pair: Pair;

  constructor(underTest: CommunityUnderTest, one: Pair) {
    this.community = underTest.community;
    this.pair = one;
  }

  get seller(): Household {
    return this.community.household(this.pair.seller);
  }

  get buyer(): Household {
    return this.community.household(this.pair.buyer);
  }

  async begin(milliwattHours: number, seconds: number): Promise<RunningTrade> {
    const { seller, buyer } = this.pair;
    return beginTrade(this.community, { seller, buyer, energy: energy(milliwattHours), price: PRICE, seconds });
  }

  /** Waits until the trade meets the buyer's condition; a trade that ends first fails the test. */
  async until(run: RunningTrade, condition: (view: TradeView) => boolean): Promise<TradeView> {
    const { owner } = this.buyer;
    for await (const view of owner.follow(run.view.id, AbortSignal.timeout(90_000))) {
      if (condition(view)) return view;
    }
    throw new Error(`the trade ended before the condition held: ${(await owner.trade(run.view.id)).state}`);
  }

  async delivering(run: RunningTrade, least: number): Promise<TradeView> {
    const enough = (view: TradeView['buyer']): boolean => (view.receipt?.receipt.energy ?? 0n) >= BigInt(least);
    return this.until(run, (view) => enough(view.buyer) && enough(view.seller));
  }

  async ended(run: RunningTrade): Promise<TradeView> {
    return this.until(run, hasEnded);
  }

  /** Waits until both sides' receipts are claimed on chain, the one of `finalSide` as final. */
  async claimed(run: RunningTrade, finalSide: 'buyer' | 'seller'): Promise<void> {
    const { reader } = this.community;
    for await (const _block of reader.blocks(AbortSignal.timeout(90_000))) {
      const { buyer, seller } = await reader.trade(placeOf(run.view));
      if (buyer && seller && { buyer, seller }[finalSide].final) return;
    }
    throw new Error('the receipts were not claimed');
  }

  async relays(): Promise<{ seller: boolean; buyer: boolean }> {
    const { households } = await this.community.control.state();
    const closed = (name: string): boolean => {
      const found = households.find((household) => household.name === name);
      if (!found) throw new Error(`no household ${name}`);
      return found.relayClosed;
    };
    return { seller: closed(this.pair.seller), buyer: closed(this.pair.buyer) };
  }

  /** Money on chain, to the micro-unit: nothing locked, and the two balances differ from the deposits only by `paid`. */
  async expectMoney(paid: bigint): Promise<void> {
    const { reader } = this.community;
    const [seller, buyer] = await Promise.all([
      reader.account(this.seller.account),
      reader.account(this.buyer.account),
    ]);
    expect(seller).toMatchObject({ balance: DEPOSIT + paid, locked: 0n });
    expect(buyer).toMatchObject({ balance: DEPOSIT - paid, locked: 0n });
  }

  async expectReputation(seller: number, buyer: number): Promise<void> {
    const { reader } = this.community;
    const [s, b] = await Promise.all([reader.account(this.seller.account), reader.account(this.buyer.account)]);
    expect({ seller: s.reputation, buyer: b.reputation }).toEqual({ seller, buyer });
  }

  async expectRelaysOpen(): Promise<void> {
    expect(await this.relays()).toEqual({ seller: false, buyer: false });
  }

  /** The trade ended by a final pair: paid by the reference for the two signed energies, which must be real. */
  async expectSettledByPair(view: TradeView): Promise<Money> {
    const [buyer, seller] = [view.buyer.receipt?.receipt, view.seller.receipt?.receipt];
    expect(view.state).toBe('settled');
    expect([buyer?.final, seller?.final]).toEqual([true, true]);
    const expected = settleFinal(
      { energy: view.energy, price: view.price, lossBandPpm: view.bid.order.lossBandPpm },
      buyer?.energy as Energy,
      seller?.energy as Energy,
    );
    expect({ delivered: view.delivered, paid: view.paid, refunded: view.refunded }).toEqual({
      delivered: expected.delivered,
      paid: expected.paid,
      refunded: expected.refunded,
    });
    await this.expectMoney(expected.paid);
    await this.expectReputation(expected.reputation.seller, expected.reputation.buyer);
    return expected.paid;
  }
}

/** Storage key of the trade. */
export const placeOf = ({ id, bid }: TradeView): TradePlace => ({ id, buyer: bid.order });

/** The code of a rejected promise. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return EvlockError.from(error).code;
  }
  return 'no error';
}

/** Resolves when `count` scenarios have arrived; the last to arrive runs `then` first. */
export function barrier(count: number, then: () => Promise<void>): () => Promise<void> {
  let waiting = count;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return async () => {
    waiting--;
    if (waiting === 0) await then().then(resolve, reject);
    await promise;
  };
}

export const seconds = (value: number): Timestamp => value as Timestamp;
