/** This process's standard output and error, without loading anything slow. */
import { printable } from './printable.ts';

export interface Outputs {
  readonly lines: { out(text: string): void; err(text: string): void };
  /** Waits until everything is written, and turns exit code 0 into 1 if part of the output could not be. */
  exitCode(code: number): Promise<number>;
}

/** `stop` aborts when nobody reads the output any more. */
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

/** A full disk or closed pipe never ends a process mid-work. Output that nobody reads ends it in order. */
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
  // Nobody left to tell.
  stderr.on('error', () => undefined);
  return state;
}
