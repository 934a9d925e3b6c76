/** The demo's houses: six that trade, no two alike, and one that waits for an owner. */
import type { HouseParts, Surroundings, WireSpec } from '../parts/simulator.ts';

export interface House {
  readonly name: string;
  readonly parts: HouseParts;
}

const kilowatt = (value: number): number => value * 1_000_000;
const panel = (peak: number) => ({ panel: { peakMilliwatt: kilowatt(peak) } });
const load = (watt: number) => ({ load: { meanMilliwatt: watt * 1_000 } });
const battery = (kilowattHours: number, percent: number) => ({
  battery: { capacityMilliwattHour: kilowatt(kilowattHours), stateOfChargePpm: percent * 10_000 },
});
const car = (watt: number) => ({ car: { chargingMilliwatt: watt * 1_000 } });

/** In the order in which they start: the first two make the first trade. */
export const NEIGHBOURS: readonly House[] = [
  { name: 'alice', parts: { ...panel(5), ...battery(10, 60), ...load(300) } },
  { name: 'bob', parts: { ...panel(0), ...battery(10, 45), ...load(250) } },
  { name: 'carol', parts: { ...panel(8), ...battery(20, 50), ...load(400), ...car(1_100) } },
  { name: 'dave', parts: { ...panel(0), ...battery(15, 55), ...load(200), ...car(700) } },
  { name: 'erin', parts: { ...panel(3), ...battery(6, 50), ...load(180) } },
  { name: 'frank', parts: { ...panel(0), ...battery(24, 60), ...load(600) } },
];

/** A visitor takes it. */
export const WAITING_HOUSE: House = { name: 'yours', parts: { ...panel(4), ...battery(10, 60), ...load(300) } };

/** Power of a delivery, mW. */
const DELIVERY_POWER = 1_000_000;
const DAY_HOURS = 24;
const DEGREES_AN_HOUR = 15;

/** Every pair has a wire; a port holds one, so the switchboard connects what is being traded. */
export function wiresBetween(names: readonly string[]): WireSpec[] {
  return names.flatMap((from, index) =>
    names.slice(index + 1).map((to, next) => ({
      id: `${from}-${to}`,
      from,
      to,
      milliwatt: DELIVERY_POWER,
      // The first two, until the switchboard knows of a trade.
      connected: index === 0 && next === 0,
    })),
  );
}

/** The longitude, in thousandths of a degree, at which the sun is highest at `utc` (seconds). */
export function longitudeOfNoon(utc: number): number {
  const hours = (utc / 3_600) % DAY_HOURS;
  const degrees = (DAY_HOURS / 2 - hours) * DEGREES_AN_HOUR;
  return Math.max(-180_000, Math.min(180_000, Math.round(degrees * 1_000)));
}

export function surroundingsOf(houses: readonly House[], utc: number): Surroundings {
  return {
    longitudeMillidegree: longitudeOfNoon(utc),
    houses: Object.fromEntries(houses.map(({ name, parts }) => [name, parts])),
  };
}
