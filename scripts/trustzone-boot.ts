/** `npm run trustzone:boot [FOLDER]`: a machine in the foreground, kept in FOLDER, until Ctrl-C. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { startMachine } from '@evlock/simulator/internal/trustzone';
import { root } from './steps.ts';

const folder = resolve(process.argv[2] ?? join(root, '.evlock', 'machine'));
mkdirSync(folder, { recursive: true, mode: 0o700 });
const profile = {
  imageFolder: join(root, 'trusted-application', 'qemu', 'out', 'image'),
  dataFolder: folder,
  keyFolder: join(folder, 'keys'),
  socket: join(folder, 'secure-world.sock'),
  consoleSocket: join(folder, 'console.sock'),
};

try {
  const began = performance.now();
  console.error('TrustZone under QEMU: no silicon, its evidence says "qemu". Booting …');
  const { machine, stop } = await startMachine(profile);
  console.error(`ready after ${((performance.now() - began) / 1000).toFixed(1)} s, kept in ${folder}`);
  console.error(`  for a meter's profile:   "secureWorld": { "path": "${profile.socket}" }`);
  console.error(`  for evlock meter provision:    ${profile.consoleSocket}`);
  console.error(`  what it prints:          ${machine.normalLog}`);
  console.error('Ctrl-C takes the power away.');
  let ending = false;
  const end = (code: number): void => {
    ending = true;
    void stop().then(() => process.exit(code));
  };
  process.once('SIGINT', () => end(0)).once('SIGTERM', () => end(0));
  void machine.ended.then(() => {
    if (ending) return;
    console.error(`the machine has ended: ${machine.lastLines()}`);
    end(1);
  });
} catch (error) {
  console.error(EvlockError.from(error).toString());
  process.exitCode = 1;
}
