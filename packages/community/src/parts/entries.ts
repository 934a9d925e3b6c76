/** Where the entries of the processes are, and what the parts must know of each other. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const source = (name: string): string => dirname(require.resolve(`@evlock/${name}`));

export const entries = {
  gateway: join(source('gateway'), 'main.ts'),
  meter: join(source('meter'), 'main.ts'),
  simulator: join(source('simulator'), 'main.ts'),
  emulator: join(source('simulator'), 'emulator', 'main.ts'),
  trustzone: join(source('simulator'), 'trustzone', 'main.ts'),
} as const;

/** Compiled sources, in this checkout and not in a shared temporary folder: what lies here is run. Halves a start. */
export const compileCache = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache', 'evlock');

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
