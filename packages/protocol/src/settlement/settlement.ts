/**
 * What a trade pays, and the close table (docs/trade.md) as pure functions: the independent reference that the contract,
 * the audit and the tests are compared with.
 */
import { type Energy, KILOWATT_HOUR, type Money, type Ppm, type Price } from '../values/units.ts';

/** Seconds after a trade's `end` during which it can be settled or claimed. */
export const CLAIM_SECONDS = 24 * 3600;
/** Reputation taken from the side that did not finish. */
export const REPUTATION_LOSS = -3;
/** Reputation given to both for a complete delivery, never before its `start`, at most once per account and UTC day. */
export const REPUTATION_GAIN = 1;

/** floor(energy × price / 1 kWh), in micro-units. */
export const payment = (energy: Energy, price: Price): Money => ((energy * price) / KILOWATT_HOUR) as Money;

/** ceil(energy × price / 1 kWh): what is locked when the trade opens. */
export const lock = (energy: Energy, price: Price): Money =>
  ((energy * price + KILOWATT_HOUR - 1n) / KILOWATT_HOUR) as Money;

const least = (...values: bigint[]): bigint => values.reduce((low, value) => (value < low ? value : low));

/** Least energy that counts as complete: T less the loss band, rounded up. */
export const completeEnergy = (energy: Energy, band: Ppm): Energy =>
  (energy - (energy * BigInt(band)) / 1_000_000n) as Energy;

/** The largest difference between two meters' energies that the loss band allows, rounded up. */
export const lossAllowance = (energy: Energy, band: Ppm): Energy =>
  ((energy * BigInt(band) + 999_999n) / 1_000_000n) as Energy;

/** What the contract knows of one side of a trade from claims. */
export interface Claim {
  readonly energy: Energy;
  readonly final: boolean;
}

export interface TradeTerms {
  /** The traded energy T. */
  readonly energy: Energy;
  readonly price: Price;
  readonly lossBandPpm: Ppm;
}

export interface Outcome {
  readonly state: 'SETTLED' | 'EXPIRED';
  readonly delivered: Energy;
  readonly paid: Money;
  readonly refunded: Money;
  /** Before the rules of minimum lot, `start`, one gain per account and day, and one account. */
  readonly reputation: { readonly buyer: number; readonly seller: number };
}

function outcome(
  state: Outcome['state'],
  terms: TradeTerms,
  delivered: bigint,
  reputation: Outcome['reputation'],
): Outcome {
  const paid = payment(delivered as Energy, terms.price);
  const refunded = (lock(terms.energy, terms.price) - paid) as Money;
  return { state, delivered: delivered as Energy, paid, refunded, reputation };
}

/** Row 1: both receipts final, the seller's naming the buyer's energy. */
export function settleFinal(terms: TradeTerms, buyer: Energy, seller: Energy): Outcome {
  const delivered = least(buyer, seller, terms.energy);
  const gain = delivered >= completeEnergy(terms.energy, terms.lossBandPpm) && delivered > 0n ? REPUTATION_GAIN : 0;
  return outcome('SETTLED', terms, delivered, { buyer: gain, seller: gain });
}

/** Rows 3 to 5: after `claimUntil`, from what each side claimed, if anything. */
export function closeAfterClaims(terms: TradeTerms, buyer?: Claim, seller?: Claim): Outcome {
  if (!buyer) {
    return outcome('EXPIRED', terms, 0n, { buyer: seller?.final ? REPUTATION_LOSS : 0, seller: 0 });
  }
  const delivered = seller?.final
    ? least(buyer.energy, seller.energy, terms.energy)
    : least(buyer.energy, terms.energy);
  return outcome('SETTLED', terms, delivered, {
    buyer: seller?.final && !buyer.final ? REPUTATION_LOSS : 0,
    seller: buyer.final && !seller?.final ? REPUTATION_LOSS : 0,
  });
}
