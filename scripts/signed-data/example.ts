/**
 * The worked example of `docs/signed-data.md`: one offer and the bid that takes it. Both are among the vectors, so Solidity, C
 * and TypeScript must compute the digests that the page shows.
 */
import { type Domain, energy, Order, type Power, type Ppm, price, timestamp, ZERO_BYTES32 } from '@evlock/protocol';

/** Kairos, the test network, and a market that does not exist. */
export const exampleDomain: Domain = { chainId: 1001, market: '0x00000000000000000000000000000000000e710c' };

/** 28 November 2026, 18:00 UTC. */
const EVENING = 1_795_888_800;
const HOUR = 3600;

/** Alice sells up to 2 kWh between 18:00 and 20:00, in lots of at least 0.5 kWh, at 0.12 a kWh. */
export const exampleOffer: Order = {
  side: 'offer',
  account: '0xa11ce00000000000000000000000000000000001',
  meterKey: '0xa11ce00000000000000000000000000000000002',
  counterOrder: ZERO_BYTES32,
  energy: energy(2_000_000),
  minEnergy: energy(500_000),
  power: 1_440_000 as Power,
  price: price(120_000),
  start: timestamp(EVENING),
  end: timestamp(EVENING + 2 * HOUR),
  openBefore: timestamp(EVENING + HOUR),
  lossBandPpm: 20_000 as Ppm,
  minReputation: 0,
  minSensorClass: 'normal-world',
  nonce: 7,
};

/** Bob buys 1 kWh of it, delivered between 18:15 and 19:15. */
export const exampleBid: Order = {
  ...exampleOffer,
  side: 'bid',
  account: '0xb0b0000000000000000000000000000000000001',
  meterKey: '0xb0b0000000000000000000000000000000000002',
  counterOrder: Order.digest(exampleDomain, exampleOffer),
  energy: energy(1_000_000),
  minEnergy: energy(1_000_000),
  start: timestamp(EVENING + HOUR / 4),
  end: timestamp(EVENING + HOUR + HOUR / 4),
  openBefore: timestamp(EVENING + HOUR / 4),
  lossBandPpm: 10_000 as Ppm,
  nonce: 3,
};
