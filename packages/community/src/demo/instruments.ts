/**
 * The simulation's own instruments: what really went out of and into each house in a delivery. No meter and no gateway has them;
 * they tell what anyone lost beside what the design allows at most.
 */
import { buyerBound, sellerBound } from '@evlock/meter';
import type { Bytes32, Energy, TradeView } from '@evlock/protocol';
import type { ControlState } from '@evlock/simulator';
import type { Snapshot } from '../feed/index.ts';
import { RULES, stateOf } from './pictures.ts';
import { isDelivered } from './switchboard.ts';

type Loss = NonNullable<Snapshot['trades'][number]['loss']>;

interface Sides {
  readonly seller: string;
  readonly buyer: string;
}

interface Measured {
  /** Counters before the relays closed. */
  readonly exported: bigint;
  readonly imported: bigint;
  sent: bigint;
  received: bigint;
  /** A relay has been closed in this delivery. */
  closed: boolean;
  /** Over: what these houses do next belongs to another trade. */
  done: boolean;
}

export class Instruments {
  readonly #measured = new Map<Bytes32, Measured>();
  #before: ControlState | undefined;

  /** Takes the present state, while these trades are delivered. */
  look(state: ControlState, running: readonly { readonly view: TradeView; readonly sides: Sides }[]): void {
    for (const { view, sides } of running) this.#measure(view, sides, state);
    this.#before = state;
  }

  #measure(view: TradeView, { seller, buyer }: Sides, state: ControlState): void {
    const from = stateOf(state, seller);
    const to = stateOf(state, buyer);
    // From a moment at which nothing flowed: a self-test before it counts in no trade.
    const earlier = this.#before ?? state;
    const [fromBefore, toBefore] = [stateOf(earlier, seller), stateOf(earlier, buyer)];
    if (!from || !to || !fromBefore || !toBefore) return;
    const isClosed = from.relayClosed || to.relayClosed;
    let measured = this.#measured.get(view.id);
    if (!measured?.closed) {
      const { exported } = fromBefore;
      measured = { exported, imported: toBefore.imported, sent: 0n, received: 0n, closed: isClosed, done: false };
      this.#measured.set(view.id, measured);
    }
    if (!measured.closed || measured.done) return;
    measured.sent = from.exported - measured.exported;
    measured.received = to.imported - measured.imported;
    measured.done = !isClosed && (isDelivered(view) || state.utc > view.end);
  }

  /** What each side lost, once energy has flowed and the delivery is over. */
  lossOf(view: TradeView): Loss | null {
    const measured = this.#measured.get(view.id);
    if (!measured?.closed) return null;
    const paidFor = view.delivered ?? payable(view);
    const over = (value: bigint): Energy => (value > 0n ? value : 0n) as Energy;
    return {
      seller: { lost: over(measured.sent - paidFor), bound: sellerBound(RULES, view.energy, bandOf(view)) },
      buyer: { lost: over(paidFor - measured.received), bound: buyerBound(RULES) },
    };
  }

  /** Forgets all but these. */
  keep(trades: readonly TradeView[]): void {
    const kept = new Set(trades.map(({ id }) => id));
    for (const id of this.#measured.keys()) if (!kept.has(id)) this.#measured.delete(id);
  }
}

const bandOf = ({ bid, offer }: TradeView) =>
  bid.order.lossBandPpm < offer.order.lossBandPpm ? bid.order.lossBandPpm : offer.order.lossBandPpm;

/** What would be paid if it ended now: what both meters have signed. */
function payable({ seller, buyer, energy }: TradeView): bigint {
  const signed = [seller, buyer].map(({ receipt }) => receipt?.receipt.energy ?? 0n);
  return [...signed, energy].reduce((least, one) => (one < least ? one : least));
}
