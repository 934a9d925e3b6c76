/** Root in the normal world, and whoever holds all of its memory, get nothing of the secure world's. */
import { pbkdf2Sync } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mnemonicToAccount } from 'viem/accounts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecureWorldClient } from '../../../packages/secure-world/src/index.ts';
import { provisionInput } from '../../../packages/secure-world/test/compliance/fixture.ts';
import { entropyOf } from '../../../packages/simulator/src/emulator/keys.ts';
import { CONSOLE_PORT, TrustZoneMachine } from '../../../packages/simulator/src/trustzone/machine.ts';
import {
  NORMAL_MEMORY_AT,
  NORMAL_MEMORY_SIZE,
  SECURE_MEMORY_AT,
  SECURE_MEMORY_SIZE,
} from '../../../packages/simulator/src/trustzone/qemu.ts';
import { image, isBuilt } from './machines.ts';
import { overlayRamdisk } from './ramdisk.ts';
import { ROOT_PORT, ROOT_SHELL_FILE, RootShell } from './root-shell.ts';

const PIECE = 16 * 1024 * 1024;

/** How often each of the byte strings stands in a file, found or not. */
async function search(file: string, wanted: Readonly<Record<string, Buffer>>): Promise<Record<string, boolean>> {
  const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, false]));
  const overlap = Math.max(...Object.values(wanted).map(({ length }) => length));
  const handle = await open(file);
  const buffer = Buffer.alloc(PIECE + overlap);
  for (let at = 0; ; at += PIECE) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    const piece = buffer.subarray(0, bytesRead);
    for (const [name, bytes] of Object.entries(wanted)) found[name] ||= piece.includes(bytes);
  }
  await handle.close();
  return found;
}

describe.skipIf(!isBuilt)('the normal world', () => {
  let folder: string;
  let machine: TrustZoneMachine;
  let shell: RootShell;
  let client: SecureWorldClient;
  let words: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-isolation-'));
    const ramdisk = await overlayRamdisk(folder, { [ROOT_SHELL_FILE]: new Uint8Array() });
    const random = (size: number): Uint8Array => new Uint8Array(size).fill(9);
    machine = new TrustZoneMachine({ image, folder, ramdisk, ports: [ROOT_PORT] }, { random });
    machine.prepare();
    await start();
    ({ words } = await client.provision(provisionInput));
    // The words have passed through the normal world once; what it had of them then is gone with a restart.
    shell.close();
    await client.close();
    await machine.kill();
    await start();
  });
  afterAll(async () => {
    shell?.close();
    await client?.close();
    await machine?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    await machine.start();
    shell = await RootShell.connect(machine.portSocket(ROOT_PORT));
    client = await SecureWorldClient.connect({ path: machine.portSocket(CONSOLE_PORT) });
  }

  it('has a root who reads his own memory', async () => {
    expect(await shell.run('id -u')).toBe('0\n[0]');
    expect(await shell.run('devmem 0x42000000 32')).toMatch(/0x[0-9A-F]{8}\n\[0\]$/);
  });

  it('gets a bus error from all of the secure memory, reading and writing', async () => {
    const step = SECURE_MEMORY_SIZE / 16;
    for (let at = SECURE_MEMORY_AT; at < SECURE_MEMORY_AT + SECURE_MEMORY_SIZE; at += step) {
      const address = `0x${at.toString(16)}`;
      expect(await shell.run(`devmem ${address} 32`), address).toMatch(/Bus error/);
      expect(await shell.run(`devmem ${address} 32 0x1`), address).toMatch(/Bus error/);
    }
    // The secure flash with fuses and counter.
    expect(await shell.run('devmem 0x03f40000 32')).toMatch(/Bus error/);
  });

  it('holds no private key, seed or words after signing', async () => {
    const evidence = await client.attest({ verifierNonce: `0x${'11'.repeat(32)}`, tlsKeyHash: `0x${'22'.repeat(32)}` });
    const { account } = await client.info();
    const owner = mnemonicToAccount(words, { path: "m/44'/8217'/0'/0/0" as never });
    const key = owner.getHdKey().privateKey;
    if (!key) throw new Error('no key of these words');
    // What is looked for is what this machine has.
    expect(owner.address.toLowerCase()).toBe(account);
    expect(evidence.evidence.account).toBe(account);
    const seed = pbkdf2Sync(words, 'mnemonic', 2048, 64, 'sha512');
    const entropy = Buffer.from(entropyOf(words).slice(2), 'hex');
    const dump = join(folder, 'memory');
    const monitor = await machine.monitor();
    const look = async (): Promise<Record<string, boolean>> => {
      await monitor.saveMemory(dump, NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE);
      return await search(dump, {
        'account key': Buffer.from(key),
        seed,
        entropy,
        words: Buffer.from(words),
        'account, which is public': Buffer.from(account.slice(2), 'hex'),
      });
    };
    const nothing = { 'account key': false, seed: false, entropy: false, words: false };
    expect(await look()).toEqual({ ...nothing, 'account, which is public': true });
    // The same search finds a key that the normal world does hold.
    const octal = [...key].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    await shell.run(`printf '${octal}' >/tmp/planted`);
    expect(await look()).toMatchObject({ 'account key': true });
    monitor.close();
  });
});
