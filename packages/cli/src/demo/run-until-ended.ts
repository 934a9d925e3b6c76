/** A community from its start to its orderly end, and why it ended. */
import type { Community } from '@evlock/community';
import { EvlockError } from '@evlock/protocol';
import type { Context } from '../context.ts';

export interface Run {
  readonly community: Community;
  /** Its rejection leaves nothing of the community running. */
  start(signal: AbortSignal): Promise<void>;
  run(signal: AbortSignal): Promise<void>;
  /** `problem`: why it ends, if not by wish. */
  stop(problem?: unknown): Promise<void>;
}

/** `finite`: Ctrl-C is a failure, because what was to be done is not. */
export async function runUntilEnded(
  work: Run,
  { finite }: { readonly finite: boolean },
  context: Context,
): Promise<void> {
  const crash = new AbortController();
  const signal = AbortSignal.any([context.signal, crash.signal]);
  work.community.onCrash = (error) => crash.abort(error);
  const isWished = (): boolean => context.signal.aborted && !crash.signal.aborted && !finite;
  try {
    await work.start(signal);
  } catch (error) {
    const ending = endingOf(error, crash.signal, context.signal);
    await work.stop(ending).catch(() => undefined);
    if (!context.signal.aborted || finite) throw ending;
    return;
  }
  const ending = await work.run(signal).then(
    () => undefined,
    (error: unknown) => endingOf(error, crash.signal, context.signal),
  );
  context.err('  … stopping every process');
  const failure = await work.stop(isWished() ? undefined : ending).then(
    () => undefined,
    (error: unknown) => error,
  );
  context.err('  ✓ stopped');
  if (ending !== undefined && !isWished()) throw ending;
  if (failure !== undefined) throw failure;
}

/** Why the run ended: the component that exited is the cause, not what failed afterwards. */
function endingOf(error: unknown, crash: AbortSignal, wished: AbortSignal): unknown {
  if (crash.aborted) return crash.reason;
  return wished.aborted ? new EvlockError('CANCELLED', {}, { cause: error }) : error;
}
