/**
 * Mallory, signed in and with her meter on the link, places 10 000 orders at or below the smallest lot. At most 64 are open
 * at the end.
 */
import { energy, routes } from '@evlock/protocol';
import { codeOf } from '@evlock/testing/community/community-under-test';
import { expect } from 'vitest';
import { dustOffer } from '../support/dust-offer.ts';
import type { AbuseCase } from '../support/lane.ts';
import { manyTimes } from '../support/tally.ts';
import { until } from '../support/until.ts';

export const dustOrders: AbuseCase = {
  title: 'places 10 000 dust orders',
  run: async (lane) => {
    await lane.mallory.meter.start();
    await until(async () => (await codeOf(lane.mallory.owner.account())) === 'no error');
    await lane.mallory.awaitOnline();
    const [dust, least] = [await dustOffer(lane, energy(999)), await dustOffer(lane, energy(1_000))];
    const line = await lane.whileTrading('10 000 dust orders', (tally) =>
      manyTimes(10_000, 16, async (index) => {
        const body = index % 2 === 0 ? dust : least;
        tally.add((await lane.stranger.ask(routes.placeOffer.path, { body, token: lane.token })).answer);
      }),
    );
    expect(line.attempts).toBe(10_000);
    expect(line.byAnswer.BELOW_MINIMUM_LOT).toBeGreaterThan(0);
    const open = (await lane.mallory.owner.offers()).offers.filter(
      ({ offer }) => offer.order.meterKey === lane.mallory.meterKey,
    );
    expect(line.byAnswer.ok).toBe(open.length);
    expect(open.length).toBeLessThanOrEqual(64);
    await lane.mallory.meter.stop();
  },
};
