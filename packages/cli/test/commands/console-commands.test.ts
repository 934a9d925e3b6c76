import { existsSync } from 'node:fs';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { writeDeployment } from '@evlock/chain';
import { ReservedFile } from '@evlock/files';
import { readOwnerProfile } from '@evlock/owner/node';
import { deploymentFingerprint, milliseconds } from '@evlock/protocol';
import { SecureWorldClient } from '@evlock/secure-world';
import { Emulator, type EmulatorServer, MemoryStorage, nominalCalibration, serveEmulator } from '@evlock/simulator';
import { evlock } from '@evlock/testing/cli/test-context';
import { deployment, hex, market, TestGateway } from '@evlock/testing/owner/test-gateway';
import { seededBytes } from '@evlock/testing/protocol/seeded-random';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { provisionInput } from '../../src/input/provision-input.ts';

const inputParts = { file: {}, limits: {}, withdrawalAddresses: [], calibration: nominalCalibration() };

let gateway: TestGateway;
let server: EmulatorServer;
let folder: string;
let profile: string;
const at = (name: string): string => join(folder, name);
const common = (): string[] => [
  '--socket',
  at('console.sock'),
  '--gateway',
  gateway.url,
  '--authority',
  gateway.authorityFile,
  '--deployment',
  at('deployment.json'),
];

/** A secure world in this process, from a seed. */
async function emulator(): Promise<EmulatorServer> {
  const world = new Emulator(
    { serial: 'TEST-1' },
    {
      clock: { monotonic: () => milliseconds(Math.floor(performance.now())) },
      random: seededBytes(1),
      storage: new MemoryStorage(),
      makeTlsKey: () => undefined,
    },
  );
  return serveEmulator({ path: at('meter.sock'), consolePath: at('console.sock') }, world);
}

async function info() {
  const client = await SecureWorldClient.connect({ path: at('console.sock') });
  const known = await client.info();
  await client.close();
  return known;
}

beforeAll(async () => {
  gateway = await TestGateway.start();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-console-'));
  profile = at('owner/profile.json');
  gateway.handlers = { market: () => market };
  await writeDeployment(at('deployment.json'), deployment);
  server = await emulator();
});
afterEach(() => server.close());
afterAll(() => gateway.stop());

describe('evlock meter provision', () => {
  it('puts the words into a file for the owner alone, and nowhere else', async () => {
    const argv = [
      'meter',
      'provision',
      ...common(),
      '--withdraw-to',
      hex('d', 20),
      '--recovery-phrase-out',
      at('words'),
      '--json',
    ];
    const { exit, out, err } = await evlock(argv);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    const words = (await readFile(at('words'), 'utf8')).trim();
    expect(words.split(' ')).toHaveLength(24);
    expect((await stat(at('words'))).mode & 0o777).toBe(0o600);
    expect(out).not.toContain(words.split(' ').slice(0, 3).join(' '));
    const { deviceId, meterKey, account, domain } = await info();
    expect(JSON.parse(out)).toMatchObject({ deviceId, meterKey, account, withdrawalAddresses: [hex('d', 20)] });
    expect(BigInt(deviceId)).not.toBe(0n);
    expect(domain).toEqual({ chainId: market.chainId, market: market.market });
  });

  it('shows them once on a terminal', async () => {
    const { exit, out } = await evlock(['meter', 'provision', ...common()], { terminal: true });
    expect(exit).toBe(0);
    expect(out.match(/^ *\d+ [a-z]+/gm)).toHaveLength(4);
    expect(out).toContain('shown only once');
    expect(out).toContain('emulator: protects nothing');
  });

  it('does nothing twice', async () => {
    await evlock(['meter', 'provision', ...common(), '--recovery-phrase-out', at('words')]);
    const before = await info();
    const again = await evlock(['meter', 'provision', ...common(), '--recovery-phrase-out', at('more-words')]);
    expect(again.exit).toBe(1);
    expect(again.err).toContain('ALREADY_PROVISIONED');
    expect(existsSync(at('more-words'))).toBe(false);
    expect((await info()).meterKey).toBe(before.meterKey);
  });

  it('does nothing where the words have no place, or an input is missing', async () => {
    const inputs: [string[], string][] = [
      [['meter', 'provision', ...common()], '--recovery-phrase-out'],
      [['meter', 'provision', ...common(), '--recovery-phrase-out', gateway.authorityFile], 'EEXIST'],
      [['meter', 'provision', ...common(), '--recovery-phrase-out', `${gateway.authorityFile}/words`], 'FILE_UNUSABLE'],
      [['meter', 'provision', '--socket', at('console.sock'), '--recovery-phrase-out', at('words')], '--deployment'],
    ];
    for (const [argv, named] of inputs) {
      const { exit, err } = await evlock(argv);
      expect(exit).not.toBe(0);
      expect(err).toContain(named);
    }
    expect((await info()).state).toBe('unprovisioned');
  });

  it('control: words that are made before their place is known are gone where there is none, and the meter is used up', async () => {
    const client = await SecureWorldClient.connect({ path: at('console.sock') });
    const { words } = await client
      .provision(provisionInput({ ...inputParts, deployment }))
      .finally(() => client.close());
    await expect(ReservedFile.open(`${gateway.authorityFile}/words`)).rejects.toMatchObject({ code: 'FILE_UNUSABLE' });
    expect(words.split(' ')).toHaveLength(24);
    const again = await evlock(['meter', 'provision', ...common(), '--recovery-phrase-out', at('words'), '--json']);
    expect(JSON.parse(again.err).code).toBe('ALREADY_PROVISIONED');
    expect(existsSync(at('words'))).toBe(false);
  });

  it('pins what was handed over: a gateway that says something else is refused, and nothing is made', async () => {
    const lies = [
      ['market', hex('e', 20)],
      ['chainId', 1001],
      ['rpId', 'evil.example'],
      ['origins', ['https://evil.example']],
      ['attestationKeys', [hex('e', 20)]],
    ] as const;
    for (const [field, lie] of lies) {
      gateway.handlers.market = () => ({ ...market, [field]: lie });
      const { exit, err } = await evlock([
        'meter',
        'provision',
        ...common(),
        '--recovery-phrase-out',
        at('words'),
        '--json',
      ]);
      expect(exit).toBe(1);
      expect(JSON.parse(err)).toMatchObject({ code: 'DEPLOYMENT_DIFFERS', details: { field } });
    }
    expect((await info()).state).toBe('unprovisioned');
    expect(existsSync(at('words'))).toBe(false);
  });

  it('needs no gateway, and shows the fingerprint of what it pins', async () => {
    const own = ['--socket', at('console.sock'), '--deployment', at('deployment.json')];
    const { exit, out } = await evlock(['meter', 'provision', ...own, '--recovery-phrase-out', at('words')]);
    expect(exit).toBe(0);
    expect(out).toContain(deploymentFingerprint(deployment));
    expect((await info()).domain).toEqual({ chainId: deployment.chainId, market: deployment.market });
  });

  it('says when nothing answers at the console', async () => {
    const argv = [
      'meter',
      'provision',
      ...common(),
      '--socket',
      at('nothing.sock'),
      '--recovery-phrase-out',
      at('words'),
      '--json',
    ];
    const { exit, err } = await evlock(argv);
    expect(exit).toBe(1);
    expect(JSON.parse(err).code).toBe('SECURE_WORLD_UNREACHABLE');
  });
});

