/**
 * How often a property is tried: quickly in `npm test`, long with `EVLOCK_PROPERTY_RUNS`. The seed is fixed unless given.
 */
import { appendFileSync } from 'node:fs';
import type { Parameters } from 'fast-check';

/** "evlock". */
const SEED = 0x65766c6f;

/**
 * `quick`: runs in `npm test`. `share`: runs of this property per `EVLOCK_PROPERTY_RUNS`, which counts the most expensive
 * ones, those against contracts. `EVLOCK_PROPERTY_SEED` overrides the fixed seed.
 */
export function propertyRuns(quick: number, share = 1): { readonly numRuns: number; readonly seed: number } {
  const { EVLOCK_PROPERTY_RUNS: runs, EVLOCK_PROPERTY_SEED: seed } = process.env;
  return {
    numRuns: runs === undefined ? quick : Math.max(1, Math.ceil(Number(runs) * share)),
    seed: seed === undefined ? SEED : Number(seed),
  } satisfies Parameters<unknown>;
}

/** For tests whose long form takes minutes: this timeout asserts nothing about time. */
export const PROPERTY_TIMEOUT = process.env.EVLOCK_PROPERTY_RUNS === undefined ? 120_000 : 1_200_000;

/** Adds a line to the committed result, if `EVLOCK_PROPERTY_REPORT` names a file for it. */
export function record(found: { readonly name: string } & Readonly<Record<string, string | number>>): void {
  const { EVLOCK_PROPERTY_REPORT: file } = process.env;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(found)}\n`);
}
