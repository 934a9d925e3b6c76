import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/electrical/fault.ts';
import { LEDGER_ENTRIES, type LedgerEntry } from '../../src/electrical/ledger.ts';
import type { Simulation } from '../../src/simulation.ts';
import { NOON, pair } from './community.ts';

const MILLIWATT_HOUR = 3.6;
const NAMES = ['alice', 'bob', 'carol'] as const;
const WIRES = ['alice-bob', 'bob-carol', 'carol-alice'] as const;

const household = fc.constantFrom(...NAMES);
const wire = fc.constantFrom(...WIRES);
const householdFaults: readonly Fault[] = [
  { kind: 'relay-welded' },
  { kind: 'relay-stuck-open' },
  { kind: 'panel-failed' },
  { kind: 'battery-failed' },
  { kind: 'converter-failed' },
  { kind: 'load-tripped' },
  { kind: 'reference-load-broken' },
];
const wireFaults: readonly Fault[] = [
  { kind: 'wire-cut' },
  { kind: 'wire-leak', milliohm: 9_000 },
  { kind: 'wire-bypass', to: 'receiver' },
  { kind: 'wire-bypass', to: 'elsewhere' },
  { kind: 'wire-foreign-feed', milliwatt: 700_000 },
];

type Act = (simulation: Simulation, faults: number[]) => void;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(household, fc.boolean()).map(
    ([name, line]): Act =>
      (simulation) => {
        simulation.microgrid.drive(simulation.microgrid.household(name), line);
      },
  ),
  fc.tuple(household, fc.boolean()).map(
    ([name, on]): Act =>
      (simulation) => {
        simulation.microgrid.household(name).referenceLoad.on = on;
      },
  ),
  fc.tuple(household, fc.integer({ min: 0, max: 3_000_000 })).map(
    ([name, milliwatt]): Act =>
      (simulation) =>
        simulation.setLoad(name, milliwatt),
  ),
  fc.tuple(wire, fc.integer({ min: -1_500_000, max: 1_500_000 }), fc.boolean()).map(
    ([id, milliwatt, connected]): Act =>
      (simulation) =>
        simulation.setWire(id, { milliwatt, connected }),
  ),
  fc.integer({ min: 0, max: 1_000_000 }).map(
    (cover): Act =>
      (simulation) =>
        simulation.setWeather(cover),
  ),
  fc.tuple(household, fc.constantFrom(...householdFaults)).map(
    ([name, fault]): Act =>
      (simulation, faults) =>
        void faults.push(simulation.inject(name, fault)),
  ),
  fc.tuple(wire, fc.constantFrom(...wireFaults)).map(
    ([id, fault]): Act =>
      (simulation, faults) =>
        void faults.push(simulation.inject(id, fault)),
  ),
  fc.constant<Act>((simulation, faults) => {
    const oldest = faults.shift();
    if (oldest !== undefined) simulation.clear(oldest);
  }),
);

const schedule = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  stepMs: fc.integer({ min: 5, max: 1_000 }),
  charges: fc.tuple(...NAMES.map(() => fc.integer({ min: 20_000, max: 980_000 }))),
  steps: fc.array(fc.tuple(act, fc.integer({ min: 1, max: 120_000 })), { minLength: 1, maxLength: 30 }),
});

describe('the bus', () => {
  it('conserves energy to 1 mWh over any schedule of relays, loads, weather, faults and steps', () => {
    const used = new Set<LedgerEntry>();
    fc.assert(
      fc.property(schedule, ({ seed, stepMs, charges, steps }) => {
        const simulation = pair({
          seed,
          stepMs,
          start: NOON,
          households: NAMES.map((name, index) => ({
            name,
            battery: { stateOfChargePpm: charges[index] ?? 0, capacityMilliwattHour: 2_000_000 },
          })),
          wires: WIRES.map((id) => ({ id, from: id.split('-')[0] ?? '', to: id.split('-')[1] ?? '' })),
        });
        const { microgrid } = simulation;
        for (const one of microgrid.households.values()) microgrid.drive(one, true);
        const stored = microgrid.stored;
        const faults: number[] = [];
        for (const [change, ms] of steps) {
          change(simulation, faults);
          microgrid.advance(ms);
          expect(Math.abs(microgrid.stored - stored - microgrid.ledger.gained)).toBeLessThan(MILLIWATT_HOUR);
        }
        for (const entry of LEDGER_ENTRIES) if (microgrid.ledger.total(entry) > MILLIWATT_HOUR) used.add(entry);
      }),
      { seed: 20_261_122, numRuns: 60 },
    );
    // The schedules covered every path that energy can take.
    expect([...used].sort()).toEqual([...LEDGER_ENTRIES].sort());
  });

  it('accounts for what passed both meters and the wire between them', () => {
    const simulation = pair();
    const { microgrid } = simulation;
    for (const one of microgrid.households.values()) microgrid.drive(one, true);
    simulation.advance(3_600_000);
    const { households, ledger } = simulation.state();
    expect(households[0]?.exported).toBeGreaterThan(1_000_000n);
    const difference = (households[0]?.exported ?? 0n) - (households[1]?.imported ?? 0n);
    // 20.83 A through 30 mΩ for an hour.
    expect(Math.abs(Number(difference) - 13_017)).toBeLessThan(10);
    expect(Math.abs(Number(difference - ledger.wireLoss))).toBeLessThanOrEqual(1);
  });

  it('gives the same result for any step', () => {
    const exported = [20, 50, 1000].map((stepMs) => {
      const simulation = pair({ stepMs });
      for (const one of simulation.microgrid.households.values()) simulation.microgrid.drive(one, true);
      simulation.advance(600_000);
      return Number(simulation.state().households[0]?.exported);
    });
    expect(Math.max(...exported) - Math.min(...exported)).toBeLessThanOrEqual(5);
  });
});
