/** Suites that need a C compiler. */
import { beforeAll, describe } from 'vitest';
import { missing, prepare } from './toolchain.ts';

/** A first build on a busy machine. */
const BUILD_MS = 600_000;

/** A suite that needs the compiler: skipped, with the reason, without one; a failure where CI must have it. */
export function describeNative(name: string, suite: () => void): void {
  if (missing === undefined) {
    describe(name, () => {
      beforeAll(prepare, BUILD_MS);
      suite();
    });
  } else if (process.env.CI === 'true') {
    throw new Error(`${name}: ${missing}`);
  } else {
    process.stderr.write(`SKIPPED: ${name}: ${missing}\n`);
    describe.skip(`${name} (skipped: ${missing})`, suite);
  }
}
