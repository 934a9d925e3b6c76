/** The compliance suite against the trusted application's own code, as a local process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComplianceWorld, describeCompliance } from '@evlock/secure-world/compliance';
import { SoftwarePasskey } from '@evlock/simulator';
import { secretsOf } from '../qemu/test/stored-state.ts';
import { secretsBehind } from './choices/secrets.ts';
import { tapped } from './choices/tapped-world.ts';
import { describeNative } from './native.ts';
import { buildSecureWorld } from './toolchain.ts';

const SPEED = 2;

async function createNativeWorld(): Promise<ComplianceWorld> {
  const program = buildSecureWorld();
  const folder = await mkdtemp(join(tmpdir(), 'evlock-native-'));
  const [meter, console] = [join(folder, 'meter.sock'), join(folder, 'console.sock')];
  const start = async () => {
    const args = ['--folder', folder, '--socket', meter, '--console-socket', console, '--serial', 'EVL-0001'];
    const child = spawn(program, [...args, '--speed', String(SPEED)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.toString();
    });
    const ready = await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => undefined)]);
    if (!ready) throw new Error(complaints);
    return { child, complaints: () => complaints };
  };
  let running = await start();
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const exit = once(running.child, 'exit');
    running.child.kill(signal);
    await exit;
    // A sanitizer with a finding has ended the process and reported it.
    if (running.complaints() !== '') throw new Error(running.complaints());
  };
  const stored = async () => secretsBehind(secretsOf(await readFile(join(folder, 'secure-storage.bin'))));
  const world: ComplianceWorld = {
    meter: { path: meter },
    console: { path: console },
    speed: SPEED,
    restart: async () => {
      await stop('SIGKILL');
      running = await start();
    },
    close: async () => {
      await stop('SIGTERM');
      await rm(folder, { recursive: true });
    },
  };
  return tapped(world, stored);
}

describeNative('the trusted application, native', () => {
  describeCompliance('the trusted application', {
    createWorld: createNativeWorld,
    createPasskey: () => SoftwarePasskey.generate(),
  });
});
