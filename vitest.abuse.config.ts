import { defineConfig } from 'vitest/config';

/** The abuse lane, apart from `npm test`: a community that goes on trading while Mallory does what she can. */
export default defineConfig({
  test: {
    include: ['tests/abuse/*.abuse.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
    // The table of cases is the product of a run.
    disableConsoleIntercept: true,
  },
});
