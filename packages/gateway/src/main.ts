/** The gateway as a process: `main.ts --profile FILE`. One line of JSON on standard output says that it is ready. */
import { parseArgs } from 'node:util';
import { failureOf } from '@evlock/files';
import { EvlockError, toJson } from '@evlock/protocol';
import { createGateway } from './gateway.ts';
import { readGatewayProfile } from './profile.ts';

function profileFile(): string {
  try {
    const { profile } = parseArgs({ options: { profile: { type: 'string' } } }).values;
    if (profile !== undefined) return profile;
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'arguments', problem: 'only --profile FILE is taken' }, { cause });
  }
  throw new EvlockError('INVALID_INPUT', { field: '--profile', problem: 'missing' });
}

/** Resolves with the exit code when the gateway was told to stop, or cannot go on. */
async function run(): Promise<number> {
  const stopped = new Promise<undefined>((resolve) => {
    // The second signal does not wait.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve(undefined);
        process.once(signal, () => process.exit(1));
      });
    }
  });
  const gateway = await createGateway(await readGatewayProfile(profileFile()));
  const starting = gateway.start();
  starting.catch(() => undefined);
  await Promise.race([starting, stopped]);
  if (gateway.httpPort !== 0) {
    const { httpPort, devicePort } = gateway;
    process.stdout.write(`${toJson({ ready: true, httpPort, devicePort })}\n`);
  }
  const failure = await Promise.race([stopped, gateway.failed]);
  await gateway.stop();
  await starting.catch(() => undefined);
  if (failure) throw failure;
  return 0;
}

// Standard error that nobody reads, or on a full disk, is no reason to end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);

run().then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    const error = failureOf(thrown);
    process.stderr.write(`${toJson({ level: 'error', part: 'gateway', ...error.toJSON() })}\n`);
    process.exit(1);
  },
);
