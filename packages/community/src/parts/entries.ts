/** The processes' entry points, and what components must know about each other. */
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

/** Compiled code: in the user's own folder, not a shared temporary one, since it is executed. Halves startup time. */
export const compileCache = join(cacheFolder(process.env), 'evlock', 'compiled');

/** Built by `npm run trustzone:build` in this checkout. */
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
  /** PEM of the only trusted authority. */
  readonly authorityFile: string;
}
