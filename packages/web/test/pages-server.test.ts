import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type RequestListener,
} from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpsOptions } from '@evlock/https';
import { milliseconds } from '@evlock/protocol';
import { TlsFixture } from '@evlock/testing/meter/tls-fixture';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPagesServer, type PagesServerModules, type PagesSettings } from '../src/index.ts';

const SETTINGS: PagesSettings = { deployment: null, endpoints: ['https://rpc.example/key'], demo: true, houses: [] };

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

let folder: string;
let port: number;
let stop: () => Promise<void>;

/** Node's own client, since `fetch` lets nobody choose a Host. */
function ask(
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port, host: 'localhost', path, method, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function serve(modules: Partial<PagesServerModules> = {}): Promise<void> {
  const pages = createPagesServer(
    { folder, port: 0 },
    { settings: () => SETTINGS, gateway: () => undefined, ...modules },
  );
  ({ port } = await pages.start());
  stop = () => pages.stop();
}

const own = (): OutgoingHttpHeaders => ({ origin: `http://localhost:${port}` });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-pages-'));
  for (const name of ['home', 'operator', 'assets']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'version.json'), '{"version":"abc"}');
  await writeFile(join(folder, 'index.html'), 'community');
  await writeFile(join(folder, 'home', 'index.html'), 'home');
  await writeFile(join(folder, 'assets', 'main-1.js'), 'export {}');
  await writeFile(join(folder, 'secret.txt'), 'no page');
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

describe('what it serves', () => {
  beforeEach(() => serve());

  it('serves the pages, and nothing else of the folder', async () => {
    expect((await ask('/')).text).toBe('community');
    expect((await ask('/home/')).text).toBe('home');
    expect((await ask('/home')).headers.location).toBe('/home/');
    for (const path of ['/secret.txt', '/assets/../secret.txt', '/assets/%2e%2e/secret.txt']) {
      const { status, text } = await ask(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('no page');
    }
  });

  it('allows no inline script, nothing from outside, no frame', async () => {
    const { headers } = await ask('/home/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
  });

  it('lets pages and scripts ask their own origin alone, and keeps scripts that are named by their content', async () => {
    for (const path of ['/', '/assets/main-1.js']) {
      expect((await ask(path)).headers['content-security-policy']).toContain("connect-src 'self';");
    }
    expect((await ask('/assets/main-1.js')).headers['cache-control']).toContain('immutable');
  });

  it('says what the pages are pinned to, and which bundle it serves', async () => {
    const { text, headers } = await ask('/config.json');
    expect(JSON.parse(text)).toEqual({ ...SETTINGS, endpoints: ['/chain/0'], version: 'abc' });
    expect(text).not.toContain('key');
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('who may ask', () => {
  beforeEach(() => serve());

  it.each(['evil.example', '127.0.0.1', 'localhost'])('refuses another name for this machine: %s', async (host) => {
    const { status, text } = await ask('/config.json', { headers: { host } });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'ORIGIN_FORBIDDEN', details: { header: 'host' } });
  });

  it.each(['https://evil.example', 'http://localhost:1', 'null'])('refuses another page: %s', async (origin) => {
    const { status, text } = await ask('/config.json', { headers: { origin } });
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ details: { header: 'origin' } });
  });

  it('refuses a request that changes something and does not say from where', async () => {
    const { status } = await ask('/v1/sessions', { method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(status).toBe(403);
  });

  it('refuses another page’s image of it, and lets a person open it from anywhere', async () => {
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect((await ask('/', { headers: { ...crossSite, 'sec-fetch-mode': 'no-cors' } })).status).toBe(403);
    expect((await ask('/', { headers: { ...crossSite, 'sec-fetch-mode': 'navigate' } })).status).toBe(200);
  });

  it('reads JSON alone: a form cannot send that', async () => {
    const form = { ...own(), 'content-type': 'application/x-www-form-urlencoded' };
    expect((await ask('/v1/sessions', { method: 'POST', headers: form, body: 'a=b' })).status).toBe(415);
    const text = { ...own(), 'content-type': 'text/plain' };
    expect((await ask('/v1/sessions', { method: 'POST', headers: text, body: '{}' })).status).toBe(415);
  });
});

describe('the chain', () => {
  const headers = () => ({ ...own(), 'content-type': 'application/json' });
  const call = (method: string) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: [] });

  it('is asked for what is read, and gives its answer as data', async () => {
    const node = createServer((_request, response) => void response.end('{"result":"0x1"}'));
    await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve));
    const endpoints = [`http://127.0.0.1:${(node.address() as AddressInfo).port}`];
    await serve({ settings: () => ({ ...SETTINGS, endpoints }) });
    const answer = await ask('/chain/0', { method: 'POST', headers: headers(), body: call('eth_chainId') });
    expect(answer).toMatchObject({ status: 200, text: '{"result":"0x1"}' });
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect((await ask('/chain/1', { method: 'POST', headers: headers(), body: call('eth_chainId') })).status).toBe(404);
    node.close();
  });

  it('is one endpoint where the same one is named twice', async () => {
    await serve({ settings: () => ({ ...SETTINGS, endpoints: ['https://one.example', 'https://one.example'] }) });
    expect(JSON.parse((await ask('/config.json')).text)).toMatchObject({ endpoints: ['/chain/0'] });
  });

  it.each(['eth_sendTransaction', 'anvil_setBalance', 'eth_sign', 'evm_mine', 'personal_unlockAccount'])(
    'is never asked for %s',
    async (method) => {
      await serve();
      for (const body of [call(method), `[${call('eth_call')},${call(method)}]`, 'no JSON', '[]']) {
        expect((await ask('/chain/0', { method: 'POST', headers: headers(), body })).status).toBe(400);
      }
    },
  );
});

