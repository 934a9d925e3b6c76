/**
 * Mallory's meter stops reading while she places 150 orders for it to sign. None is placed, and the backlog for the meter is
 * bounded.
 */
import { energy, milliseconds, routes, systemClock } from '@evlock/protocol';
import { expect } from 'vitest';
import { dustOffer } from '../support/dust-offer.ts';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';

export const unreadOrders: AbuseCase = {
  title: 'does not read its requests',
  run: async (lane) => {
    const line = await lane.whileTrading('orders for a meter that does not read', async (tally) => {
      let socket = await lane.badMeter.connect();
      while (typeof socket === 'string') {
        await systemClock.sleep(milliseconds(1_000));
        socket = await lane.badMeter.connect();
      }
      socket.pause();
      const body = await dustOffer(lane, energy(1_000));
      await manyTimes(150, 150, async () => {
        const { answer } = await lane.stranger.ask(routes.placeOffer.path, { body, token: lane.token });
        tally.add(answer);
      });
      socket.terminate();
    });
    expect(line.refused).toBe(150);
  },
};
