/** What the submitter may spend. */

export interface BalanceLimits {
  /** Wei of native balance below which the log warns, and below which no new trade is opened. */
  readonly warnBelow: bigint;
  readonly reserve: bigint;
  /** Seconds between two readings of the balance. */
  readonly lookSeconds: number;
}

export interface GasLimits extends BalanceLimits {
  /** Gas paid for one account per UTC day; transactions that end a trade do not count. */
  readonly perDay: number;
}

const KAIA = 10n ** 18n;

/** At 50 gkei the reserve settles 240 trades, and an account's gas of a day costs 1 KAIA. */
export const GAS_LIMITS: GasLimits = { perDay: 20_000_000, warnBelow: 20n * KAIA, reserve: KAIA, lookSeconds: 10 };
