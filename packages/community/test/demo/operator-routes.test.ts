/** The console's demo wallet: only for this origin's page, and only for what an operator decides. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransactionResult } from '@evlock/chain';
import type { Part } from '@evlock/protocol';
import { createPagesServer, type PagesReady } from '@evlock/web';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIST_PATH, OperatorRoutes, VISITOR_PATH, WALLET_PATH } from '../../src/demo/operator-routes.ts';
import { DEMO_HEADER } from '../../src/feed/index.ts';

const CALL = { to: `0x${'cd'.repeat(20)}`, data: '0x12345678' } as const;
const LIST = '{"admitted":[]}';
const CODE = 'AB12-CD34-EF56-GH78';
let folder: string;
let pages: Part<PagesReady>;
let origin: string;
let isStarted = true;
const send = vi.fn(async () => ({ transaction: `0x${'5a'.repeat(32)}` }) as unknown as TransactionResult);
const addPerson = vi.fn(async () => ({ code: CODE, expires: 9 as never }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-operator-routes-'));
  await mkdir(join(folder, 'operator'));
  await writeFile(join(folder, 'version.json'), '{"version":"test"}');
  const routes = new OperatorRoutes({
    operator: () => (isStarted ? { addPerson } : undefined),
    list: async () => LIST,
    send,
  });
  const settings = { deployment: null, endpoints: [], demo: true, houses: [] };
  pages = createPagesServer(
    { folder, port: 0 },
    { settings: () => settings, gateway: () => undefined, demo: (app) => routes.add(app) },
  );
  origin = `http://localhost:${(await pages.start()).port}`;
});
afterAll(async () => {
  await pages.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  isStarted = true;
  send.mockClear();
  addPerson.mockClear();
});

const token = async (): Promise<string> =>
  ((await (await fetch(`${origin}${WALLET_PATH}`)).json()) as { token: string }).token;

async function post(path: string, body: unknown, given?: string, from = origin): Promise<[number, unknown]> {
  const headers = { 'content-type': 'application/json', origin: from, ...(given && { [DEMO_HEADER]: given }) };
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

describe("the demo's wallet", () => {
  it('sends for the page of this origin', async () => {
    expect(await post(WALLET_PATH, CALL, await token())).toEqual([200, { transaction: `0x${'5a'.repeat(32)}` }]);
    expect(send).toHaveBeenCalledWith(CALL);
  });

  it.each([
    ['without the token', CALL, undefined, 401],
    ['with another token', CALL, 'x'.repeat(32), 401],
  ])('sends nothing %s', async (_what, body, given, status) => {
    expect((await post(WALLET_PATH, body, given))[0]).toBe(status);
    expect(send).not.toHaveBeenCalled();
  });

  it('sends nothing for another origin, nor what is no call', async () => {
    const known = await token();
    expect((await post(WALLET_PATH, CALL, known, 'http://localhost:1'))[0]).toBe(403);
    expect((await post(WALLET_PATH, { to: CALL.to, data: '0x' }, known))[0]).toBe(400);
    expect(send).not.toHaveBeenCalled();
  });
});

describe("the demo's visitor", () => {
  it('gets a sign-up code as an operator, once the gateway is up', async () => {
    expect(await post(VISITOR_PATH, {}, await token())).toEqual([200, { code: CODE, expires: 9 }]);
    expect(addPerson).toHaveBeenCalledWith('Demo', 'operator');
    isStarted = false;
    expect((await post(VISITOR_PATH, {}, await token()))[1]).toMatchObject({ code: 'OUT_OF_STATE' });
    expect((await post(VISITOR_PATH, {}))[0]).toBe(401);
  });

  it('may take the list of the demo’s operator along, without which it could admit nothing', async () => {
    expect(await post(LIST_PATH, {}, await token())).toEqual([200, { list: LIST }]);
    expect((await post(LIST_PATH, {}))[0]).toBe(401);
    isStarted = false;
    expect((await post(LIST_PATH, {}, await token()))[1]).toMatchObject({ code: 'OUT_OF_STATE' });
  });
});
