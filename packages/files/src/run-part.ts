/** Runs a part as a process: signals, one line of JSON when ready, exit code. */
import { parseArgs } from 'node:util';
import { EvlockError, type Part, toJson } from '@evlock/protocol';
import { failureOf } from './unusable.ts';

export interface RunOptions {
  /** Aborted when the part must end. */
  readonly signal: AbortSignal;
  /** Writes one line to standard output. */
  readonly out: (line: string) => void;
}

/**
 * Starts a part, prints one line of JSON when it is ready, and stops it in order on the signal. Throws if it ended for
 * another reason.
 */
export async function runUntilStopped(part: Part<object>, { signal, out }: RunOptions): Promise<void> {
  const stopped = aborted(signal);
  try {
    if (signal.aborted) return;
    const ready = await Promise.race([part.start(), stopped]);
    if (ready) out(toJson({ ready: true, ...ready }));
    const failure = await Promise.race([stopped, part.failed]);
    if (failure) throw failure;
  } finally {
    await part.stop();
  }
}

/**
 * The whole of a part's `main.ts`. Ends the process: with 0 after SIGTERM or SIGINT, with 1 and one line of JSON on standard
 * error when the part fails or does not start. A second signal exits without waiting.
 *
 * @example
 * runPart('meter', async () => createMeter(await readMeterProfile(profileArgument())));
 */
export function runPart(name: string, open: () => Promise<Part<object>>): void {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(1);
      stop.abort();
    });
  }
  // Standard error that nobody reads, or on a full disk, is no reason to exit.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  const run = async (): Promise<void> => runUntilStopped(await open(), { signal: stop.signal, out });
  run().then(
    () => process.exit(0),
    (thrown: unknown) => {
      const line = toJson({ level: 'error', part: name, ...failureOf(thrown).toJSON() });
      process.stderr.write(`${line}\n`);
      process.exit(1);
    },
  );
}

/** The file after `--profile`, a part's only argument. Throws `INVALID_INPUT`. */
export function profileArgument(args: readonly string[] = process.argv.slice(2)): string {
  try {
    const { profile } = parseArgs({ args: [...args], options: { profile: { type: 'string' } } }).values;
    if (profile !== undefined) return profile;
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'arguments', problem: 'only --profile FILE is taken' }, { cause });
  }
  throw new EvlockError('INVALID_INPUT', { field: '--profile', problem: 'missing' });
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
