/** What a command has of the world: two outputs, the environment, time, and a signal for Ctrl-C. */
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { type Clock, systemClock } from '@evlock/protocol';

export interface Context {
  /** Writes one or more whole lines of result. */
  out(text: string): void;
  /** Writes one or more whole lines of progress or failure. */
  err(text: string): void;
  /** Asks a person at the terminal; only where `terminal` is true. */
  ask(question: string): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and by SIGTERM. */
  readonly signal: AbortSignal;
  /** Whether a person sees the output: secrets are shown to nobody else. */
  readonly terminal: boolean;
  /** Folder under which `.evlock` lies. */
  readonly home: string;
}

export function processContext(): Context {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    ask: async (question) => {
      const terminal = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await terminal.question(question, { signal: stop.signal });
      } finally {
        terminal.close();
      }
    },
    env: process.env,
    clock: systemClock,
    signal: stop.signal,
    terminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
    home: homedir(),
  };
}
