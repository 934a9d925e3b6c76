/** What the environment of a process can say to weaken a client, tried one by one on a process of its own. */
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { portOf, TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

const run = promisify(execFile);
let fixture: TlsFixture;
let stranger: TlsFixture;
let server: number;
let strangers: number;
let proxy: Server;
let asked = 0;

beforeAll(async () => {
  [fixture, stranger] = await Promise.all([TlsFixture.make(), TlsFixture.make()]);
  server = portOf(await fixture.listen((_request, response) => response.end('ours')));
  strangers = portOf(await stranger.listen((_request, response) => response.end('theirs')));
  proxy = createServer((socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked = 0;
});
afterAll(async () => {
  proxy.close();
  await Promise.all([fixture.close(), stranger.close()]);
});

/** What a process with this environment gets from a port: the text, or the code of the failure. */
async function ask(port: number, env: Record<string, string>): Promise<string> {
  const script = `
    import { readAuthority } from ${JSON.stringify(import.meta.resolve('@evlock/files'))};
    import { HttpsClient } from ${JSON.stringify(import.meta.resolve('@evlock/https'))};
    const authority = await readAuthority(${JSON.stringify(fixture.authorityFile)});
    const client = new HttpsClient({ url: 'https://localhost:${port}', authority });
    const request = { method: 'GET', path: '/', headers: {} };
    console.log(await client.exchange(request).then(({ text }) => text, ({ code }) => code));
    client.close();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH, ...env },
  });
  return stdout.trim();
}

it.each<[string, () => Record<string, string>]>([
  ['nothing', () => ({})],
  ['NODE_TLS_REJECT_UNAUTHORIZED', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
  ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: join(stranger.folder, 'authority.pem') })],
  [
    'SSL_CERT_FILE',
    () => ({ SSL_CERT_FILE: join(stranger.folder, 'authority.pem'), NODE_OPTIONS: '--use-openssl-ca' }),
  ],
  ['an older TLS', () => ({ NODE_OPTIONS: '--tls-min-v1.0' })],
  [
    'a proxy',
    () => {
      const url = `http://127.0.0.1:${portOf(proxy as never)}`;
      return { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: url, https_proxy: url, HTTP_PROXY: url, ALL_PROXY: url };
    },
  ],
])(
  'believes the pinned authority alone, and asks its server itself, whatever the environment says: %s',
  async (_name, env) => {
    expect([await ask(strangers, env()), await ask(server, env())]).toEqual(['GATEWAY_UNTRUSTED', 'ours']);
    expect(asked).toBe(0);
  },
);

it('accepts no older TLS where the environment allows it', async () => {
  const old = portOf(await fixture.listen((_request, response) => response.end('old'), { maxVersion: 'TLSv1.2' }));
  expect(await ask(old, { NODE_OPTIONS: '--tls-min-v1.0' })).toBe('GATEWAY_UNREACHABLE');
});
