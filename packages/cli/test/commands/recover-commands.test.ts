/** What an owner types after a meter is lost: restore, replace, revoke. */

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { writeOwnerProfile } from '@evlock/owner/node';
import { milliseconds, Replace, toJson } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { Emulator, type EmulatorServer, MemoryStorage, SoftwarePasskey, serveEmulator } from '@evlock/simulator';
import { evlock, NOW } from '@evlock/testing/cli/test-context';
import { deployment, hex, market, TestGateway } from '@evlock/testing/owner/test-gateway';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const WORDS = `${'abandon '.repeat(23)}art`;
const OLD_KEY = hex('c', 20);
let gateway: TestGateway;
let server: EmulatorServer;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  gateway = await TestGateway.start();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-recover-'));
  gateway.received.length = 0;
  const modules = {
    clock: { monotonic: () => milliseconds(0) },
    random: seededBytes(7),
    storage: new MemoryStorage(),
  };
  const sockets = { path: at('meter.sock'), consolePath: at('console.sock') };
  server = await serveEmulator(sockets, new Emulator({ serial: 'TEST-2' }, modules));
  gateway.handlers = { market: () => market };
  await writeDeployment(at('deployment.json'), deployment);
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => gateway.stop());

async function info() {
  const client = await SecureWorldClient.connect({ path: at('console.sock') });
  const known = await client.info();
  await client.close();
  return known;
}

const common = (): string[] => [
  ...['--socket', at('console.sock')],
  ...['--gateway', gateway.url, '--authority', gateway.authorityFile],
  ...['--deployment', at('deployment.json')],
];

async function wordsFile(text = WORDS, mode = 0o600): Promise<string> {
  await writeFile(at('words.txt'), `${text}\n`, { mode });
  return at('words.txt');
}

describe('evlock meter recover', () => {
  const restore = (...more: string[]): string[] => ['meter', 'recover', ...common(), ...more, '--json'];

  it('makes a new meter key for the account of the words, from a file, standard input or a terminal', async () => {
    const accounts = new Set<string>();
    const ways: [string[], object][] = [
      [['--recovery-phrase-file', await wordsFile(WORDS.toUpperCase())], {}],
      [['--recovery-phrase-file', '-'], { answers: [`  ${WORDS}  `] }],
      [[], { terminal: true, answers: [WORDS] }],
    ];
    for (const [options, context] of ways) {
      const { exit, out, err } = await evlock(restore(...options), context);
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      const { account, meterKey } = JSON.parse(out);
      expect(await info()).toMatchObject({ account, meterKey, state: 'provisioned' });
      expect(out).not.toContain('abandon');
      accounts.add(account);
      await server.close();
      const modules = { clock: { monotonic: () => milliseconds(0) }, storage: new MemoryStorage() };
      const { randomBytes } = await import('node:crypto');
      const random = (size: number) => new Uint8Array(randomBytes(size));
      const sockets = { path: at('meter.sock'), consolePath: at('console.sock') };
      server = await serveEmulator(sockets, new Emulator({ serial: 'TEST-3' }, { ...modules, random }));
    }
    expect(accounts.size).toBe(1);
  });

  it('takes no words as an argument, none that others can read, and none that are wrong', async () => {
    const refusals: [string[], string][] = [
      [['--words', WORDS], 'SECRET_EXPOSED'],
      [['--recovery-phrase-file', WORDS], 'SECRET_EXPOSED'],
      [[], 'INVALID_INPUT'],
      [['--recovery-phrase-file', await wordsFile('abandon art')], 'INVALID_INPUT'],
    ];
    for (const [options, code] of refusals) {
      const { err } = await evlock(restore(...options));
      expect(JSON.parse(err)).toMatchObject({ code });
      expect(err).not.toContain('abandon');
    }
    await chmod(await wordsFile(), 0o644);
    expect(JSON.parse((await evlock(restore('--recovery-phrase-file', at('words.txt')))).err).code).toBe(
      'SECRET_EXPOSED',
    );
    const wrong = await wordsFile('abandon '.repeat(24));
    await chmod(wrong, 0o600);
    expect(JSON.parse((await evlock(restore('--recovery-phrase-file', wrong))).err).code).toBe('INVALID_INPUT');
    expect((await info()).state).toBe('unprovisioned');
  });

  it('leaves a meter that has keys as it is', async () => {
    const argv = restore('--recovery-phrase-file', await wordsFile());
    expect((await evlock(argv)).exit).toBe(0);
    const { meterKey } = await info();
    expect(JSON.parse((await evlock(argv)).err)).toMatchObject({ code: 'ALREADY_PROVISIONED', details: { meterKey } });
  });
});

