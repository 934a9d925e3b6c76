/** Requests an order from a meter, with checks before and after. Nothing in the response is trusted. */
import {
  type Address,
  type Bytes32,
  type Clock,
  checkOrderSignature,
  type Domain,
  EvlockError,
  GATEWAY_WAITS,
  type MandateApproval,
  Order,
  type OrderTerms,
  type SignedOrder,
  type StandingRules,
  type Timestamp,
  type TradeState,
} from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';
import { answeredBy, LATE } from './deadline.ts';
import type { MeterDirectory } from './meter-directory.ts';

/** Trades that a meter may have ahead; the contract's schedule has as many entries. */
const MOST_TRADES_AHEAD = 3;

/** A mandate as its meter takes it in: that of a standing order with the rules that the meter keeps. */
export type Grant = MandateApproval & { readonly rules?: StandingRules | undefined };

/** The order of these terms, except for its nonce, which the meter chooses. */
export const draftOf = ({ meterKey, account }: Principal, terms: OrderTerms): Order => ({
  ...terms,
  meterKey,
  account,
  nonce: 0,
});

/** Throws `COMMAND_NOT_AUTHORIZED` on a mandate for another meter or side; the secure world checks the rest. */
export function checkApproval(principal: Principal, { mandate }: MandateApproval, terms: OrderTerms): void {
  if (mandate.meterKey !== principal.meterKey || mandate.side !== terms.side) {
    throw new EvlockError('COMMAND_NOT_AUTHORIZED', { mandate: mandate.mandateId, side: mandate.side });
  }
}

/** A delivery interval that a meter is bound to, and by which trade. */
export interface BusyInterval {
  readonly trade: Bytes32;
  readonly state: TradeState;
  readonly start: Timestamp;
  readonly end: Timestamp;
}

/** Throws `METER_BUSY` when a meter bound to `intervals` cannot take [start, end) besides: with the trade, where it is `named`. */
export function checkFree(
  meterKey: Address,
  intervals: readonly BusyInterval[],
  { start, end }: { start: Timestamp; end: Timestamp },
  { named }: { readonly named: boolean },
): void {
  const overlapping = intervals.find((busy) => start < busy.end && busy.start < end);
  const inTheWay = overlapping ?? (intervals.length >= MOST_TRADES_AHEAD ? intervals[0] : undefined);
  if (!inTheWay) return;
  const { trade, state, end: until } = inTheWay;
  throw new EvlockError('METER_BUSY', { meterKey, ...(named && { trade, state, until }) });
}

/**
 * Has the owner's meter sign an order with exactly these terms. Throws what the meter answers, `TIMED_OUT` when it takes too
 * long, `ORDER_INVALID` when it signed something else, `WRONG_PARTNER` when it took another offer, `INVALID_SIGNATURE`.
 */
export async function requestOrder(
  { meters, clock, domain }: { meters: MeterDirectory; clock: Clock; domain: Domain },
  principal: Principal,
  approval: Grant,
  terms: OrderTerms,
): Promise<SignedOrder> {
  const authorized = meters.request(principal.meterKey, 'authorizeMandate', approval).catch(ignoreKnownMandate);
  const mandate = await answeredBy(clock, authorized, clock.monotonic() + GATEWAY_WAITS.mandate);
  if (mandate === LATE) throw new EvlockError('TIMED_OUT', { part: 'meter', signed: false });
  const { mandateId } = approval.mandate;
  const order = meters.request(principal.meterKey, 'signOrder', { terms, ...(approval.rules && { mandateId }) });
  const signed = await answeredBy(clock, order, clock.monotonic() + GATEWAY_WAITS.order);
  if (signed === LATE) throw new EvlockError('TIMED_OUT', { part: 'meter' });
  checkReturned(signed.order, draftOf(principal, terms));
  checkOrderSignature(domain, signed);
  return signed;
}

/** A mandate allows several orders, each requested with the same approval; the secure world accepts it once. */
export function ignoreKnownMandate(error: unknown): void {
  if (EvlockError.from(error).code !== 'REPLAYED') throw error;
}

function checkReturned(order: Order, draft: Order): void {
  if (order.counterOrder !== draft.counterOrder) {
    throw new EvlockError('WRONG_PARTNER', { counterOrder: order.counterOrder, offer: draft.counterOrder });
  }
  for (const field of Object.keys(Order.fields) as (keyof Order)[]) {
    if (field !== 'nonce' && order[field] !== draft[field]) {
      throw new EvlockError('ORDER_INVALID', { field, value: String(order[field]), asked: String(draft[field]) });
    }
  }
}
