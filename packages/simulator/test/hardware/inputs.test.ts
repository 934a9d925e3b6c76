import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommunityConfigInput, parseCommunityConfig } from '../../src/electrical/config.ts';
import { Simulation } from '../../src/simulation.ts';

const NOON = 1_781_924_400; // 2026-06-20 12:00 in Korea
let root: string;
let simulation: Simulation | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evlock-inputs-'));
});
afterEach(() => {
  simulation?.close();
  rmSync(root, { recursive: true });
});

const capacity = 'class/power_supply/battery0/capacity';
const panel = 'class/hwmon/hwmon0/power1_input';
const load = 'class/hwmon/hwmon0/power2_input';
const read = (path: string): number => Number(readFileSync(join(root, path), 'utf8'));

function opened(household: Partial<CommunityConfigInput['households'][number]>): Simulation {
  const config = parseCommunityConfig({ seed: 1, start: NOON, households: [{ name: 'alice', root, ...household }] });
  simulation = new Simulation(config, { clock: systemClock });
  simulation.open();
  return simulation;
}

describe("a household's devices", () => {
  it('tell what is true of battery, panel and load, in percent and microwatt', () => {
    const running = opened({ battery: { stateOfChargePpm: 619_000 } });
    running.setWeather(0);
    running.setLoad('alice', 412_000);
    running.advance(2_000);
    const [alice] = running.state().households;
    expect(read(capacity)).toBe(61);
    expect(Math.round(read(panel) / 1_000)).toBe(alice?.generation);
    expect(alice?.generation).toBeGreaterThan(0);
    expect(read(load)).toBe(412_000_000);
  });

  it('keep their files, and change them at most once a second', () => {
    const running = opened({});
    const { ino } = statSync(join(root, load));
    running.setLoad('alice', 100_000);
    running.advance(1_040);
    expect(read(load)).toBe(100_000_000);
    running.setLoad('alice', 200_000);
    running.advance(500);
    expect(read(load)).toBe(100_000_000);
    running.advance(600);
    expect(read(load)).toBe(200_000_000);
    expect(statSync(join(root, load)).ino).toBe(ino);
  });

  it('have no panel to tell of where there is none, and tell nothing where that is wanted', () => {
    opened({ panel: { peakMilliwatt: 0 } }).close();
    expect([existsSync(join(root, panel)), existsSync(join(root, load))]).toEqual([false, true]);
    rmSync(join(root, 'class'), { recursive: true });
    opened({ inputs: false });
    expect(existsSync(join(root, capacity))).toBe(false);
  });
});
