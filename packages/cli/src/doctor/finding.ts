/** The doctor's checks and their findings. Every check has a time limit, and none changes anything. */
import { EvlockError } from '@evlock/protocol';
import { oneLine } from '../output/printable.ts';

export type Level = 'ok' | 'warning' | 'problem';

export interface Finding {
  /** `machine`, or the profile's file. */
  readonly part: string;
  /** What was checked, in a few words. */
  readonly check: string;
  readonly level: Level;
  readonly says: string;
  /** The remedy; null if there is nothing to do. */
  readonly fix: string | null;
}

/** A check's result: without `level` everything is fine. */
export interface Look {
  readonly level?: Level;
  readonly says: string;
  readonly fix?: string;
}

export interface Check {
  readonly name: string;
  readonly look: () => Promise<Look> | Look;
}

export const ok = (says: string): Look => ({ says });
export const warning = (says: string, fix: string): Look => ({ level: 'warning', says, fix });
export const problem = (says: string, fix: string): Look => ({ level: 'problem', says, fix });

/** Milliseconds per check. */
export const PATIENCE = 10_000;

/**
 * All of one component's checks, concurrently; one that throws is a problem, with the error's own remedy. A finding is one line,
 * whoever wrote what it quotes.
 */
export function examine(part: string, checks: readonly Check[], patience = PATIENCE): Promise<Finding[]> {
  return Promise.all(
    checks.map(async ({ name, look }) => {
      const { level = 'ok', says, fix = null } = await within(patience, name, look).catch(failed);
      return { part, check: name, level, says: oneLine(says), fix };
    }),
  );
}

function failed(error: unknown): Look {
  const { code, message, remedy } = EvlockError.from(error);
  const why = code === 'INTERNAL' && error instanceof Error ? error.message : message;
  return problem(`${code}: ${why}`, remedy);
}

async function within(patience: number, name: string, look: Check['look']): Promise<Look> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new EvlockError('TIMED_OUT', { part: name, milliseconds: patience })),
    patience,
  );
  try {
    return await Promise.race([Promise.resolve().then(look), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
