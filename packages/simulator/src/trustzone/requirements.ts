/** A machine's host requirements: a built image, and Debian's programs. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { QEMU } from './qemu.ts';

/** Ties a machine to the process that started it: however that ends, the machine ends too and releases its files. */
export const TIED = ['setpriv', '--pdeathsig', 'KILL'] as const;

/** Programs by their Debian package. */
const PROGRAMS: Readonly<Record<string, string>> = {
  [QEMU]: 'qemu-system-arm',
  mke2fs: 'e2fsprogs',
  [TIED[0]]: 'util-linux',
};

/** Search path for programs, including Debian's for root. */
export const programPath = (path = process.env.PATH ?? ''): string => [path, '/usr/sbin', '/sbin'].join(delimiter);

function isThere(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Throws `TRUSTZONE_NOT_BUILT`, or `PROGRAM_MISSING` with the packages to install. */
export function requireMachine(image: string, path = programPath()): void {
  const missing = Object.keys(PROGRAMS).filter((program) => !isThere(program, path));
  if (missing.length > 0) {
    const packages = missing.map((program) => PROGRAMS[program]).join(' ');
    throw new EvlockError('PROGRAM_MISSING', { missing: missing.join(' '), packages });
  }
  if (!existsSync(join(image, 'firmware'))) throw new EvlockError('TRUSTZONE_NOT_BUILT', { folder: image });
}
