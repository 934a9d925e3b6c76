/** The lane's control: with the limits disabled in the profile, the same abuses succeed. */
import { once } from 'node:events';
import type { ApiClient } from '@evlock/owner';
import { openApi } from '@evlock/owner/node';
import { milliseconds, routes, systemClock } from '@evlock/protocol';
import { type CommunityUnderTest, startCommunity } from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadMeter, statusFrame } from './support/bad-meter.ts';
import { Stranger } from './support/stranger.ts';
import { manyTimes, Tally } from './support/tally.ts';

const rate = { perSecond: 1_000_000_000, burst: 1_000_000_000 };
const connections = {
  connections: 1_000_000,
  connectionsPerAddress: 1_000_000,
  unauthenticated: 1_000_000,
  unauthenticatedPerAddress: 1_000_000,
  connectionRate: rate,
};
const OFF = {
  http: { requestsPerMinute: 1_000_000_000, publicRequestsPerMinute: 1_000_000_000, callerRate: rate, ...connections },
  deviceLink: { rate, byteRate: rate, ...connections },
};

describe('the control of the abuse lane', () => {
  let underTest: CommunityUnderTest;
  let api: ApiClient;
  let stranger: Stranger;
  beforeAll(async () => {
    underTest = await startCommunity([], { households: ['mallory'], gateway: { limits: OFF } });
    api = await openApi(underTest.community.address);
    stranger = await Stranger.of(underTest.community.address);
  });
  afterAll(async () => {
    stranger?.close();
    api?.close();
    await underTest?.close();
  });

  it('an outsider gets every challenge', async () => {
    const { meterKey } = underTest.community.household('mallory');
    const tally = new Tally();
    await manyTimes(1_000, 16, async () =>
      tally.add((await stranger.ask(routes.challenge.path, { body: { meterKey } })).answer),
    );
    expect(tally.byAnswer).toEqual({ ok: 1_000 });
  });

  it('a session gets every answer', async () => {
    const token = await underTest.community.household('mallory').owner.signIn();
    const tally = new Tally();
    await manyTimes(500, 16, async () => tally.add((await stranger.ask(routes.offers.path, { token })).answer));
    expect(tally.byAnswer).toEqual({ ok: 500 });
  });

  it('a meter gets every frame accepted', async () => {
    const { community } = underTest;
    const bad = await BadMeter.of(community.household('mallory'), community.address);
    const socket = await bad.connect();
    if (typeof socket === 'string') throw new Error(socket);
    for (let id = 1; id <= 1_000; id++) {
      const answered = once(socket, 'message');
      socket.send(statusFrame(id));
      await answered;
    }
    socket.terminate();
  });

  it('unauthenticated connections take every place', async () => {
    const silent = Array.from({ length: 900 }, (_, index) => stranger.silent(index));
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    while ((await api.call('health', {})).connections < 900) await systemClock.sleep(milliseconds(100));
    for (const socket of silent) socket.destroy();
  });
});
