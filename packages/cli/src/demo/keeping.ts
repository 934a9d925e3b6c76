/** A meter or a secure world that ends is started again, and its trade ends by the settlement rules; the rest ends the run. */
import { type Community, Keeper } from '@evlock/community';
import type { Context } from '../context.ts';

export interface Keeping {
  /** From now on these houses' processes are kept. */
  keep(names: readonly string[]): void;
  stop(): void;
}

export function keeping(community: Community, context: Context): Keeping {
  const keeper = new Keeper({
    clock: context.clock,
    onEnd: (name, { code, details }) =>
      context.err(`  ✗ ${name} ended (${code}${details.signal ? `, ${details.signal}` : ''}); restarting it`),
    onRunning: (name) => {
      context.err(`  ✓ ${name} runs again`);
      void community.recordChildren();
    },
    onGiveUp: (problem) => community.onCrash?.(problem),
  });
  return {
    keep: (names) => {
      for (const { meter, secureWorld } of names.map((name) => community.household(name)))
        for (const one of [meter, secureWorld]) keeper.keep(one);
    },
    stop: () => keeper.stop(),
  };
}
