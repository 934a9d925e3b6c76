/**
 * What can be done for a trade at a moment of the chain with the receipts that somebody holds: the close table (docs/trade.md)
 * as one pure decision, for every watchtower and for whoever puts signed data on chain by hand.
 */
import type { SignedReceipt } from '../signed-data/receipts.ts';
import { ROLES, type Role } from '../signed-data/structs.ts';
import { type Timestamp, timestamp } from '../values/units.ts';
import { CLAIM_SECONDS, type Claim } from './settlement.ts';

/**
 * State of a trade on chain, and what each side claimed, if anything. Its end is told by its event alone; `none` is a trade
 * that is neither open nor has such an event yet.
 */
export interface TradeOnChain {
  readonly state: 'none' | 'open' | 'claimed' | 'settled' | 'expired';
  readonly buyer?: Claim;
  readonly seller?: Claim;
  /** The end of its interval, as long as its meters take no other trade until then though they could be freed. */
  readonly busyUntil?: Timestamp;
}

/** Receipts that somebody holds of one trade, any number of each side, in any order. */
export type HeldReceipts = Readonly<Record<Role, readonly SignedReceipt[]>>;

export type TradeStep =
  | { readonly kind: 'openTrade' | 'settleClaimed' | 'expire' | 'free' }
  | { readonly kind: 'settleFinal'; readonly buyer: SignedReceipt; readonly seller: SignedReceipt }
  | { readonly kind: 'claim'; readonly receipt: SignedReceipt };

/** `act`: in order; a step that ends the trade makes the ones after it needless, a refused one does not. */
export type TradeDecision =
  | { readonly kind: 'act'; readonly steps: readonly [TradeStep, ...TradeStep[]] }
  | { readonly kind: 'wait'; readonly until: Timestamp; readonly for: 'delivery' | 'claim-period' }
  | { readonly kind: 'over'; readonly how: 'settled' | 'expired' | 'never-opened' };

/** What of a trade's orders decides when it can be opened and closed. */
export interface TradeTimes {
  readonly openBefore: Timestamp;
  readonly end: Timestamp;
}

/** Whether putting the receipt on chain would change what is claimed for its side. */
export const isNews = ({ receipt }: SignedReceipt, claimed: Claim | undefined): boolean =>
  claimed === undefined || receipt.energy > claimed.energy || (receipt.final && !claimed.final);

/** From this moment on a trade can be closed by what was claimed, and no longer be claimed. */
export const claimUntil = (end: Timestamp): Timestamp => timestamp(end + CLAIM_SECONDS);

/** What is left of an interval, in seconds, for which it is worth its gas to free the meters. */
export const FREEING_PAYS_SECONDS = 600;

/** Whether somebody should free the meters of a trade: what needs them next may be opened by whoever frees nothing. */
export const isFreeingDue = ({ busyUntil }: TradeOnChain, time: Timestamp): boolean =>
  busyUntil !== undefined && time + FREEING_PAYS_SECONDS <= busyUntil;

/** Whether an order could be delivered in enough of what is left, at `time`, of an interval that ends at `end`. */
export const needsTimeOf = (
  order: { readonly start: Timestamp; readonly end: Timestamp },
  end: Timestamp,
  time: Timestamp,
): boolean => Math.min(order.end, end) - Math.max(order.start, time) >= FREEING_PAYS_SECONDS;

/**
 * `time` is the chain's. Nothing is claimed until `graceSeconds` after the trade's end, because a delivery may run until
 * then and a final pair may follow; a final pair settles at any time.
 */
export function decideTrade(
  { openBefore, end }: TradeTimes,
  held: HeldReceipts,
  chain: TradeOnChain,
  { time, graceSeconds }: { readonly time: Timestamp; readonly graceSeconds: number },
): TradeDecision {
  const freeing = isFreeingDue(chain, time);
  switch (chain.state) {
    case 'settled':
    case 'expired':
      return freeing ? act({ kind: 'free' }) : { kind: 'over', how: chain.state };
    case 'none':
      return time < openBefore ? act({ kind: 'openTrade' }) : { kind: 'over', how: 'never-opened' };
    default:
  }
  if (time >= claimUntil(end)) return act({ kind: chain.buyer ? 'settleClaimed' : 'expire' });
  const pair = settlingPair(held, chain);
  const settling: TradeStep[] = pair ? [{ kind: 'settleFinal', ...pair }] : [];
  const claims = ROLES.flatMap((role) => newsOf(held[role], chain[role]));
  const claimingFrom = timestamp(end + graceSeconds);
  const [first, ...more] = [...settling, ...(time >= claimingFrom ? claims : [])];
  if (first) return act(first, ...more);
  if (freeing) return act({ kind: 'free' });
  if (claims.length > 0) return { kind: 'wait', until: claimingFrom, for: 'delivery' };
  return { kind: 'wait', until: claimUntil(end), for: 'claim-period' };
}

const act = (first: TradeStep, ...more: TradeStep[]): TradeDecision => ({ kind: 'act', steps: [first, ...more] });

const notBelow = ({ receipt }: SignedReceipt, claimed: Claim | undefined): boolean =>
  receipt.energy >= (claimed?.energy ?? 0n);

export type FinalReceipts = Readonly<Record<Role, SignedReceipt>>;

/** A pair of final receipts that the contract takes: the seller's names the buyer's energy, neither below what was claimed. */
export function settlingPair(held: HeldReceipts, chain: Pick<TradeOnChain, Role>): FinalReceipts | undefined {
  const usable = (role: Role): SignedReceipt[] =>
    held[role].filter((signed) => signed.receipt.final && notBelow(signed, chain[role])).sort(newestFirst);
  const buyers = usable('buyer');
  for (const seller of usable('seller')) {
    const buyer = buyers.find(({ receipt }) => receipt.energy === seller.receipt.partnerEnergy);
    if (buyer) return { buyer, seller };
  }
  return undefined;
}

/** The fewest receipts of a side that make its claim as large, and as final, as they can. */
function newsOf(receipts: readonly SignedReceipt[], claimed: Claim | undefined): TradeStep[] {
  const steps: TradeStep[] = [];
  let known = claimed;
  for (const signed of [...receipts].sort(largestFirst)) {
    if (!isNews(signed, known)) continue;
    const { energy, final } = signed.receipt;
    known = { energy: known && known.energy > energy ? known.energy : energy, final: final || known?.final === true };
    steps.push({ kind: 'claim', receipt: signed });
  }
  return steps;
}

const newestFirst = ({ receipt: one }: SignedReceipt, { receipt: other }: SignedReceipt): number =>
  other.sequence - one.sequence;

const largestFirst = (one: SignedReceipt, other: SignedReceipt): number => {
  if (one.receipt.energy !== other.receipt.energy) return one.receipt.energy > other.receipt.energy ? -1 : 1;
  return Number(other.receipt.final) - Number(one.receipt.final) || newestFirst(one, other);
};
