import { ApiClient } from '@evlock/owner';
import { httpsTransport } from '@evlock/owner/node';
import { money } from '@evlock/protocol';
import { accountView, offerView } from '@evlock/testing/owner/samples';
import { hex, market, TestGateway } from '@evlock/testing/owner/test-gateway';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HostileApi, Rules } from '../../src/hostile-gateway/index.ts';

let real: TestGateway;
let hostile: HostileApi;
let api: ApiClient;
const rules = new Rules();

beforeAll(async () => {
  real = await TestGateway.start();
  real.handlers = { market: () => market, account: () => accountView, offer: () => offerView };
  const identity = { ...(await real.identity()), authority: real.authority };
  hostile = new HostileApi({ identity, upstream: real.url }, { rules });
  await hostile.start();
  api = new ApiClient({ transport: httpsTransport({ url: hostile.url, authority: real.authority }) });
});
afterEach(() => rules.clear());
afterAll(async () => {
  api.close();
  await hostile.stop();
  await real.stop();
});

describe("a hostile gateway between an owner and the owner's gateway", () => {
  it('passes for the real one while it is honest', async () => {
    expect(await api.call('market', {})).toEqual(market);
    expect(await api.call('account', { token: 'secret' })).toEqual(accountView);
    expect(real.last('account').token).toBe('secret');
    expect(rules.seen.map(({ name, caller }) => [name, caller])).toEqual([
      ['market', null],
      ['account', 'secret'],
    ]);
  });

  it('passes on the real one’s refusals', async () => {
    const refused = api.call('trade', { params: { id: hex('7') }, token: 'secret' });
    await expect(refused).rejects.toMatchObject({ code: 'INTERNAL', details: { route: 'trade' } });
  });

  it('shows a false balance', async () => {
    rules.add({ on: 'account', answer: (view) => ({ ...(view as typeof accountView), balance: money(1) }) });
    expect((await api.call('account', { token: 'secret' })).balance).toBe(1n);
  });

  it('requests an offer other than the owner’s, or answers without asking', async () => {
    rules.add({ on: 'offer', reply: ({ params }) => ({ ...offerView, hash: params.hash, reputation: 99 }) });
    const shown = await api.call('offer', { params: { hash: hex('9') }, token: 'secret' });
    expect(shown).toMatchObject({ hash: hex('9'), reputation: 99 });
  });

  it('sends events that never happened', async () => {
    const stop = new AbortController();
    const events = api.events({ token: 'secret', signal: stop.signal });
    const first = events.next();
    await expect.poll(() => real.listeners).toBe(1);
    hostile.tell('offer', offerView);
    expect((await first).value).toEqual({ name: 'offer', data: offerView });
    stop.abort();
    await events.return(undefined);
  });
});
