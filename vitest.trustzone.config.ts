import { defineConfig } from 'vitest/config';

/** The TrustZone lane: the trusted application on OP-TEE, in a machine under QEMU. `npm run trustzone:build` makes it. */
export default defineConfig({
  test: {
    globalSetup: ['trusted-application/qemu/test/setup.ts'],
    include: ['trusted-application/qemu/test/*.trustzone.ts'],
    // Two machines at a time, with two processors each, are what a small host carries.
    maxWorkers: 1,
    // What waits, waits for an event; this ends a lane that hangs. A busy host takes ten times as long as a quiet one.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 20_000,
  },
});
