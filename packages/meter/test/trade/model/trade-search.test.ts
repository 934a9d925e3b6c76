import { energy, milliseconds, power, timestamp } from '@evlock/protocol';
import { START, sampleTrade, tradeOrders } from '@evlock/testing/meter/samples';
import { PROPERTY_TIMEOUT, record } from '@evlock/testing/reference/property-runs';
import { describe, expect, it } from 'vitest';
import { broken } from './invariants.ts';
import { isUnfinished } from './meter.ts';
import { type Found, search } from './search.ts';
import { begun, claimUntil, delivering, isEnded, opened, type System, type SystemRules } from './system.ts';

const long = process.env.EVLOCK_PROPERTY_RUNS !== undefined;

/** A clock tick and a receipt each second: few enough states to visit all of them. */
const how = (seconds: number): SystemRules => ({
  known: { orders: tradeOrders(), fromBlock: 0 },
  trade: { ...sampleTrade(), energy: energy(1_000), end: timestamp(START + seconds) },
  rules: {
    ...{ receiptInterval: milliseconds(1_000), receiptTimeout: milliseconds(1_000), relayTime: milliseconds(20) },
    ...{ lossWindow: milliseconds(1_000), lossPatience: milliseconds(2_000), leastPause: milliseconds(1_000) },
    ...{ retryAfter: milliseconds(1_000), settleGrace: 1, powerLimit: power(1_800_000), mostUnheard: 1 },
  },
  pace: 1_000,
  ...{ flow: 500n, arrives: 490n, bypassed: false },
  restores: isUnfinished,
});

const left = (buyer: number, seller: number, stops = 0, marks = 0): System['left'] => ({
  crashes: { buyer, seller },
  stops,
  marks,
});

interface Case {
  readonly name: string;
  readonly begin: typeof begun;
  readonly seconds: number;
  readonly left: System['left'];
}
const quick: readonly Case[] = [
  { name: 'announced, nothing goes wrong', begin: begun, seconds: 1, left: left(0, 0) },
  { name: 'delivering, nothing goes wrong', begin: delivering, seconds: 1, left: left(0, 0) },
  { name: 'delivering, an owner stops, a mark is missing', begin: delivering, seconds: 1, left: left(0, 0, 1, 1) },
  { name: 'delivering, the buyer crashes', begin: delivering, seconds: 1, left: left(1, 0) },
  { name: 'delivering, the seller crashes', begin: delivering, seconds: 1, left: left(0, 1) },
];
const slow: readonly Case[] = [
  { name: 'announced, the buyer crashes', begin: begun, seconds: 1, left: left(1, 0) },
  { name: 'announced, the seller crashes', begin: begun, seconds: 1, left: left(0, 1) },
  { name: 'opened, nothing goes wrong', begin: opened, seconds: 2, left: left(0, 0) },
];

function report(found: Found, indices: readonly number[]): string {
  const [first] = indices;
  return first === undefined
    ? ''
    : `from ${indices.length} states, the first reached by\n  ${found.path(first).join('\n  ')}`;
}

describe('every state two meters can reach', () => {
  it.each(long ? [...quick, ...slow] : quick)(
    '$name',
    ({ name, begin, seconds, left: misfortune }) => {
      const rules = how(seconds);
      const found = search(begin(rules, misfortune), rules, (system) => broken(system, rules), 1_000_000);
      record({ name, states: found.states.length, moves: found.moves });
      expect(found.states.length).toBeGreaterThan(1_000);
      expect(report(found, found.stuck(isEnded)), 'no end is reachable').toBe('');
      // While it can be claimed, a final pair is still possible: nobody depends on the claim period.
      const inTime = (system: System): boolean => system.now < claimUntil(rules);
      const paired = ({ chain }: System): boolean => chain.pair !== null;
      const unpaired = found.stuck(paired, (system) => inTime(system) && system.chain.state !== 'expired', inTime);
      expect(report(found, unpaired), 'no final pair is reachable').toBe('');
    },
    PROPERTY_TIMEOUT,
  );
});
