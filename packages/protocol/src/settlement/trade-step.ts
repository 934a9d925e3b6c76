/**
 * What to do next for a trade, given the state of the chain and the receipts that someone holds: the settlement rules
 * (docs/trade.md) as one pure decision, for watchtowers and for anyone who puts signed data on chain by hand.
 */
import type { SignedReceipt } from '../signed-data/receipts.ts';
import { ROLES, type Role } from '../signed-data/structs.ts';
import { type Timestamp, timestamp } from '../values/units.ts';
import { CLAIM_SECONDS, type Claim } from './settlement.ts';

/**
 * The state of a trade on chain, and what each side claimed, if anything. Only an event shows that a trade has ended; `none` is a
 * trade that is not open and has no such event yet.
 */
export interface TradeOnChain {
  readonly state: 'none' | 'open' | 'claimed' | 'settled' | 'expired';
  readonly buyer?: Claim;
  readonly seller?: Claim;
  /** The end of its interval, if its meters stay reserved until then although they could be freed. */
  readonly busyUntil?: Timestamp;
}

/** The receipts that someone holds of one trade: any number of each side, in any order. */
export type HeldReceipts = Readonly<Record<Role, readonly SignedReceipt[]>>;

export type TradeStep =
  | { readonly kind: 'openTrade' | 'settleClaimed' | 'expire' | 'free' }
  | { readonly kind: 'settleFinal'; readonly buyer: SignedReceipt; readonly seller: SignedReceipt }
  | { readonly kind: 'claim'; readonly receipt: SignedReceipt };

/** `act`: take the steps in order. A step that ends the trade makes later ones unnecessary; a step that is refused does not. */
export type TradeDecision =
  | { readonly kind: 'act'; readonly steps: readonly [TradeStep, ...TradeStep[]] }
  | { readonly kind: 'wait'; readonly until: Timestamp; readonly for: 'delivery' | 'claim-period' }
  | { readonly kind: 'over'; readonly how: 'settled' | 'expired' | 'never-opened' };

/** The times in a trade's orders that decide when it can be opened and closed. */
export interface TradeTimes {
  readonly openBefore: Timestamp;
  readonly end: Timestamp;
}

/** Whether putting this receipt on chain would change its side's claim. */
export const isNews = ({ receipt }: SignedReceipt, claimed: Claim | undefined): boolean =>
  claimed === undefined || receipt.energy > claimed.energy || (receipt.final && !claimed.final);

/** The end of the claim period: from then on, a trade is closed by its claims and can no longer be claimed. */
export const claimUntil = (end: Timestamp): Timestamp => timestamp(end + CLAIM_SECONDS);

/** Freeing the meters is worth its gas if at least this many seconds of the interval are left. */
export const FREEING_PAYS_SECONDS = 600;

/** Whether a trade's meters should be freed now: the next trade that needs them may be opened by someone who frees nothing. */
export const isFreeingDue = ({ busyUntil }: TradeOnChain, time: Timestamp): boolean =>
  busyUntil !== undefined && time + FREEING_PAYS_SECONDS <= busyUntil;

/** Whether the order needs enough of what is left, at `time`, of an interval that ends at `end`. */
export const needsTimeOf = (
  order: { readonly start: Timestamp; readonly end: Timestamp },
  end: Timestamp,
  time: Timestamp,
): boolean => Math.min(order.end, end) - Math.max(order.start, time) >= FREEING_PAYS_SECONDS;

/**
 * `time` is the chain's. Nothing is claimed until `graceSeconds` after the trade's end, because the delivery may last until then
 * and a pair of final receipts may follow; such a pair settles the trade at any time.
 *
 * @example
 * const decision = decideTrade(trade, { buyer: [], seller: [receipt] }, { state: 'open' }, { time, graceSeconds: 300 });
 * if (decision.kind === 'act') for (const step of decision.steps) await putOnChain(step);
 * if (decision.kind === 'wait') await until(decision.until);
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
  if (claims.length > 0 || (chain.state === 'open' && time < end))
    return { kind: 'wait', until: claimingFrom, for: 'delivery' };
  return { kind: 'wait', until: claimUntil(end), for: 'claim-period' };
}

const act = (first: TradeStep, ...more: TradeStep[]): TradeDecision => ({ kind: 'act', steps: [first, ...more] });

const notBelow = ({ receipt }: SignedReceipt, claimed: Claim | undefined): boolean =>
  receipt.energy >= (claimed?.energy ?? 0n);

export type FinalReceipts = Readonly<Record<Role, SignedReceipt>>;

/** A pair of final receipts that the contract accepts: the seller's names the buyer's energy, and neither is below its side's claim. */
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

/** The smallest set of a side's receipts that makes its claim as large, and as final, as possible. */
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
