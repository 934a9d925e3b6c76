/** Before and after the lane: where no machine can start, it says why; where `CI` is set, that is a failure. */
import { missing } from './machines.ts';

export default function setup(): (() => unknown) | undefined {
  if (missing === undefined) return undefined;
  if (process.env.CI) throw new Error(`the lane cannot run, and CI is set: ${missing}`);
  const say = (): boolean => process.stdout.write(`\nSKIPPED, all of it: ${missing}\n\n`);
  say();
  return say;
}
