import { defineConfig } from 'vitest/config';

/** What is published, apart from `npm test`: packed, installed elsewhere, and used. */
export default defineConfig({
  test: {
    include: ['tests/pack/*.pack.ts'],
    maxWorkers: 1,
    // What waits, waits for an event; this ends a lane that hangs.
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
