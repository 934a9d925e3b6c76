/** Running one part of Evlock in this process, until it is told to stop. */
import { once } from 'node:events';
import { toJson } from '@evlock/protocol';
import type { Context } from './context.ts';

/** Something that runs. */
export interface Part {
  stop(): Promise<void>;
}

/** Says that the part is ready, as one line of JSON, and stops it in order on Ctrl-C or SIGTERM. */
export async function runUntilStopped(
  context: Context,
  start: () => Promise<{ part: Part; ready: Readonly<Record<string, unknown>> }>,
): Promise<void> {
  const { part, ready } = await start();
  try {
    context.out(toJson({ ready: true, ...ready }));
    if (!context.signal.aborted) await once(context.signal, 'abort');
  } finally {
    await part.stop();
  }
}
