import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiClient } from '@evlock/owner';
import { type HttpsOptions, httpsTransport } from '@evlock/owner/node';
import { EvlockError, milliseconds, toJson } from '@evlock/protocol';
import { offerView, tradeView } from '@evlock/testing/owner/samples';
import { hex, market, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** A client over real HTTPS. */
const clientOf = (options: HttpsOptions): ApiClient => new ApiClient({ transport: httpsTransport(options) });

let gateway: TestGateway;
let other: TestGateway;
let api: ApiClient;
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: EvlockError) => error.code,
  );

beforeAll(async () => {
  [gateway, other] = await Promise.all([TestGateway.start(), TestGateway.start()]);
});
beforeEach(() => {
  gateway.handlers = { market: () => market };
  gateway.received.length = 0;
  api = clientOf({ url: gateway.url, authority: gateway.authority, timeout: milliseconds(2000) });
});
afterAll(async () => {
  api.close();
  await Promise.all([gateway.stop(), other.stop()]);
});

describe('a call', () => {
  it("returns the route's answer, in our units", async () => {
    expect(await api.call('market', {})).toEqual(market);
    gateway.handlers.trade = () => tradeView();
    const trade = await api.call('trade', { params: { id: hex('7') }, token: 'secret' });
    expect(trade.energy).toBe(1500n);
    expect(gateway.last('trade')).toMatchObject({ params: { id: hex('7') }, token: 'secret' });
  });

  it('sends the query, omitting what is undefined', async () => {
    gateway.handlers.trades = () => ({ trades: [] });
    await api.call('trades', { query: { limit: 3 }, token: 'secret' });
    expect(gateway.last('trades').query).toEqual({ limit: '3' });
  });

  it("fails with the gateway's error", async () => {
    gateway.handlers.market = () => {
      throw new EvlockError('ORDER_TAKEN', { hash: 'x' });
    };
    const failure = await api.call('market', {}).catch((error) => error);
    expect(failure).toMatchObject({ code: 'ORDER_TAKEN', details: { hash: 'x' } });
  });

  it('rejects an answer that does not match the route', async () => {
    gateway.handlers.market = () => ({ ...market, market: 'somewhere' });
    expect(await code(api.call('market', {}))).toBe('PROTOCOL_VIOLATION');
    gateway.handlers.market = () => undefined;
    expect(await code(api.call('market', {}))).toBe('PROTOCOL_VIOLATION');
  });

  it('rejects an answer beyond the limit', async () => {
    const small = clientOf({ url: gateway.url, authority: gateway.authority, maxResponse: 100 });
    expect(await code(small.call('market', {}))).toBe('INPUT_TOO_LARGE');
    small.close();
  });

  it('times out', async () => {
    gateway.handlers.market = () => new Promise(() => undefined);
    const hasty = clientOf({ url: gateway.url, authority: gateway.authority, timeout: milliseconds(100) });
    expect(await code(hasty.call('market', {}))).toBe('TIMED_OUT');
    hasty.close();
  });

  it('ends when its signal is aborted', async () => {
    gateway.handlers.market = () => new Promise(() => undefined);
    const stop = new AbortController();
    const call = api.call('market', { signal: stop.signal });
    stop.abort();
    expect(await code(call)).toBe('CANCELLED');
  });
});

describe('what it trusts', () => {
  it('no gateway of another authority', async () => {
    const misled = clientOf({ url: other.url, authority: gateway.authority });
    expect(await code(misled.call('market', {}))).toBe('GATEWAY_UNTRUSTED');
    misled.close();
  });

  it('no certificate for another name', async () => {
    const url = gateway.url.replace('localhost', '127.0.0.2');
    const misled = clientOf({ url, authority: gateway.authority });
    expect(['GATEWAY_UNTRUSTED', 'GATEWAY_UNREACHABLE']).toContain(await code(misled.call('market', {})));
    misled.close();
  });

  it('nothing without TLS', async () => {
    expect(() => clientOf({ url: 'http://localhost:1', authority: gateway.authority })).toThrow(EvlockError);
    const plain = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const misled = clientOf({ url: `https://localhost:${port}`, authority: gateway.authority });
    expect(['GATEWAY_UNTRUSTED', 'GATEWAY_UNREACHABLE']).toContain(await code(misled.call('market', {})));
    misled.close();
    plain.close();
  });

  it('reports when nobody answers', async () => {
    const alone = clientOf({ url: 'https://127.0.0.1:1', authority: gateway.authority });
    expect(await code(alone.call('market', {}))).toBe('GATEWAY_UNREACHABLE');
    alone.close();
  });
});

describe('the event stream', () => {
  const block = (name: string, data: unknown): string => `event: ${name}\ndata: ${toJson(data)}\n\n`;

  it('yields known events and skips the rest', async () => {
    const stop = new AbortController();
    const events = api.events({ token: 'secret', signal: stop.signal });
    const first = events.next();
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.tell(`: heartbeat\n\n${block('later', {})}`);
    const [head, tail] = [block('offer', offerView).slice(0, 40), block('offer', offerView).slice(40)];
    gateway.tell(head);
    gateway.tell(tail + block('trade', tradeView()));
    expect((await first).value).toEqual({ name: 'offer', data: offerView });
    expect((await events.next()).value).toMatchObject({ name: 'trade', data: { state: 'settled' } });
    stop.abort();
    expect((await events.next()).done).toBe(true);
    await expect.poll(() => gateway.listeners).toBe(0);
  });

  it('fails on an event that violates its schema', async () => {
    const events = api.events({ token: 'secret', signal: new AbortController().signal });
    const first = code(events.next());
    await expect.poll(() => gateway.listeners).toBe(1);
    gateway.tell(block('trade', { state: 'paid' }));
    expect(await first).toBe('INVALID_INPUT');
  });
});
