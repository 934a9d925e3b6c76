import { bytes32, energy, money, price, timestamp, toJson } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { FACTS_MAX, FEED_VERSION, type Snapshot, snapshotSchema } from '../../src/feed/index.ts';

const at = timestamp(1_800_000_000);
const trade = bytes32.schema.parse(`0x${'ab'.repeat(32)}`);
const account = `0x${'12'.repeat(20)}` as const;

const snapshot: Snapshot = {
  version: FEED_VERSION,
  at,
  began: at,
  phase: 'running',
  problem: null,
  tokenSymbol: 'EVT',
  steps: [{ step: 'house', house: 'alice', state: 'done', began: at, ended: at, code: null }],
  localMinutes: 720,
  houses: [
    {
      name: 'alice',
      panel: { peak: 5_000_000, generation: 4_100_000 },
      battery: { capacity: energy(10_000_000n), stateOfChargePpm: 640_000, power: -900_000 },
      car: null,
      load: 600_000,
      metered: 1_000_000,
      owner: 'demo',
      securityClass: 'emulator',
      meterKey: account,
      account,
      online: true,
      relayClosed: true,
      meter: { state: 'delivering', fault: null, at },
      money: { free: money(9_000_000n), locked: money(0n), reputation: 3 },
      localPage: 'http://localhost:41000/',
    },
  ],
  wires: [{ id: 'alice-bob', from: 'alice', to: 'bob', connected: true, sent: 1_000_000, received: 980_000, trade }],
  trades: [
    {
      id: trade,
      seller: 'alice',
      buyer: 'bob',
      byVisitor: false,
      state: 'open',
      delivery: 'flowing',
      energy: energy(5_000n),
      price: price(120_000n),
      locked: money(600n),
      start: at,
      end: timestamp(at + 60),
      sellerMeter: { energy: energy(1_200n), sequence: 5, final: false, cause: 'none', at },
      buyerMeter: null,
      allowedDifference: energy(1_600n),
      mark: 'kept',
      openedBlock: 12,
      endedBlock: null,
      delivered: null,
      paid: null,
      refunded: null,
      error: null,
      loss: { seller: { lost: energy(0n), bound: energy(1_608n) }, buyer: { lost: energy(0n), bound: energy(1_760n) } },
    },
  ],
  totals: { trades: 3, delivered: energy(12_000n), paid: money(1_440n), refunded: money(0n) },
  escrow: { held: money(60_000_000n), locked: money(600n) },
  chain: { block: 12, time: at, blocks: [{ number: 12, time: at, events: 1 }] },
  gateway: { state: 'up', since: at, meters: 6 },
  facts: [{ id: 1, at, fact: { kind: 'sabotaged', sabotage: { kind: 'wire-cut', wire: 'alice-bob' } } }],
  faults: [{ id: 1, since: at, sabotage: { kind: 'wire-cut', wire: 'alice-bob' } }],
  losses: [],
  sabotageToken: 'token',
};

describe('the snapshot', () => {
  it('survives the wire with its units', () => {
    expect(snapshotSchema.parse(JSON.parse(toJson(snapshot)))).toEqual(snapshot);
  });

  it('has no place for a fact, a field or a version that the page does not know', () => {
    const unknown = { id: 2, at, fact: { kind: 'rumour' } };
    expect(snapshotSchema.safeParse({ ...snapshot, facts: [unknown] }).success).toBe(false);
    expect(snapshotSchema.safeParse({ ...snapshot, mood: 'good' }).success).toBe(false);
    expect(snapshotSchema.safeParse({ ...snapshot, version: FEED_VERSION + 1 }).success).toBe(false);
  });

  it('is bounded', () => {
    const [fact] = snapshot.facts;
    const many = Array.from({ length: FACTS_MAX + 1 }, () => fact);
    expect(snapshotSchema.safeParse({ ...snapshot, facts: many }).success).toBe(false);
  });
});
