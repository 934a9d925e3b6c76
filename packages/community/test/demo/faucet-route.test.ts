import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Address, Bytes32, Part } from '@evlock/protocol';
import { createPagesServer, type PagesReady } from '@evlock/web';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAUCET_AMOUNT, FAUCET_PATH, FaucetRoute } from '../../src/demo/faucet-route.ts';

const ACCOUNT: Address = `0x${'a2'.repeat(20)}`;
const sent = { transaction: `0x${'5a'.repeat(32)}` as Bytes32 };
let folder: string;
let pages: Part<PagesReady>;
let origin: string;
let isStarted = true;
const give = vi.fn(async () => sent);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evlock-faucet-'));
  await mkdir(join(folder, 'home'));
  await writeFile(join(folder, 'version.json'), '{"version":"test"}');
  const route = new FaucetRoute({ give: () => (isStarted ? give : undefined) });
  const settings = { deployment: null, endpoints: [], demo: true, houses: [] };
  pages = createPagesServer(
    { folder, port: 0 },
    { settings: () => settings, gateway: () => undefined, demo: (app) => route.add(app) },
  );
  origin = `http://localhost:${(await pages.start()).port}`;
});
afterAll(async () => {
  await pages.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  isStarted = true;
  give.mockReset();
  give.mockImplementation(async () => sent);
});

async function post(body: unknown, from = origin): Promise<[number, unknown]> {
  const headers = { 'content-type': 'application/json', origin: from };
  const response = await fetch(`${origin}${FAUCET_PATH}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

describe("the demo's faucet", () => {
  it('gives a fixed amount of test money', async () => {
    expect(await post({ account: ACCOUNT })).toEqual([200, sent]);
    expect(give).toHaveBeenCalledWith(ACCOUNT, FAUCET_AMOUNT);
  });

  it('gives nothing to another origin, to what is no account, or above that amount', async () => {
    expect((await post({ account: ACCOUNT }, 'http://localhost:1'))[0]).toBe(403);
    expect((await post({ account: '0x12' }))[0]).toBe(400);
    expect((await post({ account: ACCOUNT, amount: '1' }))[0]).toBe(400);
    expect(give).not.toHaveBeenCalled();
  });

  it('gives once at a time, and again after a failure', async () => {
    const { promise, resolve } = Promise.withResolvers<typeof sent>();
    give.mockImplementationOnce(() => promise);
    const first = post({ account: ACCOUNT });
    await vi.waitUntil(() => give.mock.calls.length === 1);
    expect((await post({ account: ACCOUNT }))[1]).toMatchObject({ code: 'RATE_LIMITED' });
    resolve(sent);
    expect((await first)[0]).toBe(200);
    give.mockImplementationOnce(() => Promise.reject(new Error('reverted')));
    expect((await post({ account: ACCOUNT }))[0]).toBe(500);
    expect((await post({ account: ACCOUNT }))[0]).toBe(200);
  });

  it('says so while there are no contracts', async () => {
    isStarted = false;
    expect((await post({ account: ACCOUNT }))[1]).toMatchObject({ code: 'OUT_OF_STATE' });
  });
});
