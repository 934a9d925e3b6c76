/** A command's environment: two outputs, variables, time, and a signal for Ctrl-C. */
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { type Clock, EvlockError, systemClock } from '@evlock/protocol';
import { readPipedSecret, readSecretInput, type SecretInput } from './input/secret-input.ts';
import { openOutputs } from './output/streams.ts';

export interface Context {
  /** Writes one or more whole lines of output. */
  out(text: string): void;
  /** Writes one or more whole lines of progress or errors. */
  err(text: string): void;
  /**
   * Prompts at the terminal, or reads a line from standard input. With `secret` the answer is not echoed and may span several
   * lines. Throws `CANCELLED` on Ctrl-C, and when standard input ends without an answer.
   */
  ask(question: string, secret?: SecretInput): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and SIGTERM, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Whether a person sees the output: secrets are shown only then. */
  readonly terminal: boolean;
  /** The folder containing `.evlock`; undefined if this user has none. */
  readonly home: string | undefined;
}

export interface ProcessContext extends Context {
  /** Waits until everything is written, and turns exit code 0 into 1 if part of the output could not be. */
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
    .once('close', () => ended.reject(new EvlockError('CANCELLED', { problem: 'standard input ended' })));
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

/** A container's user may have neither HOME nor a passwd entry. */
function homeOf(): string | undefined {
  try {
    return homedir() || undefined;
  } catch {
    return undefined;
  }
}
