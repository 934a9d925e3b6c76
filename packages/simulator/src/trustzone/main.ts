/** A machine as a process: `main.ts --profile FILE`. One JSON line on stdout when it is ready; ends on SIGTERM. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { EvlockError } from '@evlock/protocol';
import { FolderLock } from '../emulator/folder-lock.ts';
import { serveEmulator } from '../emulator/server.ts';
import { makeTlsKey, tlsKeyPath } from '../emulator/tls-key.ts';
import { CONSOLE_PORT, TrustZoneMachine, WORLD_PORT } from './machine.ts';
import { PortClient } from './port-client.ts';
import { readMachineProfile } from './profile.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  if (values.profile === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'give --profile FILE' });
  const profile = readMachineProfile(values.profile);
  const lock = FolderLock.take(profile.dataFolder);
  const machine = new TrustZoneMachine(
    { image: profile.imageFolder, folder: profile.dataFolder },
    { random: (size) => new Uint8Array(randomBytes(size)) },
  );
  machine.prepare();
  makeTlsKey(profile.keyFolder);
  await machine.start();
  const [world, console] = await Promise.all(
    [WORLD_PORT, CONSOLE_PORT].map((name) => PortClient.connect(machine.portSocket(name))),
  );
  if (!world || !console) throw new EvlockError('INTERNAL', { problem: 'a port is missing' });
  const server = await serveEmulator(
    { path: profile.socket, consolePath: profile.consoleSocket },
    { handle: (body, { local }) => (local ? console : world).handle(body) },
  );
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await machine.kill();
    lock.release();
    process.exit(code);
  };
  process.once('SIGTERM', () => void stop(0)).once('SIGINT', () => void stop(0));
  // Without its machine this process is of no use to anybody.
  void machine.ended.then(() => stop(1));
  const { socket, consoleSocket } = profile;
  const ready = { securityClass: 'qemu', socket, consoleSocket, tlsKey: tlsKeyPath(profile.keyFolder) };
  process.stdout.write(`${JSON.stringify({ ready: true, ...ready })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify(EvlockError.from(error))}\n`);
  process.exit(1);
});
