import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole worlds in real time: they wait for blocks, energy and processes, and take longest. */
const WORLDS = /packages\/(community\/test\/[^/]+|cli\/test\/whole-house|meter\/test\/integration)\.test\.ts$/;

/** The worlds first, so that none is still at it when everything else is done. */
class WorldsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isWorld = ({ moduleId }: TestSpecification): boolean => WORLDS.test(moduleId);
    return [...sorted.filter(isWorld), ...sorted.filter((file) => !isWorld(file))];
  }
}

export default defineConfig({
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'scripts/test/**/*.test.ts',
      'trusted-application/{test,qemu/test}/**/*.test.ts',
    ],
    // One more than processors: the long ones wait most of their time.
    maxWorkers: 3,
    sequence: { sequencer: WorldsFirst },
    // What waits, waits for an event: this ends a test that hangs, on a machine however busy.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 20_000,
    // What is waited for may take its time on a busy machine.
    expect: { poll: { timeout: 300_000 } },
  },
});
