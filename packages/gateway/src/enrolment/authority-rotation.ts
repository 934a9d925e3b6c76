/**
 * Rotates the authority's key. `begin` makes the next one: from then on both are trusted, and devices get new
 * certificates as they connect. `finish` drops the old one, when no device needs it any longer. A running gateway notices
 * each step, and each may be repeated.
 */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bytes32, type Clock, EvlockError } from '@evlock/protocol';
import type { DeviceCertificates } from '../database/device-certificates.ts';
import { AUTHORITY_KEY_FILE, NEXT_AUTHORITY_KEY_FILE } from '../installation/authority-file.ts';
import { type AuthorityPlace, ensureKey, exists, openSigners, type Signer } from './authority-files.ts';

export interface AuthorityStatus {
  /** SHA-256 of the public key, hex, and end of validity in UTC seconds. */
  readonly current: { readonly id: string; readonly expires: number };
  /** Null unless a rotation is in progress. */
  readonly next: { readonly id: string; readonly expires: number } | null;
  /** Devices, not revoked, whose certificate is not yet by the newest key. */
  readonly waiting: readonly Bytes32[];
}

export interface RotationModules {
  readonly certificates: Pick<DeviceCertificates, 'notBy'>;
  readonly clock: Clock;
}

const shown = ({ id, root }: Signer) => ({ id, expires: Math.floor(root.notAfter.getTime() / 1000) });

/** Throws `SECRET_EXPOSED`, `PROFILE_INVALID`, `DATABASE_UNREACHABLE`. */
export async function authorityStatus(place: AuthorityPlace, modules: RotationModules): Promise<AuthorityStatus> {
  const { current, next } = await openSigners(place, modules.clock);
  const waiting = await modules.certificates.notBy((next ?? current).id);
  return { current: shown(current), next: next ? shown(next) : null, waiting };
}

/** Makes the next key, unless there is one already. */
export async function beginRotation(place: AuthorityPlace, modules: RotationModules): Promise<AuthorityStatus> {
  await openSigners(place, modules.clock);
  await ensureKey(join(place.keyFolder, NEXT_AUTHORITY_KEY_FILE));
  return authorityStatus(place, modules);
}

/**
 * Replaces the current key, which is deleted, by the next one. Throws `ROTATION_INCOMPLETE` while devices still
 * need the old one, unless `force` leaves them behind; `OUT_OF_STATE` when no rotation is in progress.
 */
export async function finishRotation(
  place: AuthorityPlace & { readonly force?: boolean },
  modules: RotationModules,
): Promise<AuthorityStatus> {
  const nextFile = join(place.keyFolder, NEXT_AUTHORITY_KEY_FILE);
  if (!(await exists(nextFile))) throw new EvlockError('OUT_OF_STATE', { problem: 'no rotation is under way' });
  const { waiting } = await authorityStatus(place, modules);
  const [first] = waiting;
  if (first !== undefined && !place.force) {
    throw new EvlockError('ROTATION_INCOMPLETE', { devices: waiting.length, first });
  }
  await rename(nextFile, join(place.keyFolder, AUTHORITY_KEY_FILE));
  return authorityStatus(place, modules);
}
