/** What a command has of the world: two outputs, the environment, time, and a signal for Ctrl-C. */
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { type Clock, EvlockError, systemClock } from '@evlock/protocol';
import { readPipedSecret, readSecretInput, type SecretInput } from './input/secret-input.ts';
import { openOutputs } from './output/streams.ts';

export interface Context {
  /** Writes one or more whole lines of result. */
  out(text: string): void;
  /** Writes one or more whole lines of progress or failure. */
  err(text: string): void;
  /**
   * Asks a person at the terminal, or reads a line of standard input. With `secret` nothing of the answer is shown, and it may
   * have several lines. Throws `CANCELLED` on Ctrl-C, and when standard input ends without an answer.
   */
  ask(question: string, secret?: SecretInput): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and by SIGTERM, and when nobody reads the result any more. */
  readonly signal: AbortSignal;
  /** Whether a person sees the output: secrets are shown to nobody else. */
  readonly terminal: boolean;
  /** Folder under which `.evlock` lies; undefined where this user has none. */
  readonly home: string | undefined;
}

export interface ProcessContext extends Context {
  /** Waits until everything is written, and makes 1 of 0 where a part of the result could not be. */
  exitCode(code: number): Promise<number>;
}

export function processContext(): ProcessContext {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  const outputs = openOutputs(stop);
  return {
    ...outputs.lines,
    ask: (question, secret) => (secret ? askSecret(question, secret, stop.signal) : askLine(question, stop.signal)),
    env: process.env,
    clock: systemClock,
    signal: stop.signal,
    terminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
    home: homeOf(),
    exitCode: outputs.exitCode,
  };
}

async function askLine(question: string, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = Promise.withResolvers<never>();
  const cancel = (): void => {
    // Below what was typed so far.
    if (process.stdin.isTTY) process.stderr.write('\n');
    ended.reject(new EvlockError('CANCELLED'));
  };
  signal.addEventListener('abort', cancel, { once: true });
  terminal
    .once('SIGINT', cancel)
    .once('close', () => ended.reject(new EvlockError('CANCELLED', { problem: 'standard input has ended' })));
  try {
    if (signal.aborted) cancel();
    return await Promise.race([terminal.question(question), ended.promise]);
  } finally {
    signal.removeEventListener('abort', cancel);
    terminal.close();
    ended.promise.catch(() => undefined);
  }
}

function askSecret(question: string, secret: SecretInput, signal: AbortSignal): Promise<string> {
  const { stdin: input, stderr: output } = process;
  return input.isTTY
    ? readSecretInput(question, secret, { input, output }, signal)
    : readPipedSecret(secret, input, signal);
}

/** A user of a container may have neither HOME nor an entry in the list of users. */
function homeOf(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}
