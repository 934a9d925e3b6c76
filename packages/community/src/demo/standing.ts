/** What the demo's owners approve once, and their meters then trade by themselves: three sell, three buy. */
import type { StandingWish } from '@evlock/owner';
import { energy, ppm, price, type Timestamp, timestamp } from '@evlock/protocol';

type Kept = Omit<StandingWish, 'until'>;

/** Of each mandate: far more than a demo trades. */
const CAP = energy(5_000_000);
const SECONDS = 24 * 3_600;
/** What stays in a seller's battery. */
const RESERVE = ppm(200_000);

const sells = (wattHours: number, microPerKwh: number): Kept => ({
  side: 'offer',
  limitPrice: price(microPerKwh),
  energyCap: CAP,
  lot: energy(wattHours * 1_000),
  minEnergy: energy(1_000),
  reservePpm: RESERVE,
});

/** Buys whatever is cheapest below its limit. */
const buys = (wattHours: number, microPerKwh: number): Kept => ({
  side: 'bid',
  limitPrice: price(microPerKwh),
  energyCap: CAP,
  lot: energy(wattHours * 1_000),
  minEnergy: energy(1_000),
});

export const STANDING: Readonly<Record<string, Kept>> = {
  alice: sells(5, 120_000),
  bob: buys(6, 150_000),
  carol: sells(7, 110_000),
  dave: buys(8, 155_000),
  erin: sells(4, 125_000),
  frank: buys(5, 160_000),
};

/** A house's standing order from `now` on; undefined for one that has none. */
export function standingWishOf(house: string, now: Timestamp): StandingWish | undefined {
  const kept = STANDING[house];
  return kept && { ...kept, until: timestamp(now + SECONDS) };
}
