/** Standard output and standard error of this process, without anything that takes long to load. */
import { printable } from './printable.ts';

export interface Outputs {
  readonly lines: { out(text: string): void; err(text: string): void };
  /** Waits until everything is written, and makes 1 of 0 where a part of the result could not be. */
  exitCode(code: number): Promise<number>;
}

/** `stop` is aborted when nobody reads the result any more. */
export function openOutputs(stop: Pick<AbortController, 'abort'>): Outputs {
  const outputs = surviveOutputs(stop);
  return {
    lines: {
      out: (text) => void process.stdout.write(`${printable(text)}\n`),
      err: (text) => void process.stderr.write(`${printable(text)}\n`),
    },
    exitCode: async (code) => {
      await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
      return code === 0 && outputs.failed ? 1 : code;
    },
  };
}

/**
 * A full disk or a closed pipe under an output never ends a process in the middle of its work. A result that nobody reads is
 * not worth going on for, and ends it in order.
 */
export function surviveOutputs(
  stop: Pick<AbortController, 'abort'>,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): { readonly failed: boolean } {
  const state = { failed: false };
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return stop.abort();
    if (!state.failed) stderr.write(`standard output cannot be written (${code}); continuing\n`);
    state.failed = true;
  });
  // Nobody is left to be told.
  stderr.on('error', () => undefined);
  return state;
}
