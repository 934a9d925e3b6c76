import { systemClock } from '@evlock/protocol';
import { parseCommunityConfig, Simulation } from '@evlock/simulator';
import { describe, expect, it } from 'vitest';
import { longitudeOfNoon, NEIGHBOURS, surroundingsOf, wiresBetween } from '../../src/index.ts';

describe('the neighbourhood', () => {
  it.each([0, 6, 11.99, 12, 12.01, 18, 23.99])('has noon at %d o’clock UTC', (hour) => {
    const longitude = longitudeOfNoon(1_800_057_600 + hour * 3_600) / 1_000;
    expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
    expect((hour + longitude / 15 + 24) % 24).toBeCloseTo(12, 2);
  });

  it('has a wire between any two houses, and only the first connected', () => {
    const wires = wiresBetween(NEIGHBOURS.map(({ name }) => name));
    expect(wires).toHaveLength(15);
    expect(new Set(wires.map(({ from, to }) => [from, to].toSorted().join())).size).toBe(15);
    expect(wires.filter(({ connected }) => connected).map(({ id }) => id)).toEqual(['alice-bob']);
  });

  it('generates with every panel and charges the cars, and no two houses are alike', () => {
    const start = 1_800_057_600;
    const { houses = {}, ...place } = surroundingsOf(NEIGHBOURS, start);
    const households = NEIGHBOURS.map(({ name }) => ({ ...houses[name], name }));
    const simulation = new Simulation(parseCommunityConfig({ ...place, start, households }), { clock: systemClock });
    simulation.setWeather(0);
    simulation.advance(2_000);
    const states = simulation.state().households;
    for (const [index, { parts }] of NEIGHBOURS.entries()) {
      const hasPanel = (parts.panel?.peakMilliwatt ?? 0) > 0;
      expect((states[index]?.generation ?? 0) > 0).toBe(hasPanel);
    }
    expect(NEIGHBOURS.some(({ parts }) => parts.panel?.peakMilliwatt === 0)).toBe(true);
    expect(new Set(NEIGHBOURS.map(({ parts }) => JSON.stringify(parts))).size).toBe(NEIGHBOURS.length);
  });
});
