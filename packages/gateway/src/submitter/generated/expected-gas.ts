// Generated from contracts/snapshots/EnergyMarket.json by `npm run generate`; do not edit by hand.
/** Gas, rounded up to a thousand: the dearest measured case of each call. */
export const MEASURED_GAS = {
  /** Of each of the two accounts, which share it; the first trade of both. */
  openTrade: 64_000,
  cancel: 68_000,
  withdraw: 58_000,
} as const;
