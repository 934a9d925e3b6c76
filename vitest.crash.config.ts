import { defineConfig } from 'vitest/config';

/** The kill matrix, apart from `npm test`: whole communities that are killed at every moment of a trade. */
export default defineConfig({
  test: {
    include: ['tests/crash/*.crash.ts'],
    // What is measured in milliseconds needs the processor: a file at a time, and three of its worlds.
    maxWorkers: 1,
    maxConcurrency: 3,
    // Of a world, however many kills: within it everything waits for events.
    testTimeout: 2_400_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
    // The table of cases is the product of a run.
    disableConsoleIntercept: true,
  },
});
