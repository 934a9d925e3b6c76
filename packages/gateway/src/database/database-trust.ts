/** Whom the client of a database believes. */
import { readFileSync } from 'node:fs';
import { requireAuthority } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/**
 * The `sslrootcert` of an address must be an authority: the driver takes an empty file for every public one. Throws
 * `PROFILE_INVALID`, never with the address, which holds a password.
 */
export function requireDatabaseTrust(url: string): void {
  const file = URL.canParse(url) ? new URL(url).searchParams.get('sslrootcert') : null;
  // As libpq says "those of the system".
  if (file === null || file === 'system') return;
  requireAuthority(textOf(file), { field: 'sslrootcert', file });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code = 'unreadable' } = cause as NodeJS.ErrnoException;
    throw new EvlockError('PROFILE_INVALID', { field: 'sslrootcert', file, problem: code }, { cause });
  }
}