describe('the demo', () => {
  it('has routes of its own, behind the same checks', async () => {
    await serve({ demo: (app) => void app.post('/demo/sabotage', (request) => ({ given: request.body })) });
    const headers = { ...own(), 'content-type': 'application/json' };
    const answer = await ask('/demo/sabotage', { method: 'POST', headers, body: '{}' });
    expect(JSON.parse(answer.text)).toEqual({ given: '{}' });
    const foreign = { ...headers, origin: 'http://localhost:1' };
    expect((await ask('/demo/sabotage', { method: 'POST', headers: foreign, body: '{}' })).status).toBe(403);
  });

  it('has none outside', async () => {
    await serve();
    expect((await ask('/demo/feed')).status).toBe(404);
  });
});

describe('what it passes on to the gateway', () => {
  let fixture: TlsFixture;
  beforeAll(async () => {
    fixture = await TlsFixture.make();
  });
  afterAll(() => fixture.close());

  /** A gateway that answers like this, found under its pinned authority. */
  async function gateway(handle: RequestListener): Promise<() => HttpsOptions> {
    const server: Server = await fixture.listen(handle);
    const { port: listening } = server.address() as AddressInfo;
    return () => ({ url: `https://localhost:${listening}`, authority: fixture.authority });
  }
  const json = { 'content-type': 'application/json' };

  it('is method, path, body and session; no cookie and no other header', async () => {
    const heard = await gateway(async (request, response) => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString();
      const { method, url, headers } = request;
      response.writeHead(201, json).end(JSON.stringify({ method, url, body, headers }));
    });
    await serve({ gateway: heard });
    const headers = { ...own(), ...json, authorization: 'Bearer a', cookie: 'a=b', 'x-forwarded-for': '1.1.1.1' };
    const answer = await ask('/v1/offers?limit=2', { method: 'POST', headers, body: '{"a":1}' });
    expect(answer.status).toBe(201);
    const seen = JSON.parse(answer.text) as { headers: Record<string, string> };
    expect(seen).toMatchObject({ method: 'POST', url: '/v1/offers?limit=2', body: '{"a":1}' });
    expect(seen.headers).toMatchObject({ authorization: 'Bearer a', 'content-type': 'application/json' });
    expect(Object.keys(seen.headers).sort()).not.toEqual(expect.arrayContaining(['cookie']));
    expect(seen.headers).not.toHaveProperty('x-forwarded-for');
    expect(seen.headers).not.toHaveProperty('origin');
  });

  it('comes back as data that runs nowhere', async () => {
    const hostile = await gateway((_request, response) => {
      const page = { ...json, 'content-security-policy': 'script-src *', 'set-cookie': 'a=b', link: '</x>' };
      response.writeHead(200, page).end('{}');
    });
    await serve({ gateway: hostile });
    const { headers } = await ask('/v1/market');
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('link');
  });

  it.each(['text/html', 'text/javascript', 'image/svg+xml', ''])('is refused as %j', async (type) => {
    const hostile = await gateway((_request, response) => {
      response.writeHead(200, type === '' ? {} : { 'content-type': type }).end('<script>alert(1)</script>');
    });
    await serve({ gateway: hostile });
    const { status, text } = await ask('/v1/market');
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'PROTOCOL_VIOLATION' });
    expect(text).not.toContain('script>');
  });

  it('goes on as it comes where it is a stream, and ends with the page', async () => {
    let ended: () => void;
    const over = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const streaming = await gateway((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: offer\n\n');
      response.on('close', () => ended());
    });
    await serve({ gateway: streaming });
    const response = await fetch(`http://localhost:${port}/v1/events`);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('event: offer\n\n');
    await reader?.cancel();
    await over;
  });

  it('is not kept waiting by streams, however many are open', async () => {
    const streaming = await gateway((request, response) => {
      if (request.url !== '/v1/events') return void response.writeHead(200, json).end('{}');
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': evlock\n\n');
    });
    // Longer than this test: what waits for a stream's connection waits for ever.
    const timeout = milliseconds(600_000);
    await serve({ gateway: () => ({ ...streaming(), timeout }) });
    const over = new AbortController();
    const open = Array.from({ length: 20 }, () => fetch(`http://localhost:${port}/v1/events`, { signal: over.signal }));
    await Promise.all(open);
    expect((await ask('/v1/market')).status).toBe(200);
    over.abort();
  });

  it('says so when the gateway is not there, and keeps how long to wait', async () => {
    await serve();
    expect(JSON.parse((await ask('/v1/market')).text)).toMatchObject({ code: 'GATEWAY_UNREACHABLE' });
    await stop();
    const busy = await gateway((_request, response) =>
      response.writeHead(429, { ...json, 'retry-after': '7' }).end('{}'),
    );
    await serve({ gateway: busy });
    expect(await ask('/v1/market')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  });
});

it('is on both addresses of localhost: who held the other would answer under its origin', async () => {
  await serve();
  const { status } = await fetch(`http://[::1]:${port}/config.json`);
  // Its own, for a host that is not its name.
  expect(status).toBe(403);
  await stop();
  stop = async () => undefined;
  const other = createTcpServer().listen({ port, host: '::1' });
  await once(other, 'listening');
  const pages = createPagesServer({ folder, port }, { settings: () => SETTINGS, gateway: () => undefined });
  await expect(pages.start()).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  other.close();
});

it('does not start without a bundle', async () => {
  await rm(join(folder, 'version.json'));
  stop = async () => undefined;
  await expect(serve()).rejects.toMatchObject({ code: 'PAGES_NOT_BUILT' });
});
