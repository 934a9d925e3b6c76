/** The emulator as a process: `main.ts --profile FILE`. One JSON line on stdout when it is ready; ends on SIGTERM. */
import { parseArgs } from 'node:util';
import { EvlockError } from '@evlock/protocol';
import { startEmulator } from './start.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  if (values.profile === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'give --profile FILE' });
  const { part, ready } = await startEmulator(values.profile);
  const stop = (): void => void part.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify(EvlockError.from(error))}\n`);
  process.exitCode = 1;
});