describe('evlock meter bind', () => {
  const bind = (...more: string[]): string[] => ['meter', 'bind', ...common(), '--profile', profile, ...more];
  beforeEach(async () => {
    await evlock(['meter', 'provision', ...common(), '--recovery-phrase-out', at('words')]);
  });

  it('binds the passkey whose fingerprint was typed, and writes the profile', async () => {
    const asked = await evlock(bind());
    expect(asked.exit).toBe(2);
    const fingerprint = /([0-9a-f]{4} ){3}[0-9a-f]{4}/.exec(asked.err)?.[0] ?? '';
    const { exit, out } = await evlock(bind(), { terminal: true, answers: [fingerprint] });
    expect(exit).toBe(0);
    expect(out).toContain(fingerprint);
    const { meterKey, account, passkeys } = await info();
    expect(passkeys).toBe(1);
    expect(await readOwnerProfile(profile)).toMatchObject({
      meterKey,
      account,
      deployment,
      gateway: { url: gateway.url },
    });
    const again = await evlock(bind('--json'));
    expect(JSON.parse(again.out)).toMatchObject({ meterKey, fingerprint });
    expect((await info()).passkeys).toBe(1);
  });

  it('writes paths that hold from anywhere, whatever folder they were given from', async () => {
    const here = (file: string): string => relative(process.cwd(), file);
    const paths = ['--authority', here(gateway.authorityFile), '--passkey-file', here(at('mine.pem'))];
    const argv = ['meter', 'bind', ...common(), ...paths, '--profile', profile];
    const asked = await evlock(argv);
    const fingerprint = /([0-9a-f]{4} ){3}[0-9a-f]{4}/.exec(asked.err)?.[0] ?? '';
    expect((await evlock([...argv, '--confirmation', fingerprint])).exit).toBe(0);
    const { gateway: known, passkeyFile } = await readOwnerProfile(profile);
    expect([known.authorityFile, passkeyFile]).toEqual([gateway.authorityFile, at('mine.pem')]);
  });

  it('binds nothing where the profile would take the place of another file, such as the meter’s', async () => {
    const file = at('meter.json');
    await writeFile(file, '{ "dataFolder": "data" }');
    const { exit, err } = await evlock(['meter', 'bind', ...common(), '--profile', file, '--json']);
    expect(exit).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'FILE_UNUSABLE', details: { file, problem: 'EEXIST' } });
    expect(await readFile(file, 'utf8')).toBe('{ "dataFolder": "data" }');
    expect(existsSync(at('passkey.pem'))).toBe(false);
  });

  it('binds nothing with another fingerprint', async () => {
    const { exit } = await evlock(bind('--confirmation', '0123 4567 89ab cdef'));
    expect(exit).toBe(1);
    expect((await info()).passkeys).toBe(0);
    expect(existsSync(profile)).toBe(false);
  });

  it('refuses a gateway that says of the market what was not handed over', async () => {
    gateway.handlers.market = () => ({ ...market, market: hex('e', 20) });
    const { exit, err } = await evlock(bind('--json'));
    expect(exit).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'DEPLOYMENT_DIFFERS', details: { field: 'market' } });
    expect(existsSync(profile)).toBe(false);
  });

  it('refuses a meter of another market', async () => {
    const other = { ...deployment, market: hex('e', 20) };
    await writeDeployment(at('other.json'), other);
    gateway.handlers.market = () => ({ ...market, ...other });
    const { exit, err } = await evlock(bind('--deployment', at('other.json'), '--json'));
    expect(exit).toBe(1);
    expect(JSON.parse(err).code).toBe('CHAIN_WRONG_NETWORK');
    expect(existsSync(profile)).toBe(false);
  });
});
