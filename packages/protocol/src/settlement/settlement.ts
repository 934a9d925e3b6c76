/**
 * What a trade pays, and the settlement rules (docs/trade.md) as pure functions: the independent reference that the contract,
 * the audit and the tests are compared with.
 */
import { type Energy, KILOWATT_HOUR, type Money, type Ppm, type Price } from '../values/units.ts';

/** Seconds after a trade's `end` during which it can be settled or claimed. */
export const CLAIM_SECONDS = 24 * 3600;
/** Change of reputation of the side that did not finish. */
export const REPUTATION_LOSS = -3;
/** Change of reputation of both sides for a complete delivery: never before its `start`, at most once per account and UTC day. */
export const REPUTATION_GAIN = 1;

/**
 * What delivered energy costs: floor(energy × price / 1 kWh), in micro-units.
 *
 * @example
 * payment(energy(1_500_000n), price(120_000n)); // 180_000n: 1.5 kWh at 0.12 cost 0.18
 */
export const payment = (energy: Energy, price: Price): Money => ((energy * price) / KILOWATT_HOUR) as Money;

/**
 * What is locked when a trade opens: ceil(energy × price / 1 kWh), in micro-units.
 *
 * @example
 * lock(energy(1n), price(120_000n)); // 1n: rounded up, where `payment` rounds down
 */
export const lock = (energy: Energy, price: Price): Money =>
  ((energy * price + KILOWATT_HOUR - 1n) / KILOWATT_HOUR) as Money;

const least = (...values: bigint[]): bigint => values.reduce((low, value) => (value < low ? value : low));

/**
 * The minimum energy that counts as a complete delivery: the traded energy less the loss band, rounded up, in mWh.
 *
 * @example
 * completeEnergy(energy(1_000_000n), ppm(50_000)); // 950_000n
 */
export const completeEnergy = (energy: Energy, band: Ppm): Energy =>
  (energy - (energy * BigInt(band)) / 1_000_000n) as Energy;

/** The maximum difference between the two meters' energies that the loss band allows, rounded up, in mWh. */
export const lossAllowance = (energy: Energy, band: Ppm): Energy =>
  ((energy * BigInt(band) + 999_999n) / 1_000_000n) as Energy;

/** What the contract knows about one side of a trade from its claims. */
export interface Claim {
  readonly energy: Energy;
  readonly final: boolean;
}

export interface TradeTerms {
  /** The traded energy. */
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

/**
 * Settlement by both final receipts, of which the seller's names the buyer's energy: row 1 of the settlement rules. `buyer` and
 * `seller` are the energies of their receipts.
 *
 * @example
 * const terms = { energy: energy(1_000_000n), price: price(120_000n), lossBandPpm: ppm(50_000) };
 * settleFinal(terms, energy(980_000n), energy(1_000_000n));
 * // { state: 'SETTLED', delivered: 980_000n, paid: 117_600n, refunded: 2_400n, reputation: { buyer: 1, seller: 1 } }
 */
export function settleFinal(terms: TradeTerms, buyer: Energy, seller: Energy): Outcome {
  const delivered = least(buyer, seller, terms.energy);
  const gain = delivered >= completeEnergy(terms.energy, terms.lossBandPpm) && delivered > 0n ? REPUTATION_GAIN : 0;
  return outcome('SETTLED', terms, delivered, { buyer: gain, seller: gain });
}

/**
 * Settlement after `claimUntil`, by what each side claimed, if anything: rows 3 to 5 of the settlement rules.
 *
 * @example
 * closeAfterClaims(terms, undefined, { energy: energy(1_000_000n), final: true }).state; // 'EXPIRED': the buyer signed nothing
 */
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
