/** The numbers that bound what either side of a trade can lose, and the limits derived from them (docs/trade.md). */
import { type Energy, lossAllowance, type Milliseconds, milliseconds, type Power, type Ppm } from '@evlock/protocol';
import {
  EVLOCK_MARK_INTERVAL_MIN_MS,
  EVLOCK_MARK_INTERVAL_SPAN_MS,
  EVLOCK_MARK_TOLERANCE_MS,
} from '@evlock/secure-world';

export interface TradeRules {
  /** Between two own receipts. */
  readonly receiptInterval: Milliseconds;
  /** Partner silence after which the relay opens. */
  readonly receiptTimeout: Milliseconds;
  /** Own receipts that the partner's newest one may not know yet: as many as are signed in the timeout. */
  readonly mostUnheard: number;
  /** From the decision to the open contact. */
  readonly relayTime: Milliseconds;
  /** Maximum power of this meter, mW; the secure world enforces its own. */
  readonly powerLimit: Power;
  /** Window over which the loss rule is applied, besides the whole trade. */
  readonly lossWindow: Milliseconds;
  /** A loss that persists after a pause this long ends the delivery; so does a second pause for loss. */
  readonly lossPatience: Milliseconds;
  /** Shortest pause. The secure world would take shorter ones for a delivery mark at the wrong time. */
  readonly leastPause: Milliseconds;
  /** Delay before a failed opening is retried. */
  readonly retryAfter: Milliseconds;
  /** Seconds after `end` without settlement until the trade counts as claiming. */
  readonly settleGrace: number;
}

export const defaultTradeRules: Omit<TradeRules, 'powerLimit'> = {
  receiptInterval: milliseconds(1000),
  receiptTimeout: milliseconds(3000),
  mostUnheard: 3,
  relayTime: milliseconds(20),
  lossWindow: milliseconds(5000),
  lossPatience: milliseconds(8000),
  leastPause: milliseconds(1500),
  retryAfter: milliseconds(2000),
  settleGrace: 60,
};

/** Longest time without a delivery mark before the buyer's secure world reports it missing. */
const LONGEST_WITHOUT_MARK = milliseconds(
  EVLOCK_MARK_INTERVAL_MIN_MS + EVLOCK_MARK_INTERVAL_SPAN_MS - 1 + EVLOCK_MARK_TOLERANCE_MS,
);
/** mW · ms in one mWh. */
const MILLIWATT_MILLISECONDS = 3_600_000n;

/** What flows at `power` in `time`, rounded up. */
export const energyOver = (power: Power, time: Milliseconds): Energy =>
  ((BigInt(power) * BigInt(time) + MILLIWATT_MILLISECONDS - 1n) / MILLIWATT_MILLISECONDS) as Energy;

/** What the two meters may differ by beyond the loss band, because the partner's newest receipt is not from this instant. */
export const receiptSlack = (rules: TradeRules): Energy => energyOver(rules.powerLimit, rules.receiptTimeout);

/** The most that a seller can deliver without the buyer's receipt for it. */
export function sellerBound(rules: TradeRules, energy: Energy, band: Ppm): Energy {
  const unseen = milliseconds(rules.receiptInterval + rules.receiptTimeout + rules.relayTime);
  return (energyOver(rules.powerLimit, unseen) + lossAllowance(energy, band)) as Energy;
}

/** The most that a buyer can sign for without having seen a delivery mark in it. */
export const buyerBound = (rules: TradeRules): Energy => energyOver(rules.powerLimit, LONGEST_WITHOUT_MARK);
