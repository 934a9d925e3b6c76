/** What the emulator keeps, and what it refuses to start on. */
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '@evlock/protocol';
import { COMMANDS, decodeResponse, fromHex, payloads, STATUSES } from '@evlock/secure-world';
import { provisionInput } from '@evlock/secure-world/compliance/fixture';
import { seeded } from '@evlock/secure-world/compliance/malformed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Emulator, FileStorage, MemoryStorage, makeTlsKey, type Storage } from '../../src/emulator/index.ts';
import type { State } from '../../src/emulator/state.ts';

let folder: string;
const options = (changes: Partial<{ serial: string }> = {}) => ({
  dataFolder: join(folder, 'data'),
  keyFolder: join(folder, 'keys'),
  serial: 'EVL-0001',
  ...changes,
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function randomBytes(seed: number): (size: number) => Uint8Array {
  const next = seeded(seed);
  return (size) => Uint8Array.from({ length: size }, () => Math.floor(next() * 256));
}

function start(storage: Storage, random = randomBytes(1)): Emulator {
  return new Emulator({ serial: 'EVL-0001' }, { clock: { monotonic: () => milliseconds(0) }, random, storage });
}

/** One command on the provisioning socket; its status and payload. */
async function ask(emulator: Emulator, command: number, payload: Uint8Array = new Uint8Array(0)) {
  const frame = Buffer.concat([Buffer.from([command >> 8, command & 0xff, 0, 1]), payload]);
  return decodeResponse((await emulator.handle(new Uint8Array(frame), { local: true })).subarray(4));
}

const provisionPayload = payloads.provision.request.write({
  ...provisionInput,
  chainId: BigInt(provisionInput.domain.chainId),
  market: provisionInput.domain.market,
});
const provision = (emulator: Emulator) => ask(emulator, COMMANDS.PROVISION, provisionPayload);
const statusOf = async (emulator: Emulator) => (await ask(emulator, COMMANDS.INFO)).status;
const infoOf = async (emulator: Emulator) =>
  payloads.info.response.decode((await ask(emulator, COMMANDS.INFO)).payload);

const filesIn = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).toSorted();

describe('file storage', () => {
  it('keeps the keys over a restart, encrypted, in files that only the owner reads', async () => {
    const emulator = start(new FileStorage(options()));
    const { meterKey, words } = payloads.provision.response.decode((await provision(emulator)).payload);
    const again = await infoOf(start(new FileStorage(options())));
    expect(again).toMatchObject({ state: 'provisioned', meterKey, bootCount: 2 });
    const content = await readFile(join(folder, 'data', 'secure-storage.bin'));
    const key = await readFile(join(folder, 'keys', 'storage.key'));
    for (const secret of [key, Buffer.from(words), Buffer.from('meterPrivateKey')])
      expect(content.includes(secret)).toBe(false);
    for (const file of ['data/secure-storage.bin', 'data/rollback-counter', 'keys/storage.key']) {
      expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    }
    expect((await readdir(join(folder, 'data'))).toSorted()).toEqual(['rollback-counter', 'secure-storage.bin']);
  });

  const data = (name: string) => join(folder, 'data', name);
  const damages: Readonly<Record<string, () => Promise<void>>> = {
    'a flipped bit': async () => {
      const bytes = await readFile(data('secure-storage.bin'));
      bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
      await writeFile(data('secure-storage.bin'), bytes);
    },
    'a truncated file': async () =>
      writeFile(data('secure-storage.bin'), (await readFile(data('secure-storage.bin'))).subarray(0, 40)),
    'a missing file': () => rm(data('secure-storage.bin')),
    'a missing counter': () => rm(data('rollback-counter')),
    'a missing key': () => rm(join(folder, 'keys', 'storage.key')),
    'another key': () => writeFile(join(folder, 'keys', 'storage.key'), Buffer.alloc(32, 7)),
    'a nonsensical counter': () => writeFile(data('rollback-counter'), 'many\n'),
  };

  it.each(Object.keys(damages))('refuses %s, and creates nothing new', async (damage) => {
    await provision(start(new FileStorage(options())));
    await damages[damage]!();
    const before = await readdir(join(folder, 'data'));
    for (let attempt = 0; attempt < 2; attempt++) {
      const emulator = start(new FileStorage(options()));
      expect(await statusOf(emulator)).toBe(STATUSES.STORAGE_DAMAGED);
      expect((await provision(emulator)).status).toBe(STATUSES.STORAGE_DAMAGED);
    }
    expect(await readdir(join(folder, 'data'))).toEqual(before);
  });

  it('refuses a file truncated at any length, or with any byte changed', async () => {
    await provision(start(new FileStorage(options())));
    const whole = await readFile(data('secure-storage.bin'));
    const step = Math.ceil(whole.length / 60);
    for (let at = 0; at < whole.length; at += step) {
      await writeFile(data('secure-storage.bin'), whole.subarray(0, at));
      expect(await statusOf(start(new FileStorage(options()))), `cut at ${at}`).toBe(STATUSES.STORAGE_DAMAGED);
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      await writeFile(data('secure-storage.bin'), changed);
      expect(await statusOf(start(new FileStorage(options()))), `changed at ${at}`).toBe(STATUSES.STORAGE_DAMAGED);
    }
    await writeFile(data('secure-storage.bin'), whole);
    expect(await statusOf(start(new FileStorage(options())))).toBe(STATUSES.OK);
  });

  it('continues beside a half-written file left by a power cut', async () => {
    const { meterKey } = payloads.provision.response.decode(
      (await provision(start(new FileStorage(options())))).payload,
    );
    for (const name of ['secure-storage.bin', 'rollback-counter']) await writeFile(`${data(name)}.new`, 'half');
    expect(await infoOf(start(new FileStorage(options())))).toMatchObject({ state: 'provisioned', meterKey });
  });

  it('removes the leftovers of killed writes, which may contain a key', async () => {
    await provision(start(new FileStorage(options())));
    const before = await filesIn();
    await writeFile(data('secure-storage.bin.0123456789ab.new'), 'half');
    await writeFile(join(options().keyFolder, 'storage.key.0123456789ab.new'), 'a key that was never used');
    await infoOf(start(new FileStorage(options())));
    expect(await filesIn()).toEqual(before);
  });

  it('creates no new device where one was deleted', async () => {
    await provision(start(new FileStorage(options())));
    await rm(join(folder, 'data'), { recursive: true });
    const emulator = start(new FileStorage(options()));
    expect(await statusOf(emulator)).toBe(STATUSES.STORAGE_DAMAGED);
    expect(emulator.problem?.details).toEqual({ problem: 'deleted' });
    expect((await provision(emulator)).status).toBe(STATUSES.STORAGE_DAMAGED);
  });

  it('refuses the storage of another device, and an older copy of its own', async () => {
    await provision(start(new FileStorage(options())));
    expect(await statusOf(start(new FileStorage(options({ serial: 'EVL-0002' }))))).toBe(STATUSES.STORAGE_DAMAGED);
    await cp(data('secure-storage.bin'), join(folder, 'yesterday'));
    for (let boot = 0; boot < 2; boot++) start(new FileStorage(options()));
    await cp(join(folder, 'yesterday'), data('secure-storage.bin'));
    expect(await statusOf(start(new FileStorage(options())))).toBe(STATUSES.STORAGE_DAMAGED);
  });

  it('continues after a power cut between its two writes', async () => {
    await provision(start(new FileStorage(options())));
    const counter = await readFile(data('rollback-counter'));
    start(new FileStorage(options()));
    await writeFile(data('rollback-counter'), counter);
    expect(await statusOf(start(new FileStorage(options())))).toBe(STATUSES.OK);
  });

  it('refuses a key file that others can read', async () => {
    await provision(start(new FileStorage(options())));
    const { chmod } = await import('node:fs/promises');
    await chmod(join(folder, 'keys', 'storage.key'), 0o644);
    expect(() => start(new FileStorage(options()))).toThrow(expect.objectContaining({ code: 'SECRET_EXPOSED' }));
  });

  it('writes the TLS key once, for its owner only', async () => {
    await provision(start(new FileStorage(options())));
    const path = join(folder, 'keys', 'tls-key.pem');
    makeTlsKey(join(folder, 'keys'));
    const first = await readFile(path, 'utf8');
    makeTlsKey(join(folder, 'keys'));
    expect(await readFile(path, 'utf8')).toBe(first);
    expect(first).toContain('BEGIN PRIVATE KEY');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('a write that fails', () => {
  it('stops all signing until a restart, which finds what was stored', async () => {
    class Failing extends MemoryStorage {
      broken = false;
      override save(state: State): void {
        if (this.broken) throw new Error('disk full');
        super.save(state);
      }
    }
    const storage = new Failing();
    const emulator = start(storage);
    await provision(emulator);
    const question = payloads.attest.request.write({
      verifierNonce: `0x${'01'.repeat(32)}`,
      tlsKeyHash: `0x${'02'.repeat(32)}`,
    });
    storage.broken = true;
    expect((await ask(emulator, COMMANDS.ATTEST, question)).status).toBe(STATUSES.STORAGE_DAMAGED);
    storage.broken = false;
    expect((await ask(emulator, COMMANDS.ATTEST, question)).status).toBe(STATUSES.STORAGE_DAMAGED);
    expect((await ask(start(storage), COMMANDS.ATTEST, question)).status).toBe(STATUSES.OK);
  });
});

describe('randomness', () => {
  const sources: Readonly<Record<string, (size: number) => Uint8Array>> = {
    'all zero': (size) => new Uint8Array(size),
    'one repeated block': (size) => Uint8Array.from({ length: size }, (_, index) => (index % 32) * 7),
    'few values': (size) => Uint8Array.from({ length: size }, (_, index) => (index * index) % 16),
    'too short': () => new Uint8Array(16),
    'a source that fails': () => {
      throw new Error('no entropy');
    },
  };

  it.each(Object.keys(sources))('that is %s gives no key', async (name) => {
    const emulator = start(new MemoryStorage(), sources[name]!);
    expect((await provision(emulator)).status).toBe(STATUSES.RANDOMNESS_FAULT);
    expect(await infoOf(emulator)).toMatchObject({ state: 'unprovisioned', meterKey: `0x${'0'.repeat(40)}` });
  });

  it('makes two devices of one image differ in every key and in the device id', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async (seed) => {
        const emulator = start(new MemoryStorage(), randomBytes(seed));
        await provision(emulator);
        return infoOf(emulator);
      }),
    );
    for (const field of ['meterKey', 'account', 'attestationKey', 'deviceId'] as const) {
      expect(first?.[field]).not.toBe(second?.[field]);
    }
    expect(fromHex(first?.meterPublicKey ?? '0x')).toHaveLength(33);
  });
});
