import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  calls,
  deploy,
  developmentAccount,
  type LocalChain,
  MemoryOutbox,
  networks,
  startLocalChain,
  TransactionQueue,
  writeDeployment,
} from '@evlock/chain';
import { embeddedPostgresUrl } from '@evlock/postgres';
import { type Deployment, domainOf, type Energy, routes, systemClock, toJson } from '@evlock/protocol';
import {
  assertion,
  enrolmentRequest,
  privateKeyPem,
  type SoftwareDevice,
  signedEnrolment,
  softwareDevice,
} from '@evlock/testing/gateway/software-device';
import { deploymentFile } from '@evlock/testing/protocol/deployment-file';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway, type Gateway, type GatewayReady, gatewayProfileSchema } from '../src/index.ts';
import { createLog } from '../src/log.ts';
import { ask, dial, next, type Reached } from './support/https.ts';

const TOKEN = 'operator-token-of-the-test';
let folder: string;
let chain: LocalChain;
let deployment: Deployment;
let device: SoftwareDevice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-gateway-'));
  chain = await startLocalChain({ folder: join(folder, 'chain') });
  const { address, privateKey } = developmentAccount(0);
  deployment = await deploy({
    url: chain.url,
    privateKey,
    network: networks.local,
    minimumLot: 1000n as Energy,
    minimumReputationLot: 1000n as Energy,
    roles: { admin: address, enroller: address, suspender: address, pauser: address },
  });
  await writeDeployment(join(folder, 'deployment.json'), deploymentFile(deployment));
  await secret('submitter.key', developmentAccount(1).privateKey);
  await secret('operator.token', TOKEN);
  device = await softwareDevice('wired', domainOf(deployment));
});
afterAll(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

async function secret(name: string, text: string): Promise<void> {
  await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'keys', name), text, { mode: 0o600 });
}

const profile = (change: object = {}) =>
  gatewayProfileSchema.parse({
    dataFolder: join(folder, 'data'),
    keyFolder: join(folder, 'keys'),
    http: { port: 0 },
    deviceLink: { port: 0 },
    database: { embedded: true },
    chain: { endpoints: [chain.url], deploymentFile: join(folder, 'deployment.json') },
    submitterKeyFile: join(folder, 'keys', 'submitter.key'),
    operatorTokenFile: join(folder, 'keys', 'operator.token'),
    development: true,
    ...change,
  });

const create = (change: object = {}): Gateway =>
  createGateway(profile(change), { log: createLog({ level: 'info', file: join(folder, 'gateway.log') }) });

/** What the request helpers need from a gateway. */
const reached = async (ports: GatewayReady): Promise<Reached> => ({
  http: { port: ports.httpPort },
  link: { port: ports.devicePort },
  authority: { certificate: await readFile(join(folder, 'data', 'authority.pem'), 'utf8') },
});

