/** One trade between two households of a community, and what chain and database record about it. */
import type { ChainEvent } from '@evlock/chain';
import { OPENING_SECONDS } from '@evlock/owner';
import {
  type Bytes32,
  type Energy,
  EvlockError,
  type Money,
  type Price,
  systemClock,
  type TradeView,
  timestamp,
} from '@evlock/protocol';
import type { Community } from './community.ts';

export interface TradeSpec {
  readonly seller: string;
  readonly buyer: string;
  readonly energy: Energy;
  readonly price: Price;
  /** Length of the delivery interval, which starts as soon as the trade can be opened. */
  readonly seconds: number;
}

/** Read back: `chain` from finalized events and receipts, the rest from the gateway's database. */
export interface TradeSummary {
  readonly tradeId: Bytes32;
  readonly seller: string;
  readonly buyer: string;
  readonly state: TradeView['state'];
  readonly error: string | null;
  readonly energy: Energy;
  readonly price: Price;
  readonly locked: Money;
  /** From each meter's last signed receipt, mWh. */
  readonly energyBySeller: Energy | null;
  readonly energyByBuyer: Energy | null;
  readonly delivered: Energy | null;
  readonly paid: Money | null;
  readonly refunded: Money | null;
  /** Gas of the transactions that opened and ended the trade. */
  readonly gas: { readonly open: number | null; readonly end: number | null };
  /** From the order's arrival to the settlement's block. */
  readonly seconds: number | null;
  readonly blocks: number | null;
  readonly chain: { readonly opened: Bytes32 | null; readonly ended: Bytes32 | null };
}

export interface RunningTrade {
  /** The trade's current view. */
  readonly view: TradeView;
  /** Newest finalized block before the bid was sent. */
  readonly orderedAt: number;
}

/** Places the offer and takes it. The wire is set so that the seller's converter sends once both relays are closed. */
export async function beginTrade(community: Community, spec: TradeSpec): Promise<RunningTrade> {
  const start = systemClock.now();
  const end = timestamp(start + OPENING_SECONDS + spec.seconds);
  const { energy, price } = spec;
  const { owner: seller } = community.household(spec.seller);
  const { owner: buyer } = community.household(spec.buyer);
  const offer = await seller.offer({ energy, price, start, end });
  const { number } = await community.reader.finalized();
  try {
    return { view: await buyer.buy(offer, { energy, maxPrice: price }), orderedAt: number };
  } catch (error) {
    // An offer left open blocks no trading, but each attempt would leave another.
    await seller.cancel(offer.hash).catch(() => undefined);
    throw error;
  }
}

/** Waits for a trade's end, reporting each change. */
export async function awaitEnd(
  community: Community,
  buyer: string,
  tradeId: Bytes32,
  onChange: (view: TradeView) => void,
  signal?: AbortSignal,
): Promise<TradeView> {
  let last: TradeView | undefined;
  for await (const view of community.household(buyer).owner.follow(tradeId, signal)) {
    onChange(view);
    last = view;
  }
  if (!last) throw new EvlockError('TRADE_NOT_FOUND', { tradeId });
  return last;
}

type Ending = ChainEvent<'TradeSettled'> | ChainEvent<'TradeExpired'>;
const isEnding = (event: ChainEvent): event is Ending => event.name === 'TradeSettled' || event.name === 'TradeExpired';

/** Throws `RECORDS_DIFFER` unless chain and database agree on the trade's money and energy. */
export async function summarize(community: Community, spec: TradeSpec, run: RunningTrade): Promise<TradeSummary> {
  const { reader } = community;
  const { view } = run;
  const { number } = await reader.finalized();
  const events = await reader.events(run.orderedAt, number);
  const ofTrade = events.filter((event) => 'tradeId' in event && event.tradeId === view.id);
  const opened = ofTrade.find((event) => event.name === 'TradeOpened');
  const ended = ofTrade.find(isEnding);
  if (ended) compare(view, ended);
  const gasOf = async (event: ChainEvent | undefined): Promise<number | null> =>
    event ? ((await reader.transactionReceipt(event.transaction))?.gas ?? null) : null;
  return {
    tradeId: view.id,
    seller: spec.seller,
    buyer: spec.buyer,
    state: view.state,
    error: view.error,
    energy: view.energy,
    price: view.price,
    locked: view.locked,
    energyBySeller: view.seller.receipt?.receipt.energy ?? null,
    energyByBuyer: view.buyer.receipt?.receipt.energy ?? null,
    delivered: view.delivered,
    paid: view.paid,
    refunded: view.refunded,
    gas: { open: await gasOf(opened), end: await gasOf(ended) },
    seconds: ended ? ended.time - view.ordered : null,
    blocks: ended ? ended.block - run.orderedAt : null,
    chain: { opened: opened?.transaction ?? null, ended: ended?.transaction ?? null },
  };
}

function compare(view: TradeView, ended: Ending): void {
  const onChain =
    ended.name === 'TradeSettled'
      ? { delivered: ended.delivered, paid: ended.paid, refunded: ended.refunded }
      : { delivered: 0n, paid: 0n, refunded: ended.refunded };
  for (const [field, value] of Object.entries(onChain)) {
    const recorded = view[field as keyof typeof onChain];
    if (recorded !== value) {
      throw new EvlockError('RECORDS_DIFFER', {
        tradeId: view.id,
        field,
        chain: String(value),
        database: String(recorded),
      });
    }
  }
}