describe('evlock replace and revoke', () => {
  let profile: string;
  let meterKey: string;
  const as = (...argv: string[]): string[] => [...argv, '--profile', profile, '--json'];
  const view = (change = {}) => ({
    account: hex('a', 20),
    activeMeter: OLD_KEY,
    pending: null,
    nonce: '4',
    time: NOW,
    ...change,
  });
  const pending = (due: boolean) => ({ newMeterKey: meterKey, effectiveFrom: NOW + (due ? 0 : 170_000), due });

  beforeEach(async () => {
    await evlock(['meter', 'recover', ...common(), '--recovery-phrase-file', await wordsFile()]);
    ({ meterKey } = await info());
    profile = at('profile.json');
    await SoftwarePasskey.create(at('passkey.pem'));
    await writeOwnerProfile(profile, {
      gateway: { url: gateway.url, authorityFile: gateway.authorityFile },
      passkeyFile: 'passkey.pem',
      meterKey: (await info()).meterKey,
      account: (await info()).account,
      deployment,
    });
    gateway.handlers = {
      challenge: () => ({ gatewayNonce: hex('9'), expires: NOW + 60 }),
      signIn: () => ({ token: 'token', expires: NOW + 3600 }),
      replacement: () => view({ pending: pending(false) }),
      replace: () => ({ transaction: hex('8') }),
      finishReplacement: () => ({ transaction: hex('8') }),
      revokeMandate: () => ({ transaction: null }),
    };
  });

  it('asks that the meter of the profile takes the place of the old one, or of the other way round', async () => {
    const { exit, out } = await evlock(as('replacement', 'request', OLD_KEY));
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ transaction: hex('8'), pending: { newMeterKey: meterKey } });
    const asked = gateway.last('replace').body.replace;
    expect(asked).toMatchObject({ oldMeterKey: OLD_KEY, newMeterKey: meterKey, nonce: 4n });
    const other = hex('d', 20);
    await evlock(as('replacement', 'request', meterKey, '--by', other));
    expect(gateway.last('replace').body.replace).toMatchObject({ oldMeterKey: meterKey, newMeterKey: other });
    await evlock(as('replacement', 'cancel', OLD_KEY));
    expect(gateway.last('replace').body.replace).toMatchObject({ oldMeterKey: OLD_KEY, newMeterKey: OLD_KEY });
  });

  it('shows when it takes effect, and whether it can be withdrawn', async () => {
    const shown = async (answer: object): Promise<string> => {
      gateway.handlers.replacement = () => answer;
      return (await evlock(['replacement', 'show', '--profile', profile])).out;
    };
    expect(await shown(view())).toContain('no replacement');
    expect(await shown(view({ pending: pending(false) }))).toMatch(/in 48 h[\s\S]*until then/);
    expect(await shown(view({ pending: pending(true) }))).toMatch(/now: since[\s\S]*no longer/);
    expect(await shown(view({ activeMeter: meterKey }))).toContain('(this one)');
    expect(JSON.parse((await evlock(as('replacement', 'finish'))).out)).toMatchObject({ transaction: hex('8') });
  });

  it('tells what the gateway refuses', async () => {
    const { EvlockError } = await import('@evlock/protocol');
    gateway.handlers.replace = () => {
      throw new EvlockError('REPLACE_INVALID', { field: 'newMeterKey' });
    };
    const { exit, err } = await evlock(as('replacement', 'request', OLD_KEY));
    expect({ exit, code: JSON.parse(err).code }).toEqual({ exit: 1, code: 'REPLACE_INVALID' });
  });

  it('revokes a mandate without a passkey for it', async () => {
    expect(JSON.parse((await evlock(as('mandates', 'revoke', '17'))).out)).toMatchObject({
      mandateId: 17,
      transaction: null,
    });
    expect(gateway.last('revokeMandate').params).toEqual({ mandateId: '17' });
    expect((await evlock(as('mandates', 'revoke', 'all'))).exit).toBe(2);
    const person = () => evlock(['mandates', 'revoke', '17', '--profile', profile]);
    expect((await person()).out).toContain('revoked  17');
    gateway.handlers.revokeMandate = () => ({ transaction: null, unknown: true });
    expect((await person()).out).toContain('not revoked  your meter has no mandate 17');
  });

  it('has a type of its own, so that no other approval passes for it', () => {
    expect(toJson(Object.keys(Replace.fields))).toBe('["account","oldMeterKey","newMeterKey","nonce","deadline"]');
  });
});
