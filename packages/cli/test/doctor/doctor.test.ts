/** Every check of the doctor, made to fail for real: files, sockets, a chain, a database and a secure world. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainReader, writeDeployment } from '@evlock/chain';
import { CertificateAuthority, ServerCertificate } from '@evlock/gateway/internal/certificates';
import { openDatabase } from '@evlock/gateway/internal/database';
import { createLog } from '@evlock/gateway/internal/log';
import { type Address, systemClock, type Timestamp, toJson } from '@evlock/protocol';
import { keyNamed, LocalMarket } from '@evlock/testing/chain/local-market';
import { LyingEndpoint } from '@evlock/testing/chain/lying-endpoint';
import { evlock } from '@evlock/testing/cli/test-context';
import { startTestPostgres, type TestPostgres } from '@evlock/testing/gateway/postgres';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine, type Finding } from '../../src/doctor/finding.ts';
import { gatewayChecks } from '../../src/doctor/gateway.ts';
import { folderCheck, nodeCheck } from '../../src/doctor/machine.ts';
import { meterChecks } from '../../src/doctor/meter.ts';
import { standingLook } from '../../src/doctor/own-account.ts';
import { PROFILE_EXAMPLES } from '../../src/profiles/examples.ts';

let folder: string;
let localMarket: LocalMarket;
let postgres: TestPostgres;
let url: string;
const at = (...names: string[]): string => join(folder, ...names);
const log = createLog({ level: 'silent' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-doctor-'));
  [localMarket, postgres] = await Promise.all([LocalMarket.start(), startTestPostgres()]);
  url = await postgres.create();
  await (await openDatabase({ url, connections: 1 }, { log })).close();
  await writeDeployment(at('deployment.json'), deploymentFile(localMarket.deployment));
  await mkdir(at('keys'), { mode: 0o700 });
  await writeFile(at('keys', 'submitter.key'), `0x${'11'.repeat(32)}`, { mode: 0o600 });
  await writeFile(at('keys', 'operator.token'), 'a token of the operator', { mode: 0o600 });
  await authority();
  await gateway({});
});
afterAll(async () => {
  await postgres.stop();
  await localMarket.stop();
  await rm(folder, { recursive: true });
});

const authority = () =>
  CertificateAuthority.open(
    {
      keyFolder: at('keys'),
      certificateFile: at('data', 'authority.pem'),
      serverNames: [],
      // Longer than the time before which the doctor warns.
      validity: { server: 60 * 86_400, device: 365 * 86_400 },
    },
    { clock: systemClock },
  );

const gatewayProfile = (more: object): object => ({
  ...(PROFILE_EXAMPLES.gateway as object),
  http: { port: 0 },
  deviceLink: { port: 0 },
  serverNames: [],
  chain: { endpoints: [localMarket.chain.url, localMarket.chain.url], deploymentFile: 'deployment.json' },
  limits: { gas: { reserve: '0', warnBelow: '0' } },
  ...more,
});
const gateway = (more: object) => writeFile(at('gateway.json'), toJson(gatewayProfile(more)));

/** What the doctor says of the gateway, of one check. */
async function says(check: string, more: object = {}, around: { url?: string; now?: number } = {}): Promise<Finding> {
  await gateway(more);
  const clock = { ...systemClock, now: () => (around.now ?? systemClock.now()) as Timestamp };
  const checks = await gatewayChecks(at('gateway.json'), around.url ?? url, clock);
  const [finding] = await examine(
    'gateway',
    checks.filter(({ name }) => name.startsWith(check)),
  );
  if (!finding) throw new Error(`no check ${check}`);
  if (finding.level !== 'ok') expect(finding.fix).not.toBeNull();
  return finding;
}

describe('the machine', () => {
  it('needs a Node that runs the sources', async () => {
    const [old, now] = await examine('machine', [nodeCheck('20.19.0'), nodeCheck()]);
    expect([old?.level, now?.level]).toEqual(['problem', 'ok']);
  });

  it('needs room on the disk, and a folder that can be written', async () => {
    const space = (bytes: number) => async () => ({ bavail: bytes, bsize: 1 });
    const found = await examine('machine', [
      folderCheck('full', folder, space(1024)),
      folderCheck('narrow', folder, space(1024 ** 3)),
      folderCheck('roomy', at('not', 'yet', 'there'), space(1024 ** 4)),
    ]);
    expect(found.map(({ level }) => level)).toEqual(['problem', 'warning', 'ok']);
    const [proc] = await examine('machine', [folderCheck('read-only', '/proc/1/attr')]);
    expect(proc?.level).toBe('problem');
  });

  it('waits for no look longer than its time', async () => {
    const never = { name: 'never', look: () => new Promise<never>(() => undefined) };
    expect(await examine('machine', [never], 20)).toMatchObject(
      [{ level: 'problem', says: /TIMED_OUT/ }].map(() => ({ level: 'problem' })),
    );
  });
});

