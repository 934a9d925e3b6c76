import { defineConfig } from 'vitest/config';

/** What is lost and got back, apart from `npm test`: gateways, meters, stores and backups of whole communities. */
export default defineConfig({
  test: {
    include: ['tests/recovery/*.recovery.ts'],
    // Each waits most of its time.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
  },
});
