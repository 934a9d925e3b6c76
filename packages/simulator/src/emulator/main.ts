/** The emulator as a process: `main.ts --profile FILE`. One JSON line on stdout when it is ready; ends on SIGTERM. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { EvlockError, milliseconds } from '@evlock/protocol';
import { Emulator } from './emulator.ts';
import { readEmulatorProfile } from './profile.ts';
import { serveEmulator } from './server.ts';
import { FileStorage } from './storage.ts';
import { makeTlsKey, tlsKeyPath } from './tls-key.ts';

const WARNING = `
*** SECURE-WORLD EMULATOR: IT PROTECTS NOTHING. ***
Its keys lie in files and in the memory of this process. Its evidence says "emulator" and is refused outside development
networks. Never give it money that counts.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { profile: { type: 'string' } } });
  if (values.profile === undefined) throw new EvlockError('PROFILE_INVALID', { problem: 'give --profile FILE' });
  const { dataFolder, keyFolder, socket, consoleSocket, serial, speed } = readEmulatorProfile(values.profile);
  process.stderr.write(WARNING);
  const emulator = new Emulator(
    { serial },
    {
      clock: { monotonic: () => milliseconds(Math.floor(performance.now() * speed)) },
      random: (size) => new Uint8Array(randomBytes(size)),
      storage: new FileStorage({ dataFolder, keyFolder, serial }),
      makeTlsKey: () => makeTlsKey(keyFolder),
    },
  );
  const server = await serveEmulator({ path: socket, consolePath: consoleSocket }, emulator);
  const stop = (): void => void server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const ready = { ready: true, securityClass: 'emulator', socket, consoleSocket, tlsKey: tlsKeyPath(keyFolder) };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify(EvlockError.from(error))}\n`);
  process.exitCode = 1;
});