describe('a gateway', () => {
  it('is well', async () => {
    for (const check of [
      'data folder',
      'keys',
      'secret files',
      'authority',
      'database',
      'endpoint ',
      'contract code',
      'native balance',
    ]) {
      expect(await says(check), check).toMatchObject({ level: 'ok' });
    }
  });

  it('has keys that others can read', async () => {
    await chmod(at('keys', 'submitter.key'), 0o640);
    expect(await says('keys')).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('submitter.key has mode 640'),
    });
    await chmod(at('keys', 'submitter.key'), 0o600);
    await chmod(at('keys'), 0o755);
    expect(await says('keys')).toMatchObject({ level: 'problem', says: expect.stringContaining('755') });
    await chmod(at('keys'), 0o700);
  });

  it('lacks a secret', async () => {
    expect(await says('secret files', { operatorTokenFile: 'keys/none' })).toMatchObject({ level: 'problem' });
  });

  it('has a certificate of another key, or one that ends', async () => {
    const key = await readFile(at('keys', 'authority.key'));
    const certificate = await readFile(at('data', 'authority.pem'));
    expect(await says('authority', {}, { now: systemClock.now() + 20 * 365 * 86_400 - 86_400 })).toMatchObject({
      level: 'warning',
    });
    expect(await says('authority', {}, { now: systemClock.now() + 21 * 365 * 86_400 })).toMatchObject({
      level: 'problem',
    });
    await rm(at('keys', 'authority.key'));
    await rm(at('data', 'authority.pem'));
    expect(await says('authority')).toMatchObject({ level: 'warning', says: 'not created yet' });
    await authority();
    await writeFile(at('data', 'authority.pem'), certificate);
    expect(await says('authority')).toMatchObject({ level: 'problem' });
    await writeFile(at('keys', 'authority.key'), key, { mode: 0o600 });
    expect(await says('authority')).toMatchObject({ level: 'ok' });
  });

  it('finds its ports free, its own, or taken', async () => {
    const certificate = await ServerCertificate.create({ authority: await authority(), clock: systemClock, log });
    const own = createHttpsServer(certificate.context);
    const other: Server = createServer();
    const mute = createTcpServer((socket) => socket.resume().end('hello\n'));
    for (const server of [own, other, mute])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;
    expect(await says('HTTPS port', { http: { port: port(own) } })).toMatchObject({ level: 'ok' });
    expect(await says('HTTPS port', { http: { port: port(own) }, serverNames: ['gateway.example'] })).toMatchObject({
      level: 'problem',
      says: 'its certificate does not cover gateway.example',
    });
    expect(
      await says('HTTPS port', { http: { port: port(own) } }, { now: systemClock.now() + 59 * 86_400 }),
    ).toMatchObject({
      level: 'warning',
    });
    for (const server of [other, mute]) {
      expect(await says('device link port', { deviceLink: { port: port(server) } })).toMatchObject({
        level: 'problem',
      });
    }
    const free = port(own);
    for (const server of [own, other, mute]) await new Promise((resolve) => server.close(resolve));
    expect(await says('HTTPS port', { http: { port: free } })).toMatchObject({ level: 'warning' });
  });

  it('has a database that is away, empty, older or newer', async () => {
    const away = await says('database', {}, { url: 'postgres://evlock@127.0.0.1:1/x' });
    expect(away).toMatchObject({ level: 'problem', says: expect.stringContaining('DATABASE_UNREACHABLE') });
    expect(await says('database', {}, { url: await postgres.create() })).toMatchObject({ level: 'warning' });
    const other = await postgres.create();
    const database = await openDatabase({ url: other, connections: 1 }, { log });
    await database.query(`DELETE FROM migration WHERE name LIKE '0005%'`);
    expect(await says('database', {}, { url: other })).toMatchObject({
      level: 'warning',
      says: '1 migrations are missing',
    });
    await database.query(`INSERT INTO migration VALUES ('9999-future', 'x')`);
    expect(await says('database', {}, { url: other })).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('DATABASE_NEWER'),
    });
    await database.close();
  });

  it('has a clock that is wrong, either way', async () => {
    const now = systemClock.now();
    expect(await says('endpoint ', {}, { now: now - 600 })).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('behind'),
    });
    expect(await says('endpoint ', {}, { now: now + 600 })).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('ahead'),
    });
  });

  it('has endpoints that are away, of another chain, or only one; contracts that are not there', async () => {
    const { url: good } = localMarket.chain;
    const chain = (endpoints: string[], deploymentFile = 'deployment.json') => ({
      chain: { endpoints, deploymentFile },
    });
    expect(await says('endpoint ', chain(['http://127.0.0.1:1']))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('CHAIN_UNREACHABLE'),
    });
    expect(await says('endpoints agree', chain([good]))).toMatchObject({ level: 'warning' });
    const both = chain([good, good.replace('127.0.0.1', 'localhost')]);
    expect(await says('endpoints agree', both)).toMatchObject({ level: 'ok' });
    const twice = await says('endpoints agree', chain([good, good]));
    expect(twice).toMatchObject({ level: 'warning', says: expect.stringContaining('listed 2 times') });
    expect(await says('endpoints agree', chain([good, 'http://127.0.0.1:1']))).toMatchObject({ level: 'problem' });
    const market = `0x${'ab'.repeat(20)}` as const;
    await writeDeployment(at('elsewhere.json'), deploymentFile({ ...localMarket.deployment, market }));
    expect(await says('endpoint ', chain([good], 'elsewhere.json'))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('NOT_DEPLOYED'),
    });
    const foreign = { ...localMarket.deployment, registry: localMarket.deployment.token };
    await writeDeployment(at('foreign.json'), deploymentFile(foreign));
    expect(await says('contract code', chain([good], 'foreign.json'))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining(`registry ${foreign.registry}`),
      fix: expect.stringContaining('deployment file'),
    });
    await writeDeployment(
      at('kairos.json'),
      deploymentFile({ ...localMarket.deployment, network: 'kairos', chainId: 1001 }),
    );
    expect(await says('endpoint ', chain([good], 'kairos.json'))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('CHAIN_WRONG_NETWORK'),
    });
  });

  it('has a submitter without native balance', async () => {
    const limits = (reserve: string, warnBelow: string) => ({ limits: { gas: { reserve, warnBelow } } });
    expect(await says('native balance', limits('1', '2'))).toMatchObject({ level: 'problem' });
    expect(await says('native balance', limits('0', '2'))).toMatchObject({ level: 'warning' });
  });
});