describe('a gateway with its own chain and database', () => {
  it('enrols a device, greets it, and recognizes it after a restart', async () => {
    let gateway = create();
    let edge = await reached(await gateway.start());
    expect((await ask(edge, routes.health.path)).body).toMatchObject({
      ok: true,
      database: true,
      chain: true,
      meters: 0,
    });

    const { deviceId } = device.principal;
    const { code } = (await ask(edge, routes.createEnrolmentCode.path, { body: { deviceId }, token: TOKEN })).body;
    const enrolled = await ask(edge, routes.enrol.path, { body: await enrolmentRequest(device, code) });
    expect(enrolled.status).toBe(200);
    const identity = { certificate: enrolled.body.certificate, privateKey: await privateKeyPem(device.tls) };

    const states = async () =>
      (await ask(edge, routes.enrolments.path, { token: TOKEN })).body.enrolments.map(
        (view: { state: string }) => view.state,
      );
    expect(await states()).toEqual(['pending']);
    await enrolOnChain();
    expect(await states()).toEqual(['enrolled']);

    await gateway.stop();
    gateway = create();
    edge = await reached(await gateway.start());
    const socket = dial(edge, identity);
    await once(socket, 'open');
    const status = {
      state: 'idle',
      relayClosed: false,
      tradeId: null,
      import: '0',
      export: '0',
      power: 0,
      voltage: 48_000,
      fault: null,
    };
    socket.send(toJson({ id: 0, method: 'hello', body: { version: 1, ...device.principal, status } }));
    const hello = await next(socket);
    expect(hello.result).toMatchObject({ market: { ...deployment, minimumLot: '1000' }, trades: [] });

    const { meterKey } = device.principal;
    const challenge = (await ask(edge, routes.challenge.path, { body: { meterKey } })).body;
    const body = {
      meterKey,
      gatewayNonce: challenge.gatewayNonce,
      assertion: assertion(device, { meterKey, ...challenge }),
    };
    const { token } = (await ask(edge, routes.signIn.path, { body })).body;
    expect((await ask(edge, routes.account.path, { token })).body).toMatchObject({
      ...device.principal,
      balance: '0',
      enrolled: true,
      online: true,
      status,
    });
    const ended = once(socket, 'close');
    await gateway.stop();
    expect((await ended)[0]).toBe(1001);
  });

  /** The operator's part, with a key the gateway does not have. */
  async function enrolOnChain(): Promise<void> {
    const { chainId } = deployment;
    const { privateKey } = developmentAccount(0);
    const queue = new TransactionQueue(
      { endpoints: [chain.url], privateKey, chainId },
      { outbox: new MemoryOutbox(), clock: systemClock },
    );
    await queue.start();
    await queue.submit('enrol', calls.enrol(deployment, await signedEnrolment(device)));
    await queue.stop();
  }

  it('leaves nothing running when it cannot start', async () => {
    const first = create();
    const { httpPort } = await first.start();
    const taken = { dataFolder: join(folder, 'second'), http: { port: httpPort } };
    const second = create(taken);
    await expect(second.start()).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    const third = create();
    await expect(third.start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
    await first.stop();
    const again = create(taken);
    await again.start();
    await again.stop();
  });

  it('has its database to itself: a second one fails by name, and the first continues', async () => {
    const first = create();
    const ready = await first.start();
    const { dataFolder, keyFolder } = profile();
    const url = await embeddedPostgresUrl({ folder: dataFolder, keyFolder });
    const second = create({ dataFolder: join(folder, 'beside'), database: { url } });
    await expect(second.start()).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    expect((await ask(await reached(ready), routes.health.path)).body.ok).toBe(true);
    await first.stop();
  });

  it.each<[string, object | (() => Promise<object>), string]>([
    [
      'no deployment',
      { chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: '/nowhere' } },
      'DEPLOYMENT_MISSING',
    ],
    [
      'no chain',
      () =>
        ({ chain: { endpoints: ['http://127.0.0.1:1'], deploymentFile: join(folder, 'deployment.json') } }) as never,
      'CHAIN_UNREACHABLE',
    ],
    [
      'no chain, by a key written without 0x',
      async () => {
        await secret('plain.key', developmentAccount(1).privateKey.slice(2));
        const chain = { endpoints: ['http://127.0.0.1:1'], deploymentFile: join(folder, 'deployment.json') };
        return { submitterKeyFile: join(folder, 'keys', 'plain.key'), chain } as never;
      },
      'CHAIN_UNREACHABLE',
    ],
    [
      'a key others can read',
      async () => {
        await secret('exposed.key', developmentAccount(1).privateKey);
        await chmod(join(folder, 'keys', 'exposed.key'), 0o644);
        return { submitterKeyFile: join(folder, 'keys', 'exposed.key') };
      },
      'SECRET_EXPOSED',
    ],
    [
      'an invalid key',
      async () => {
        await secret('wrong.key', 'hello');
        return { submitterKeyFile: join(folder, 'keys', 'wrong.key') };
      },
      'PROFILE_INVALID',
    ],
    [
      'a short token',
      async () => {
        await secret('short.token', 'short');
        return { operatorTokenFile: join(folder, 'keys', 'short.token') };
      },
      'PROFILE_INVALID',
    ],
    ['no database', { database: { url: 'postgres://nobody@127.0.0.1:1/none' } }, 'DATABASE_UNREACHABLE'],
  ])('does not start with %s', async (_name, change, code) => {
    const gateway = create(typeof change === 'function' ? await change() : change);
    await expect(gateway.start()).rejects.toMatchObject({ code });
  });
});

describe('the process', () => {
  const entry = join(import.meta.dirname, '../src/main.ts');
  const launch = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [entry, ...args], { env: { PATH: process.env.PATH } });
  const written = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    let text = '';
    for await (const chunk of stream ?? []) text += chunk;
    return text;
  };

  it('reports when it is ready and exits in order', async () => {
    const file = join(folder, 'profile.json');
    await writeFile(file, toJson(profile()));
    const child = launch('--profile', file);
    const log = written(child.stderr);
    const [line] = await once(createInterface({ input: child.stdout! }), 'line');
    const ready = JSON.parse(line);
    expect(ready).toEqual({ ready: true, httpPort: expect.any(Number), devicePort: expect.any(Number) });
    expect((await ask(await reached(ready), routes.health.path)).body.ok).toBe(true);
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
    const secrets = [
      TOKEN,
      developmentAccount(1).privateKey.slice(2),
      await readFile(join(folder, 'keys', 'database-password'), 'utf8'),
    ];
    for (const text of secrets) expect(await log).not.toContain(text.trim());
  });

  it.each([
    ['no profile', [], 'INVALID_INPUT'],
    ['an unknown option', ['--port', '1'], 'INVALID_INPUT'],
    ['a missing profile', ['--profile', '/nowhere.json'], 'PROFILE_MISSING'],
  ])('exits with a typed error given %s', async (_name, args, code) => {
    const child = launch(...args);
    const text = written(child.stderr);
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(JSON.parse(await text).code).toBe(code);
  });
});
