/** Where the entries of the processes are, and what the parts must know of each other. */
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Sources in a clone, built files in an installation. */
export const entries = {
  gateway: resolve('@evlock/gateway/main'),
  meter: resolve('@evlock/meter/main'),
  simulator: resolve('@evlock/simulator/main'),
  emulator: resolve('@evlock/simulator/emulator/main'),
  trustzone: resolve('@evlock/simulator/trustzone/main'),
} as const;

/** The user's own cache folder, by the XDG Base Directory Specification. */
function cacheFolder({ XDG_CACHE_HOME: named }: NodeJS.ProcessEnv): string {
  return named !== undefined && isAbsolute(named) ? named : join(homedir(), '.cache');
}

/** Compiled code: the user's own, not in a shared temporary folder, since what lies here is run. Halves a start. */
export const compileCache = join(cacheFolder(process.env), 'evlock', 'compiled');

/** What `npm run trustzone:build` makes in this checkout. */
export const trustzoneImage = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'trusted-application',
  'qemu',
  'out',
  'image',
);

/** How owners and meters reach the gateway. */
export interface GatewayAddress {
  readonly url: string;
  readonly devicePort: number;
  /** PEM of the only authority that is believed. */
  readonly authorityFile: string;
}