describe('a meter', () => {
  it('says what it lacks, each with what to do', async () => {
    await mkdir(at('meter', 'keys'), { recursive: true, mode: 0o700 });
    const profile = {
      ...(PROFILE_EXAMPLES.meter as object),
      sysfsRoot: 'sys',
      devRoot: 'dev',
      secureWorld: { path: 'none.sock' },
    };
    const chain = { endpoints: [localMarket.chain.url, localMarket.chain.url], deploymentFile: at('deployment.json') };
    const gatewayAt = { url: 'https://127.0.0.1:1', authorityFile: 'authority.pem' };
    const submitters: object[] = [{ gateway: true }];
    const write = (): Promise<void> =>
      writeFile(at('meter', 'meter.json'), toJson({ ...profile, chain, gateway: gatewayAt, submitters }));
    await write();
    const levels = async (): Promise<Record<string, string>> => {
      const findings = await examine('meter', await meterChecks(at('meter', 'meter.json'), systemClock));
      for (const { level, fix } of findings) if (level !== 'ok') expect(fix).not.toBeNull();
      return Object.fromEntries(findings.map(({ check, level }) => [check, level]));
    };
    const lacking = [
      'authority',
      'device certificate',
      'gateway',
      'secure world',
      'own account',
      'sensor',
      'GPIO',
      'watchdog',
    ];
    expect(await levels()).toMatchObject(Object.fromEntries(lacking.map((name) => [name, 'problem'])));
    expect(await levels()).toMatchObject({ 'second way': 'warning' });
    submitters.push({ watchtower: 'https://127.0.0.1:1', authorityFile: 'tower.pem' });
    await write();
    expect(await levels()).toMatchObject({ 'second way': 'problem' });
    // What can be a file is put there.
    for (const line of [17, 27]) {
      await mkdir(at('meter', 'sys/class/gpio', `gpio${line}`), { recursive: true });
      await writeFile(at('meter', 'sys/class/gpio', `gpio${line}`, 'value'), '0\n');
      await writeFile(at('meter', 'sys/class/gpio', `gpio${line}`, 'active_low'), '0\n');
    }
    await mkdir(at('meter', 'sys/bus/iio/devices/iio:device0'), { recursive: true });
    for (const channel of [0, 1])
      await writeFile(at('meter', 'sys/bus/iio/devices/iio:device0', `in_voltage${channel}_raw`), '1');
    await mkdir(at('meter', 'dev'));
    await writeFile(at('meter', 'dev', 'watchdog0'), '');
    await mkdir(at('meter', 'sys/class/watchdog/watchdog0'), { recursive: true });
    await writeFile(at('meter', 'sys/class/watchdog/watchdog0/timeout'), '1\n');
    const ca = await authority();
    await writeFile(at('meter', 'authority.pem'), ca.certificate);
    const { certificate, privateKey } = await ca.issueServer();
    await writeFile(at('meter', 'certificate.pem'), certificate);
    await writeFile(at('meter', 'keys', 'tls-key.pem'), privateKey, { mode: 0o600 });
    const present = {
      // Files do not move as the counts of a converter do.
      sensor: 'warning',
      GPIO: 'ok',
      watchdog: 'ok',
      authority: 'ok',
      'device certificate': 'ok',
      keys: 'ok',
    };
    expect(await levels()).toMatchObject(present);
    await writeFile(at('meter', 'keys', 'tls-key.pem'), (await ca.issueServer()).privateKey);
    expect(await levels()).toMatchObject({ 'device certificate': 'problem' });
    await chmod(at('meter', 'keys', 'tls-key.pem'), 0o644);
    expect(await levels()).toMatchObject({ keys: 'problem' });
  });
});

