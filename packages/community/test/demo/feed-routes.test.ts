/** The demo's routes as a browser reaches them, and as another page, or a name that resolves to this machine, may try to. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvlockError, type Part } from '@evlock/protocol';
import { createPagesServer, type PagesReady } from '@evlock/web';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FeedRoutes } from '../../src/demo/feed-routes.ts';
import { DEMO_HEADER, FEED_PATH, MEND_PATH, SABOTAGE_PATH, type Snapshot } from '../../src/feed/index.ts';
import type { Saboteur } from '../../src/sabotage/saboteur.ts';

const TOKEN = 'a-token-of-this-start';
const CUT = JSON.stringify({ sabotage: { kind: 'wire-cut', wire: 'alice-bob' } });

let folder: string;
let pages: Part<PagesReady>;
let port: number;
let routes: FeedRoutes;
const did: unknown[] = [];
let isStarted = true;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-feed-'));
  await mkdir(join(folder, 'home'));
  await writeFile(join(folder, 'version.json'), '{"version":"test"}');
  const saboteur = {
    sabotage: async (sabotage: unknown) => did.push(sabotage),
    mend: async (fault: number) => {
      if (fault !== 1) throw new EvlockError('INVALID_INPUT', { field: 'fault', value: fault });
    },
  };
  routes = new FeedRoutes({
    snapshot: () => ({ version: 1, facts: [], sabotageToken: TOKEN }) as unknown as Snapshot,
    token: TOKEN,
    saboteur: () => (isStarted ? (saboteur as unknown as Saboteur) : undefined),
  });
  const settings = { deployment: null, endpoints: [], demo: true, houses: [] };
  pages = createPagesServer(
    { folder, port: 0 },
    { settings: () => settings, gateway: () => undefined, demo: (app) => routes.add(app) },
  );
  ({ port } = await pages.start());
});
afterAll(async () => {
  routes.close();
  await pages.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  did.length = 0;
  isStarted = true;
});

interface Asked {
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Posts as our own page does, except for what is given. */
function post({ path = SABOTAGE_PATH, body = CUT, headers = {} }: Asked): Promise<{ status: number; body: unknown }> {
  const own = {
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    'content-type': 'application/json',
    [DEMO_HEADER]: TOKEN,
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    request({ host: 'localhost', port, path, method: 'POST', headers: sent as Record<string, string> }, (response) => {
      void response.toArray().then((chunks) => {
        const text = Buffer.concat(chunks as Buffer[]).toString();
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      }, reject);
    })
      .once('error', reject)
      .end(body);
  });
}

describe('sabotage', () => {
  it('is done for our own page, and mended', async () => {
    expect(await post({})).toEqual({ status: 200, body: { fault: 1 } });
    expect(did).toEqual([{ kind: 'wire-cut', wire: 'alice-bob' }]);
    expect(await post({ path: MEND_PATH, body: '{"fault":1}' })).toEqual({ status: 200, body: {} });
    expect(await post({ path: MEND_PATH, body: '{"fault":9}' })).toMatchObject({ body: { code: 'INVALID_INPUT' } });
  });

  it.each([
    ['a name that resolves to this machine', { host: 'attacker.example' }],
    ['a page of another local port', { origin: 'http://localhost:1' }],
    ['no page at all', { origin: undefined }],
    ['another site’s page, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['who cannot read the feed', { [DEMO_HEADER]: undefined }],
    ['a guessed token', { [DEMO_HEADER]: 'a-token-of-that-start' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form that says to be text', { 'content-type': 'text/plain' }],
  ])('is not done for %s', async (_who, headers) => {
    const { status } = await post({ headers });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(did).toEqual([]);
  });

  it.each(['', 'null', '[]', '{"sabotage":{"kind":"explode"}}', '{"sabotage":{"kind":"wire-cut"}}', 'x'.repeat(5_000)])(
    'is not done for a body like %.20s',
    async (body) => {
      expect((await post({ body })).status).toBeGreaterThanOrEqual(400);
      expect(did).toEqual([]);
    },
  );

  it('waits until there is something to break', async () => {
    isStarted = false;
    expect(await post({})).toMatchObject({ body: { code: 'OUT_OF_STATE' } });
  });
});

describe('the feed', () => {
  async function open(): Promise<{
    first: string;
    stream: ReadableStreamDefaultReader<Uint8Array>;
    type: string | null;
  }> {
    const response = await fetch(`http://localhost:${port}${FEED_PATH}`);
    const stream = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    const { value } = await stream.read();
    return { first: new TextDecoder().decode(value), stream, type: response.headers.get('content-type') };
  }

  it('shows the present picture at once, and each next one', async () => {
    const { first, stream, type } = await open();
    expect(type).toBe('text/event-stream');
    expect(first).toBe(`event: snapshot\ndata: {"version":1,"facts":[],"sabotageToken":"${TOKEN}"}\n\n`);
    expect(routes.isWatched).toBe(true);
    routes.tell();
    expect(new TextDecoder().decode((await stream.read()).value)).toBe(first);
    await stream.cancel();
  });

  it('is not there without a demo', async () => {
    const settings = { deployment: null, endpoints: [], demo: false, houses: [] };
    const plain = createPagesServer({ folder, port: 0 }, { settings: () => settings, gateway: () => undefined });
    const { url } = await plain.start();
    for (const path of [FEED_PATH, SABOTAGE_PATH, MEND_PATH]) expect((await fetch(`${url}${path}`)).status).toBe(404);
    await plain.stop();
  });
});
