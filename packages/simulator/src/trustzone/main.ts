/** A machine as a process: `main.ts --profile FILE`. One JSON line on stdout when it is ready; ends on SIGTERM. */
import { parseArgs } from 'node:util';
import { EvlockError } from '@evlock/protocol';
import { readMachineProfile } from './profile.ts';
import { startMachine } from './start.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  if (values.profile === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'give --profile FILE' });
  const { machine, ready, stop } = await startMachine(readMachineProfile(values.profile));
  let stopping = false;
  const end = (code: number): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(code));
  };
  process.once('SIGTERM', () => end(0)).once('SIGINT', () => end(0));
  // Without its machine this process is of no use to anybody.
  void machine.ended.then(() => end(1));
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify(EvlockError.from(error))}\n`);
  process.exit(1);
});
