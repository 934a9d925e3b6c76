/** Root in the normal world, even with all of its memory and its disk, gets nothing of the secure world's. */
import { pbkdf2Sync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecureWorldClient } from '@evlock/secure-world';
import { provisionInput } from '@evlock/secure-world/compliance/fixture';
import { wordsOf } from '@evlock/simulator/internal/emulator';
import type { TrustZoneMachine } from '@evlock/simulator/internal/trustzone';
import {
  NORMAL_MEMORY_AT,
  NORMAL_MEMORY_SIZE,
  type RunningMachine,
  SECURE_MEMORY_AT,
  SECURE_MEMORY_SIZE,
  startMachine,
} from '@evlock/simulator/internal/trustzone';
import { mnemonicToAccount, privateKeyToAddress } from 'viem/accounts';
import { toHex } from 'viem/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signEverything } from './every-signature.ts';
import { isBuilt, PATIENCE, profileIn } from './machines.ts';
import { overlayRamdisk } from './ramdisk.ts';
import { ROOT_PORT, ROOT_SHELL_FILE, RootShell } from './root-shell.ts';
import { found } from './search.ts';
import { hardwareKeyOf, type StoredSecrets, secretsOf, storedState } from './stored-state.ts';

const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');

describe.skipIf(!isBuilt)('the normal world', () => {
  let folder: string;
  let running: RunningMachine;
  let machine: TrustZoneMachine;
  let ramdisk: string;
  let shell: RootShell;
  let client: SecureWorldClient;
  let words: string;
  let secrets: StoredSecrets;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-isolation-'));
    ramdisk = await overlayRamdisk(folder, { [ROOT_SHELL_FILE]: new Uint8Array() });
    await start();
    ({ words } = await client.provision(provisionInput));
    secrets = secretsOf(await storedState(shell, machine.flash));
    // The recovery phrase passed through the normal world once; its traces there are gone after a restart.
    shell.close();
    await client.close();
    await running.stop();
    await start();
  });
  afterAll(async () => {
    shell?.close();
    await client?.close();
    await running?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    running = await startMachine(profileIn(folder), { ...PATIENCE, ramdisk, ports: [ROOT_PORT] });
    machine = running.machine;
    shell = await RootShell.connect(machine.portSocket(ROOT_PORT));
    client = await SecureWorldClient.connect({ path: running.ready.consoleSocket }, PATIENCE);
  }

  /** Everything that must never leave the secure world, by name. */
  function privateParts(): Record<string, Buffer> {
    const accountKey = mnemonicToAccount(words, { path: "m/44'/8217'/0'/0/0" as never }).getHdKey().privateKey;
    if (!accountKey) throw new Error('no key for this recovery phrase');
    return {
      'account key': Buffer.from(accountKey),
      'meter key': secrets.meterKey,
      'attestation key': secrets.attestationKey,
      seed: pbkdf2Sync(words, 'mnemonic', 2048, 64, 'sha512'),
      entropy: secrets.entropy,
      words: Buffer.from(words),
      'hardware key': hardwareKeyOf(machine.flash),
    };
  }

  it('has a root that can read its own memory', async () => {
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

  it('has on its disk what this machine’s fuses decrypt, and that is what signs', async () => {
    const { meterKey, account, attestationKey, deviceId } = await client.info();
    const parts = privateParts();
    const addressOf = (name: string): string =>
      privateKeyToAddress(toHex(parts[name] ?? Buffer.alloc(0))).toLowerCase();
    expect(addressOf('meter key')).toBe(meterKey);
    expect(addressOf('attestation key')).toBe(attestationKey);
    expect(addressOf('account key')).toBe(account);
    expect(wordsOf(toHex(secrets.entropy))).toBe(words);
    expect(toHex(secrets.deviceId)).toBe(deviceId);
  });

  it('holds no private key, seed or recovery phrase after every signature, in memory or on disk', async () => {
    const { markSecret } = await signEverything(client);
    const { account, meterKey } = await client.info();
    const dump = join(folder, 'memory');
    const monitor = await machine.monitor();
    const known = { 'account, which is public': bytesOf(account), 'meter, which is public': bytesOf(meterKey) };
    const wanted: Readonly<Record<string, Buffer>> = { ...privateParts(), 'mark secret': markSecret, ...known };
    const inMemory = async (): Promise<string[]> => {
      await monitor.saveMemory(dump, NORMAL_MEMORY_AT, NORMAL_MEMORY_SIZE);
      return await found(dump, wanted);
    };
    expect(await inMemory()).toEqual(Object.keys(known));
    expect(await found(machine.disk, wanted)).toEqual([]);
    expect(await found(machine.flash, wanted)).toEqual(['hardware key']);
    // The same search finds keys that the normal world does hold: one raw, one as libraries store numbers.
    const octal = [...(wanted['account key'] ?? []), ...[...secrets.meterKey].reverse()];
    const text = octal.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    await shell.output(`printf '${text}' >/tmp/planted; cp /tmp/planted /data/planted; sync`);
    expect(await inMemory()).toEqual(['account key', 'meter key', ...Object.keys(known)]);
    expect(await found(machine.disk, wanted)).toEqual(['account key', 'meter key']);
    monitor.close();
  });
});
