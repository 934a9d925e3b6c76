/** A machine as a process: `main.ts --profile FILE`. One JSON line on stdout when it is ready; ends on SIGTERM. */
import { parseArgs } from 'node:util';
import { EvlockError } from '@evlock/protocol';
import { readMachineProfile } from './profile.ts';
import { QEMU } from './qemu.ts';
import { startMachine } from './start.ts';

function fail(error: unknown): never {
  process.stderr.write(`${JSON.stringify(EvlockError.from(error))}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  if (values.profile === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'give --profile FILE' });
  const power = new AbortController();
  const off = (): void => power.abort();
  process.once('SIGTERM', off).once('SIGINT', off);
  const { machine, ready, stop } = await startMachine(readMachineProfile(values.profile), { signal: power.signal });
  // Without its machine this process is of no use to anybody.
  void machine.ended.then(async () => {
    const isWanted = power.signal.aborted;
    const lastLines = machine.lastLines();
    await stop();
    if (!isWanted) fail(new EvlockError('PROCESS_FAILED', { process: QEMU, problem: 'ended by itself', lastLines }));
    process.exit(0);
  });
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
}

main().catch(fail);
