/** The shape of the suite: what every command must show. */
import { type ErrorCode, EvlockError } from '@evlock/protocol';
import { expect } from 'vitest';
import type { Stage } from './stage.ts';

type Case = (stage: Stage) => Promise<unknown>;

/** `malformed.ts` covers truncated and oversize payloads for all commands. */
export interface CommandCases {
  readonly good: Case;
  /** Well-formed but wrong: refused with the code and the reason that the header names. */
  readonly bad: Case;
  readonly outOfState: Case;
  /** An accepted request, sent again. */
  readonly replayed: Case;
}

/** Expects `work` to be refused with `code`, and with the reason `check` if given. */
export async function refused(work: Promise<unknown>, code: ErrorCode, check?: string): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!EvlockError.is(error))
    throw new Error(`expected ${code}, got ${error === undefined ? 'success' : String(error)}`);
  expect({ code: error.code, check: error.details.check }).toEqual({ code, check: check ?? error.details.check });
}

/** As `refused`, and nothing visible in `info` has changed. */
export async function refusedUnchanged(stage: Stage, work: () => Promise<unknown>, code: ErrorCode, check?: string) {
  const before = await stage.publicState();
  await refused(work(), code, check);
  expect(await stage.publicState()).toEqual(before);
}
