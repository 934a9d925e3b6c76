/** The meter as a process: `main.ts --profile FILE`. One line of JSON on standard output says that it is ready. */
import { parseArgs } from 'node:util';
import { failureOf } from '@evlock/files';
import { EvlockError, toJson } from '@evlock/protocol';
import { createMeter } from './meter.ts';
import { readMeterProfile, statusFile } from './profile.ts';

function profileFile(): string {
  try {
    const { profile } = parseArgs({ options: { profile: { type: 'string' } } }).values;
    if (profile !== undefined) return profile;
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'arguments', problem: 'only --profile FILE is taken' }, { cause });
  }
  throw new EvlockError('INVALID_INPUT', { field: '--profile', problem: 'missing' });
}

/** Runs until it is told to stop; throws when the meter does not start or cannot go on. */
async function run(): Promise<void> {
  const profile = await readMeterProfile(profileFile());
  const meter = createMeter(profile);
  const ended = new Promise<EvlockError | undefined>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(undefined);
        // The second signal does not wait; the watchdog opens the relay.
        process.once(signal, () => process.exit(1));
      });
    }
    meter.onCrash = resolve;
  });
  const identity = await meter.start();
  process.stdout.write(`${toJson({ ready: true, ...identity, statusFile: statusFile(profile) })}\n`);
  const failure = await ended;
  await meter.stop();
  if (failure) throw failure;
}

// Standard error that nobody reads, or on a full disk, is no reason to end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

run().then(
  () => process.exit(0),
  (thrown: unknown) => {
    const error = failureOf(thrown);
    process.stderr.write(`${toJson({ level: 'error', part: 'meter', ...error.toJSON() })}\n`);
    process.exit(1);
  },
);
