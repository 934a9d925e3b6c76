/** What the submitter may spend; apart from it, so that reading a profile loads no chain. */
import type { GasMoneyLimits } from '../submitter/gas-money.ts';

export interface GasLimits extends GasMoneyLimits {
  /** Gas that is paid for one account on one UTC day; what ends a trade does not count. */
  readonly perDay: number;
}

const KAIA = 10n ** 18n;

/** At 50 gkei the reserve settles 240 trades, and an account's gas of a day costs 1 KAIA. */
export const GAS_LIMITS: GasLimits = { perDay: 20_000_000, warnBelow: 20n * KAIA, reserve: KAIA, lookSeconds: 10 };
