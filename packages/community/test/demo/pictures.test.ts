import { systemClock, timestamp } from '@evlock/protocol';
import { parseCommunityConfig, Simulation } from '@evlock/simulator';
import { tradeView } from '@evlock/testing/owner/samples';
import { describe, expect, it } from 'vitest';
import { housePicture, stateOf, tradePicture, wirePicture } from '../../src/demo/pictures.ts';
import { snapshotSchema } from '../../src/feed/index.ts';
import { HOUSES_FOR_TEST as houses } from './houses.ts';

const wires = [{ id: 'alice-bob', from: 'alice', to: 'bob', connected: false }];
const simulation = new Simulation(parseCommunityConfig({ start: 1_800_057_600, households: houses.config, wires }), {
  clock: systemClock,
});
const [wire] = wires;
if (!wire) throw new Error('no wire');

const { shape } = snapshotSchema;
const known = {
  household: undefined,
  watched: { online: false, meter: null, money: null },
  securityClass: 'emulator' as const,
  owner: 'demo' as const,
  localPage: null,
};

describe('a house in the feed', () => {
  it('has only what it has, and fits the feed before anything is measured', () => {
    for (const house of houses.specs) {
      const before = housePicture(house, { ...known, state: undefined });
      const after = housePicture(house, { ...known, state: stateOf(simulation.state(), house.name) });
      expect(shape.houses.parse(JSON.parse(JSON.stringify([before, after], text)))).toHaveLength(2);
      expect(after.panel === null).toBe((house.parts.panel?.peakMilliwatt ?? 0) === 0);
      expect(after.car === null).toBe(house.parts.car === undefined);
    }
  });

  it('has a battery that gives what nothing else does', () => {
    const [, bob] = houses.specs;
    if (!bob) throw new Error('no bob');
    const { battery, load, metered } = housePicture(bob, { ...known, state: stateOf(simulation.state(), 'bob') });
    expect(metered).toBe(0);
    expect(battery?.power).toBe(load);
  });
});

describe('a wire in the feed', () => {
  it('is cut only when somebody cut it, not while nobody trades on it', () => {
    expect(wirePicture(wire, simulation.state(), null)).toMatchObject({ connected: true, sent: 0, received: 0 });
    const fault = simulation.inject('alice-bob', { kind: 'wire-cut' });
    expect(wirePicture(wire, simulation.state(), null).connected).toBe(false);
    simulation.clear(fault);
    expect(wirePicture(wire, simulation.state(), null).connected).toBe(true);
  });
});

describe('a trade in the feed', () => {
  const heard = { seller: timestamp(5), buyer: timestamp(6) };
  const about = { sides: { seller: 'alice', buyer: 'bob' }, byVisitor: false, loss: null, flows: false, heard };

  it('is delivered while both relays are closed, and over once both meters say so', () => {
    const view = tradeView();
    const nothing = { receipt: null, cause: 'none' as const };
    const open = { ...view, state: 'open' as const };
    const waiting = { ...open, seller: { ...view.seller, ...nothing }, buyer: { ...view.buyer, ...nothing } };
    expect(tradePicture(waiting, about)).toMatchObject({ delivery: 'waiting', mark: 'none', sellerMeter: null });
    expect(tradePicture(waiting, { ...about, flows: true }).delivery).toBe('flowing');
    expect(tradePicture({ ...view, state: 'settled' }, { ...about, flows: true }).delivery).toBe('ended');
  });

  it('says that marks were missing, whoever ended it for that', () => {
    const view = tradeView();
    const missing = { ...view, seller: { ...view.seller, cause: 'mark-missing' as const } };
    expect(tradePicture(missing, about).mark).toBe('missing');
  });

  it('fits the feed', () => {
    const picture = tradePicture(tradeView(), about);
    expect(shape.trades.parse(JSON.parse(JSON.stringify([picture], text)))).toHaveLength(1);
  });
});

function text(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