describe("one of two endpoints that lies about a meter's account", () => {
  let liar: LyingEndpoint;
  const meterKey = keyNamed('doctor nobody').address;
  const look = async (lie: LyingEndpoint['lie'], account: Address) => {
    liar.lie = lie;
    const endpoints = [liarUrl, localMarket.chain.url];
    const chain = new ChainReader(
      { endpoints, deployment: localMarket.deployment, pollInterval: 1 },
      { clock: systemClock },
    );
    return standingLook({ meterKey, account }, chain);
  };
  let liarUrl: string;
  beforeAll(async () => {
    liar = new LyingEndpoint(localMarket.chain.url);
    liarUrl = await liar.start();
  });
  afterAll(() => liar.stop());

  it('neither hides nor raises the alarm: it is not known', async () => {
    const account = keyNamed('doctor account').address;
    expect(await look((_method, result) => result, account)).toMatchObject({ says: `${meterKey} is not enrolled` });
    const taken = `0x${'7'.repeat(40).padStart(64, '0')}`;
    expect(
      await look(
        (method, result) =>
          method === 'eth_call' && result !== undefined && String(result).length === 66 ? taken : result,
        account,
      ),
    ).toMatchObject({
      level: 'problem',
      says: expect.stringMatching(/^not known: .* disagree about the meter of an account$/),
    });
  });
});

describe('the command', () => {
  it('ends with 1 at a problem, and reports all findings as JSON', async () => {
    await gateway({ operatorTokenFile: 'keys/none' });
    const { exit, out, err } = await evlock(['doctor', '--gateway-profile', at('gateway.json'), '--json'], {
      env: { DATABASE_URL: url },
    });
    expect(exit).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'UNSOUND' });
    const { findings } = JSON.parse(out) as { findings: Finding[] };
    expect(findings.find(({ check }) => check === 'secret files')).toMatchObject({ level: 'problem' });
    expect(out).not.toContain('11'.repeat(32));
    expect(out).not.toContain('postgres://');
  });

  it('takes a profile that cannot be read for a finding', async () => {
    const { exit, out } = await evlock(['doctor', '--meter-profile', at('none.json')]);
    expect(exit).toBe(1);
    expect(out).toContain('PROFILE_MISSING');
    expect(await evlock(['doctor'])).toMatchObject({ exit: 2 });
  });
});
