/** A context whose output a test can read. */

import type { Context } from '@evlock/cli';
import { run } from '@evlock/cli';
import { type Clock, systemClock, timestamp } from '@evlock/protocol';

export const NOW = timestamp(1_800_000_000);
const clock: Clock = { ...systemClock, now: () => NOW };

export interface Outcome {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
  readonly terminal?: boolean;
  readonly signal?: AbortSignal;
  readonly answers?: readonly string[];
  /** Called with every piece of output. */
  readonly seen?: (text: string) => void;
}

/** Runs the command as from a shell. */
export async function evlock(argv: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const answers = [...(around.answers ?? [])];
  const context: Context = {
    out: (text) => {
      out.push(text);
      around.seen?.(text);
    },
    err: (text) => err.push(text),
    ask: async () => answers.shift() ?? '',
    env: around.env ?? {},
    clock,
    signal: around.signal ?? new AbortController().signal,
    terminal: around.terminal ?? false,
    home: around.home ?? '/nonexistent',
  };
  const exit = await run(argv, context);
  return { exit, out: out.join('\n'), err: err.join('\n') };
}
