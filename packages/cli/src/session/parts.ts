/** Running one part of Evlock in this process, until it is told to stop. */
import { type EvlockError, toJson } from '@evlock/protocol';
import type { Context } from '../context.ts';

export interface Part {
  /** What is said of it when it is ready: ports, keys. */
  start(): Promise<Readonly<Record<string, unknown>>>;
  /** May be called while it starts. */
  stop(): Promise<void>;
  /** Resolves with why, should it end by itself. */
  readonly failed?: Promise<EvlockError>;
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

const never = new Promise<never>(() => undefined);

/** Prints one line of JSON when the part is ready, and stops it in order on Ctrl-C or SIGTERM. Throws why it ended. */
export async function runUntilStopped({ signal, out }: Context, part: Part): Promise<void> {
  const stopped = aborted(signal);
  try {
    const ready = await Promise.race([part.start(), stopped]);
    if (ready) out(toJson({ ready: true, ...ready }));
    const failure = await Promise.race([stopped, part.failed ?? never]);
    if (failure) throw failure;
  } finally {
    await part.stop();
  }
}
