/**
 * Mallory, signed in, opens 30 event streams that she does not read, and requests the offers 4 000 times. Streams are
 * limited per owner, calls by their rate.
 */
import { EVENTS_PATH, milliseconds, routes, systemClock } from '@evlock/protocol';
import { expect } from 'vitest';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';

export const unreadStreams: AbuseCase = {
  title: 'sends endless requests, and opens streams that it does not read',
  run: async (lane) => {
    const line = await lane.whileTrading('calls and event streams of one session', async (tally) => {
      await manyTimes(30, 30, async () => {
        const open = lane.stranger.ask(EVENTS_PATH, { token: lane.token }).then(({ answer }) => answer);
        const waited = systemClock.sleep(milliseconds(1_000)).then(() => 'ok');
        tally.add(await Promise.race([open, waited]));
      });
      await manyTimes(4_000, 16, async () =>
        tally.add((await lane.stranger.ask(routes.offers.path, { token: lane.token })).answer),
      );
    });
    expect(line.cost.streams).toBeLessThanOrEqual(8 + 2 * lane.pairs.length);
    expect(line.byAnswer.RATE_LIMITED).toBeGreaterThan(2_000);
  },
};
