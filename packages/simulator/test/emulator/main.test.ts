/** The emulator's process: how it starts, who may reach it, how it ends. */
import { once } from 'node:events';
import { cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { passkeyConfirmation, SecureWorldClient } from '@evlock/secure-world';
import type { ComplianceWorld } from '@evlock/secure-world/compliance';
import { provisionInput } from '@evlock/secure-world/compliance/fixture';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SoftwarePasskey } from '../../src/hardware/passkey.ts';
import { createEmulatorWorld, startEmulator } from './process.ts';

let world: ComplianceWorld & { readonly folder: string };
const at = (name: string): string => join(world.folder, name);

beforeAll(async () => {
  world = await createEmulatorWorld(1);
});
afterAll(() => world.close());

it('exposes its provisioning socket and its secrets to its owner only', async () => {
  const console = await SecureWorldClient.connect(world.console);
  const { words } = await console.provision(provisionInput);
  const { x, y } = SoftwarePasskey.generate().publicKey;
  await console.bindPasskey({ publicKeyX: x, publicKeyY: y, confirmation: passkeyConfirmation(x, y) });
  await console.close();
  expect((await stat(at('console.sock'))).mode & 0o077).toBe(0);
  expect((await stat(at('meter.sock'))).mode & 0o007).toBe(0);
  expect((await stat(at('keys'))).mode & 0o077).toBe(0);
  expect((await stat(at('keys/tls-key.pem'))).mode & 0o777).toBe(0o600);
  expect((await readFile(at('data/secure-storage.bin'))).includes(words)).toBe(false);
});

it('refuses a second process on the same sockets, and leaves the first alone', async () => {
  await expect(startEmulator(at('profile.json'))).rejects.toThrow('ALREADY_RUNNING');
  const client = await SecureWorldClient.connect(world.meter);
  expect(await client.info()).toMatchObject({ state: 'provisioned', securityClass: 'emulator', bootCount: 1 });
  await world.restart();
  expect(await client.info()).toMatchObject({ state: 'provisioned', bootCount: 2 });
  await client.close();
});

it('refuses a second process on the same folder with other sockets, until the first has ended', async () => {
  const profile = JSON.parse(await readFile(at('profile.json'), 'utf8'));
  const elsewhere = { ...profile, socket: at('m2.sock'), consoleSocket: at('c2.sock') };
  await writeFile(at('second.json'), JSON.stringify(elsewhere));
  await expect(startEmulator(at('second.json'))).rejects.toThrow('ALREADY_RUNNING');
  const client = await SecureWorldClient.connect(world.meter);
  expect(await client.info()).toMatchObject({ state: 'provisioned', bootCount: 2 });
  await client.close();
});

it('reports damaged storage, and answers nothing else', async () => {
  const profile = JSON.parse(await readFile(at('profile.json'), 'utf8'));
  const twin = { ...profile, dataFolder: at('twin'), socket: at('m3.sock'), consoleSocket: at('c3.sock') };
  await cp(at('data'), at('twin'), { recursive: true });
  await writeFile(at('twin.json'), JSON.stringify({ ...twin, serial: 'EVL-0002' }));
  const { child, complaints } = await startEmulator(at('twin.json'));
  const client = await SecureWorldClient.connect({ path: at('m3.sock') });
  await expect(client.info()).rejects.toMatchObject({ code: 'STORAGE_DAMAGED' });
  expect(complaints()).toContain('of another device');
  await client.close();
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
});

it('refuses an unusable profile, and names the field', async () => {
  await writeFile(at('wrong.json'), JSON.stringify({ dataFolder: 'data', keyFolder: 'keys', socket: 'a.sock' }));
  await expect(startEmulator(at('wrong.json'))).rejects.toThrow(/PROFILE_INVALID.*consoleSocket/);
  await expect(startEmulator(at('absent.json'))).rejects.toThrow('PROFILE_MISSING');
});

it('warns loudly that it protects nothing, and ends cleanly on SIGTERM', async () => {
  const paths = {
    dataFolder: 'other/data',
    keyFolder: 'other/keys',
    socket: 'other/m.sock',
    consoleSocket: 'other/c.sock',
  };
  await writeFile(at('other.json'), JSON.stringify({ ...paths, serial: 'EVL-0002' }));
  const { child, ready, complaints } = await startEmulator(at('other.json'));
  expect(ready).toEqual({
    ready: true,
    securityClass: 'emulator',
    socket: at('other/m.sock'),
    consoleSocket: at('other/c.sock'),
    tlsKey: at('other/keys/tls-key.pem'),
  });
  expect(complaints()).toContain('IT PROTECTS NOTHING');
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  await expect(stat(at('other/m.sock'))).rejects.toMatchObject({ code: 'ENOENT' });
  await rm(at('other'), { recursive: true });
});
