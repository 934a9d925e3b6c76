import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitsSchema } from '../src/limits/profile-limits.ts';
import { readGatewayProfile } from '../src/profile.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-profile-'));
});
afterAll(() => rm(folder, { recursive: true }));

const example = {
  dataFolder: 'data',
  keyFolder: '/var/lib/evlock/keys',
  http: { port: 8443 },
  deviceLink: { host: '0.0.0.0', port: 8444 },
  database: { embedded: true },
  chain: { endpoints: ['http://127.0.0.1:8545'], deploymentFile: 'deployment.json' },
  submitterKeyFile: 'keys/submitter.key',
  operatorTokenFile: 'keys/operator.token',
};

async function profileFile(content: unknown, mode = 0o644): Promise<string> {
  const file = join(folder, 'gateway.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(file, mode);
  return file;
}

describe('a profile', () => {
  it('resolves paths from its folder and fills in defaults', async () => {
    expect(await readGatewayProfile(await profileFile(example))).toEqual({
      ...example,
      dataFolder: join(folder, 'data'),
      http: { host: '127.0.0.1', port: 8443 },
      chain: { ...example.chain, deploymentFile: join(folder, 'deployment.json') },
      limits: limitsSchema.parse({}),
      certificates: { deviceDays: 365, serverDays: 30 },
      submitterKeyFile: join(folder, 'keys/submitter.key'),
      operatorTokenFile: join(folder, 'keys/operator.token'),
      serverNames: [],
      development: false,
      log: { level: 'info' },
      watchtower: { graceSeconds: 180 },
    });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', '(whole)'],
    ['a list', [], '(whole)'],
    ['nothing required', {}, 'dataFolder'],
    ['an unknown field', { ...example, submitterKey: '0x12' }, '(whole)'],
    ['a port beyond the last', { ...example, http: { port: 70_000 } }, 'http.port'],
    ['a port as text', { ...example, http: { port: '8443' } }, 'http.port'],
    ['no endpoint', { ...example, chain: { ...example.chain, endpoints: [] } }, 'chain.endpoints'],
    [
      'an endpoint of a file',
      { ...example, chain: { ...example.chain, endpoints: ['file:///x'] } },
      'chain.endpoints.0',
    ],
    ['a database of another kind', { ...example, database: { url: 'mysql://x' } }, 'database.url'],
    [
      'a limit of nothing',
      { ...example, limits: { deviceLink: { rate: { burst: 0 } } } },
      'limits.deviceLink.rate.burst',
    ],
    ['native balance that is no number', { ...example, limits: { gas: { reserve: '1 KAIA' } } }, 'limits.gas.reserve'],
    ['an unknown log level', { ...example, log: { level: 'loud' } }, 'log.level'],
  ])('is refused with %s', async (_name, content, field) => {
    const file = await profileFile(content);
    await expect(readGatewayProfile(file)).rejects.toMatchObject({ code: 'PROFILE_INVALID', details: { file, field } });
  });

  it('that is missing is refused', async () => {
    const file = join(folder, 'none.json');
    await expect(readGatewayProfile(file)).rejects.toMatchObject({
      code: 'PROFILE_MISSING',
      details: { file },
    });
  });

  it('that contains a password is for its owner only', async () => {
    const secret = { ...example, database: { url: 'postgres://evlock:password@db/evlock' } };
    await expect(readGatewayProfile(await profileFile(secret, 0o644))).rejects.toMatchObject({
      code: 'SECRET_EXPOSED',
    });
    expect((await readGatewayProfile(await profileFile(secret, 0o600))).database).toEqual(secret.database);
  });
});

describe('what is loaded', () => {
  /** The packages a module loads in its own process. */
  async function loadedBy(entry: string): Promise<Set<string>> {
    const script = `
      const { registerHooks } = await import('node:module');
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      await import(${JSON.stringify(new URL(`../src/${entry}`, import.meta.url).href)});
      process.stdout.write(loaded.join('\\n'));`;
    const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { maxBuffer: 16_777_216 });
    const names = Array.from(stdout.matchAll(/\/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//g), ([, name]) => name ?? '');
    return new Set(names);
  }
  const servers = ['fastify', '@fastify/rate-limit', '@fastify/swagger', 'ws'];

  it('for a profile is its schema, and neither a server nor a database', async () => {
    const loaded = await loadedBy('profile.ts');
    expect(loaded).toContain('zod');
    expect([...servers, 'pg', 'pino'].filter((name) => loaded.has(name))).toEqual([]);
  });

  it('for the operator’s tools is a database, and no server', async () => {
    const loaded = await loadedBy('operations/tools.ts');
    expect(loaded).toContain('pg');
    expect(servers.filter((name) => loaded.has(name))).toEqual([]);
  });

  it('control: the gateway itself loads them', async () => {
    const loaded = await loadedBy('gateway.ts');
    expect(servers.filter((name) => !loaded.has(name))).toEqual([]);
  });
});
