import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole communities among the unit tests: they wait for blocks, energy and processes, and take longest. */
const COMMUNITIES =
  /packages\/(community\/test\/(chain\/)?[^/]+|cli\/test\/whole-house|meter\/test\/integration)\.test\.ts$/;

/** The longest first, so that none still runs when everything else is done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => COMMUNITIES.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

type Settings = NonNullable<TestProjectInlineConfiguration['test']>;

/** `npm test`. */
const unit: Settings = {
  include: [
    'packages/*/test/**/*.test.{ts,tsx}',
    'scripts/test/**/*.test.ts',
    'trusted-application/{test,qemu/test}/**/*.test.ts',
  ],
  // One more than processors: the long ones wait most of their time.
  maxWorkers: 3,
  // What waits, waits for an event: this ends a test that hangs, on a machine however busy.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  // What is waited for may take its time on a busy machine.
  expect: { poll: { timeout: 300_000 } },
};

/** The kill matrix: whole communities that are killed at every moment of a trade. */
const crash: Settings = {
  include: ['tests/crash/*.crash.ts'],
  // What is measured in milliseconds needs the processor: a file at a time, and three of its communities.
  maxWorkers: 1,
  maxConcurrency: 3,
  // Of a community, however many kills: within it everything waits for events.
  testTimeout: 2_400_000,
  hookTimeout: 240_000,
  // The table of cases is the product of a run.
  disableConsoleIntercept: true,
};

/** The unruly network: one community whose lines fail and whose RPC endpoints lie. */
const network: Settings = {
  include: ['tests/network/*.network.ts'],
  maxWorkers: 1,
  testTimeout: 300_000,
  hookTimeout: 240_000,
  disableConsoleIntercept: true,
};

/** A community that goes on trading while Mallory does what she can. */
const abuse: Settings = {
  include: ['tests/abuse/*.abuse.ts'],
  maxWorkers: 1,
  testTimeout: 120_000,
  hookTimeout: 240_000,
  disableConsoleIntercept: true,
};

/** What is lost and got back: gateways, meters, stores and backups of whole communities. */
const recovery: Settings = {
  include: ['tests/recovery/*.recovery.ts'],
  // Each waits most of its time.
  maxWorkers: 2,
  testTimeout: 300_000,
  hookTimeout: 240_000,
};

/** What is published: packed, installed elsewhere, and used. */
const pack: Settings = {
  include: ['tests/pack/*.pack.ts'],
  maxWorkers: 1,
  // What waits, waits for an event; this ends a lane that hangs.
  testTimeout: 300_000,
  hookTimeout: 600_000,
};

/** The pages in Debian's Chromium; skipped without it. */
const browser: Settings = {
  include: ['tests/browser/*.browser.ts'],
  maxWorkers: 1,
  // What waits, waits for an event; this ends a lane that hangs.
  testTimeout: 180_000,
  hookTimeout: 300_000,
};

/** The trusted application on OP-TEE, in a machine under QEMU. `npm run trustzone:build` makes it. */
const trustzone: Settings = {
  globalSetup: ['trusted-application/qemu/test/setup.ts'],
  include: ['trusted-application/qemu/test/*.trustzone.ts'],
  // Two machines at a time, with two processors each, are what a small host carries.
  maxWorkers: 1,
  // What waits, waits for an event; this ends a lane that hangs. A busy host takes ten times as long as a quiet one.
  testTimeout: 600_000,
  hookTimeout: 600_000,
};

const projects = Object.entries({ unit, crash, network, abuse, recovery, pack, browser, trustzone });

/** `npm test` runs `unit`; every other project is a lane of its own, `npm run test:<project>`. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    teardownTimeout: 20_000,
    projects: projects.map(([name, settings], groupOrder) => ({
      // Projects with different numbers of workers run one after the other.
      test: { name, ...settings, sequence: { groupOrder } },
    })),
  },
});
