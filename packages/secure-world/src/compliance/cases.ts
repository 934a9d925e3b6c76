/** The shape of the suite: what every command must show. */
import { type ErrorCode, EvlockError } from '@evlock/protocol';
import { expect } from 'vitest';
import type { Stage } from './stage.ts';

type Case = (stage: Stage) => Promise<unknown>;

/** Truncated and oversize payloads are judged by `malformed.ts` for all commands alike. */
export interface CommandCases {
  readonly good: Case;
  /** Well-formed, and wrong: refused with the code and the check that the header names. */
  readonly bad: Case;
  readonly outOfState: Case;
  /** What was accepted once, sent again. */
  readonly replayed: Case;
}

/** Expects `work` to be refused with `code`, and with `check` where one is given. */
export async function refused(work: Promise<unknown>, code: ErrorCode, check?: string): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!EvlockError.is(error))
    throw new Error(`expected ${code}, got ${error === undefined ? 'success' : String(error)}`);
  expect({ code: error.code, check: error.details.check }).toEqual({ code, check: check ?? error.details.check });
}

/** As `refused`, and nothing that `info` shows has changed. */
export async function refusedUnchanged(stage: Stage, work: () => Promise<unknown>, code: ErrorCode, check?: string) {
  const before = await stage.publicState();
  await refused(work(), code, check);
  expect(await stage.publicState()).toEqual(before);
}
