/** A watchtower's listener over real TLS; the chain's answers are the test's. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Address, systemClock, toJson, WATCHTOWER_MAX_BODY } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTAKE_LIMITS } from '../src/limits/intake-limits.ts';
import { createWatchtowerListener, type WatchtowerListener } from '../src/watchtower-listener.ts';
import {
  buyer,
  deployment,
  exportOf,
  idOf,
  keyOf,
  seller,
  sellerMeter,
  signedCancel,
  signedTrade,
} from './signed-intake/samples.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the watchtower says is what the test looks at.
  readonly body: any;
  readonly wait: string | undefined;
}
const many = { perSecond: 1_000, burst: 1_000 };

describe('a watchtower that listens', () => {
  let folder: string;
  let listener: WatchtowerListener;
  let port: number;
  let authority: string;
  const chain = {
    states: new Map<string, 'open' | 'claimed' | 'settled'>(),
    asked: 0,
    trade: async ({ id }: { readonly id: string }) => {
      chain.asked++;
      return { state: chain.states.get(id) ?? ('none' as const) };
    },
    meter: async (meterKey: Address) => {
      chain.asked++;
      return meterKey === sellerMeter.address ? ({ account: seller.address } as never) : undefined;
    },
    isNonceSpent: async (_meterKey: Address, nonce: number) => nonce < 3,
  };
  async function open(limits = { ...INTAKE_LIMITS, rate: many, connectionRate: many }): Promise<void> {
    listener = await createWatchtowerListener(
      { at: { host: '127.0.0.1', port: 0 }, folder, deployment, serverNames: [], limits: { intake: limits } },
      { reader: chain, clock: systemClock, log: silent },
    );
    const { port: own, authorityFile } = await listener.start();
    port = own;
    authority = await readFile(authorityFile ?? '', 'utf8');
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evlock-listener-'));
    chain.states.clear();
    chain.asked = 0;
  });
  afterEach(async () => {
    await listener.stop();
    await rm(folder, { recursive: true });
  });

  function ask(
    path: string,
    { method = 'POST', body = '', type = 'application/json' }: { method?: string; body?: string; type?: string } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port, ca: authority, path, method, agent: false },
          headers: { 'content-type': type },
        },
        async (response) => {
          const text = Buffer.concat((await response.toArray()) as Buffer[]).toString();
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), wait: response.headers['retry-after'] });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
  const bring = (parts: Parameters<typeof exportOf>[0]) => ask('/v1/signed', { body: toJson(exportOf(parts)) });

  it('accepts a trade that is on chain, from anyone, and watches it', async () => {
    await open();
    const trade = signedTrade(1);
    chain.states.set(idOf(trade), 'open');
    expect(await bring({ trades: [trade] })).toMatchObject({
      status: 200,
      body: { items: [{ item: 'trade', id: idOf(trade), code: null }] },
    });
    expect((await listener.source.read()).trades).toEqual([trade]);
    expect(await ask('/v1/health', { method: 'GET' })).toMatchObject({ status: 200, body: { ok: true, watched: 1 } });
    listener.report('SUBMITTER_EXHAUSTED');
    expect((await ask('/v1/health', { method: 'GET' })).body).toMatchObject({
      ok: false,
      problem: 'SUBMITTER_EXHAUSTED',
    });
  });

  it('accepts nothing that is free to sign: no trade never opened, no cancel by a key that is not a meter', async () => {
    await open();
    const [phantom, over] = [signedTrade(1), signedTrade(2)];
    chain.states.set(idOf(over), 'settled');
    const cancels = [signedCancel(9, keyOf(7)), signedCancel(2), signedCancel(9)];
    const { body } = await bring({ trades: [phantom, over], cancels });
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual([
      ...['TRADE_NOT_FOUND', 'TRADE_NOT_OPEN'],
      ...['NOT_ENROLLED', 'ORDER_CANCELLED', null],
    ]);
    const { trades, cancels: kept } = await listener.source.read();
    expect([trades, kept]).toEqual([[], [signedCancel(9)]]);
  });

  it('accepts a body while other announced ones do not arrive', async () => {
    const wide = { unauthenticatedPerAddress: 64, connectionsPerAddress: 64 };
    await open({ ...INTAKE_LIMITS, rate: many, connectionRate: many, ...wide });
    const slow = Array.from({ length: INTAKE_LIMITS.atOnce }, () => {
      const sent = request({
        ...{ host: '127.0.0.1', port, ca: authority, path: '/v1/signed', method: 'POST', agent: false },
        headers: { 'content-type': 'application/json', 'content-length': 100 },
      });
      sent.on('error', () => undefined);
      sent.write('{');
      return sent;
    });
    await Promise.all(
      slow.map((sent) => new Promise((resolve) => sent.on('socket', (socket) => socket.on('secureConnect', resolve)))),
    );
    const trade = signedTrade(1);
    chain.states.set(idOf(trade), 'open');
    for (let look = 0; look < 5; look++) expect(await bring({ trades: [trade] })).toMatchObject({ status: 200 });
    for (const sent of slow) sent.destroy();
  });

  it('refuses by name what is not signed data, for another market, too large or not for it', async () => {
    await open();
    const trade = signedTrade(1);
    const forged = { ...trade, receipts: [{ ...trade.receipts[0]!, signature: trade.receipts[1]!.signature }] };
    const withdrawal = {
      ...{ account: buyer.address, token: deployment.token, to: buyer.address, amount: '1', submitterFee: '0' },
      ...{ nonce: '0', deadline: 1 },
    };
    const cases: [Promise<Answer>, number, string][] = [
      [ask('/v1/signed', { body: '{' }), 400, 'INVALID_INPUT'],
      [ask('/v1/signed', { body: '{}', type: 'text/plain' }), 400, 'INVALID_INPUT'],
      [ask('/v1/signed', { body: 'x'.repeat(WATCHTOWER_MAX_BODY + 1) }), 413, 'INPUT_TOO_LARGE'],
      [ask('/v1/other', { method: 'GET' }), 404, 'ROUTE_NOT_FOUND'],
      [ask('/v1/signed', { method: 'GET' }), 404, 'ROUTE_NOT_FOUND'],
      [bring({ trades: [forged] }), 400, 'INVALID_SIGNATURE'],
      [bring({ deployment: { ...deployment, chainId: 1001 } }), 409, 'CHAIN_WRONG_NETWORK'],
      [bring({ cancels: Array.from({ length: 33 }, (_, index) => signedCancel(index + 4)) }), 413, 'INPUT_TOO_LARGE'],
      [
        bring({ withdrawals: [{ withdrawal, signature: `0x${'11'.repeat(64)}1b` }] as never }),
        400,
        'INVALID_SIGNATURE',
      ],
    ];
    for (const [answer, status, code] of cases) {
      await expect(answer.then(({ status: got, body }) => [got, body.code])).resolves.toEqual([status, code]);
    }
    expect(chain.asked).toBe(0);
  });

  it('may be stopped before it starts, while it starts and twice, and leaves nothing listening', async () => {
    const options = { at: { host: '127.0.0.1', port: 0 }, folder, deployment, serverNames: [] };
    const modules = { reader: chain, clock: systemClock, log: silent };
    listener = await createWatchtowerListener(options, modules);
    await Promise.all([listener.stop(), listener.stop()]);
    await expect(listener.start()).rejects.toMatchObject({ code: 'CANCELLED' });
    listener = await createWatchtowerListener(options, modules);
    const starting = listener.start();
    await listener.stop();
    await expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
    listener = await createWatchtowerListener(options, modules);
    const { port: own } = await listener.start();
    const second = await createWatchtowerListener({ ...options, at: { host: '127.0.0.1', port: own } }, modules);
    await expect(second.start()).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  it('bounds what one address submits, and its own queries to the chain', async () => {
    await open({ ...INTAKE_LIMITS, rate: { perSecond: 0.001, burst: 3 }, connectionRate: many });
    const answers = [];
    for (let nonce = 1; nonce <= 6; nonce++) answers.push(await bring({ trades: [signedTrade(nonce)] }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 429]);
    expect(Number(answers[3]?.wait)).toBeGreaterThan(100);
    expect(chain.asked).toBe(3);
  });

  it('control without the bounds: every body is a query to the chain, until unauthenticated connections together exceed its limit', async () => {
    await open();
    const codes = new Set<string>();
    for (let nonce = 1; nonce <= 150; nonce += 15) {
      const trades = Array.from({ length: 15 }, (_, index) => signedTrade(nonce + index));
      const { body } = await bring({ trades });
      for (const { code } of body.items) codes.add(code);
    }
    expect(chain.asked).toBeGreaterThanOrEqual(100);
    expect(chain.asked).toBeLessThan(150);
    expect(codes).toEqual(new Set(['TRADE_NOT_FOUND', 'RATE_LIMITED']));
  });
});
