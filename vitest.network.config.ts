import { defineConfig } from 'vitest/config';

/** The unruly network, apart from `npm test`: one world whose lines fail and whose RPC endpoints lie. */
export default defineConfig({
  test: {
    include: ['tests/network/**/*.crash.ts'],
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
    // The table of cases is the product of a run.
    disableConsoleIntercept: true,
  },
});
