import { describe, expect, it } from 'vitest';
import { AdcChannel } from '../../src/electrical/adc.ts';
import { Battery } from '../../src/electrical/battery.ts';
import { Cloud } from '../../src/electrical/cloud.ts';
import { CurrentSensor } from '../../src/electrical/current-sensor.ts';
import { Load } from '../../src/electrical/load.ts';
import { Panel } from '../../src/electrical/panel.ts';
import { Random } from '../../src/electrical/random.ts';
import { Relay } from '../../src/electrical/relay.ts';
import { clearSkyIrradiance, sunHeight } from '../../src/electrical/sun.ts';
import { Watchdog } from '../../src/electrical/watchdog.ts';

const HOUR = 3_600_000;
const seoul = { latitude: 37.5, longitude: 127 };
const solstice = Date.UTC(2026, 5, 21);

describe('Random', () => {
  it('repeats for a seed, and is close to normal', () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 5000 }, () => random.gauss());
    };
    const values = draw(7);
    expect(draw(7)).toEqual(values);
    expect(draw(8)).not.toEqual(values);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});

describe('sun', () => {
  it('is at 76° at noon on midsummer’s day in Seoul, and below the horizon at night', () => {
    // Solar noon at 127° E is 3:32 UTC.
    const noon = sunHeight(solstice + 3.53 * HOUR, seoul);
    expect((Math.asin(noon) * 180) / Math.PI).toBeCloseTo(75.9, 0);
    expect(sunHeight(solstice + 15.5 * HOUR, seoul)).toBeLessThan(0);
    expect(clearSkyIrradiance(solstice + 15.5 * HOUR, seoul)).toBe(0);
  });

  it('gives more in June than in December', () => {
    const june = clearSkyIrradiance(solstice + 3.5 * HOUR, seoul);
    const december = clearSkyIrradiance(Date.UTC(2026, 11, 21) + 3.5 * HOUR, seoul);
    expect(june).toBeGreaterThan(950);
    expect(december).toBeLessThan(550);
  });
});

describe('Panel', () => {
  it('loses three quarters of its power under a closed sky, and all when it fails', () => {
    const cloud = new Cloud({ seed: 1 });
    const panel = new Panel({ peakWatt: 1000, place: seoul }, { cloud });
    const noon = solstice + 3.5 * HOUR;
    cloud.fix(0);
    const clear = panel.available(noon);
    cloud.fix(1);
    expect(panel.available(noon) / clear).toBeCloseTo(0.25, 5);
    panel.failed = true;
    expect(panel.available(noon)).toBe(0);
  });

  it('tracks seeded clouds', () => {
    const covers = Array.from({ length: 200 }, (_, index) => new Cloud({ seed: 3 }).cover(index * 0.25 * HOUR));
    expect(Math.min(...covers)).toBeLessThan(0.2);
    expect(Math.max(...covers)).toBeGreaterThan(0.8);
  });
});

describe('Load', () => {
  it('uses about its mean over a month, more in the evening than at night', () => {
    const load = new Load({ seed: 5, meanWatt: 300, longitude: 0 });
    const at = (day: number, hour: number) => load.demand(solstice + (day * 24 + hour) * HOUR);
    const all = Array.from({ length: 30 * 24 }, (_, hour) => at(0, hour));
    expect(all.reduce((sum, watt) => sum + watt, 0) / all.length).toBeGreaterThan(250);
    expect(all.reduce((sum, watt) => sum + watt, 0) / all.length).toBeLessThan(350);
    const mean = (hour: number) => Array.from({ length: 30 }, (_, day) => at(day, hour)).reduce((a, b) => a + b) / 30;
    expect(mean(19)).toBeGreaterThan(2 * mean(3));
    load.fix(42);
    expect(at(0, 3)).toBe(42);
  });
});

describe('Battery', () => {
  const options = {
    capacityJoule: 3_600_000,
    storedJoule: 1_800_000,
    nominalVolt: 48,
    internalOhm: 0.02,
    chargeEfficiency: 0.95,
  };

  it('has its nominal voltage at half charge', () => {
    expect(new Battery(options).openVoltage).toBeCloseTo(48, 9);
  });

  it('loses energy in its resistance both ways, and stores only part of a charge', () => {
    const battery = new Battery(options);
    expect(battery.flow(10, 100)).toBeCloseTo(200, 6);
    expect(battery.stored).toBeCloseTo(1_800_000 - 48_000, 0);
    const volt = battery.openVoltage;
    const before = battery.stored;
    expect(battery.flow(-10, 100)).toBeCloseTo(200 + volt * 1000 * 0.05, 6);
    expect(battery.stored - before).toBeCloseTo(volt * 1000 * 0.95, 6);
  });

  it('refuses to discharge when empty until it is charged again, and to charge when full', () => {
    const battery = new Battery({ ...options, storedJoule: 30_000 });
    expect([battery.mayDischarge, battery.mayCharge]).toEqual([false, true]);
    battery.flow(-10, 200);
    expect(battery.mayDischarge).toBe(false);
    battery.flow(-10, 200);
    expect(battery.mayDischarge).toBe(true);
    expect(new Battery({ ...options, storedJoule: 3_600_000 }).mayCharge).toBe(false);
  });
});

describe('Relay', () => {
  it('operates and releases after its times', () => {
    const relay = new Relay({ operateMs: 10, releaseMs: 4 });
    relay.drive(true, 100);
    relay.settle(109);
    expect(relay.closed).toBe(false);
    relay.settle(110);
    expect(relay.closed).toBe(true);
    relay.drive(false, 200);
    expect(relay.moveAt).toBe(204);
    relay.settle(204);
    expect(relay.closed).toBe(false);
  });

  it('does not move for a pulse shorter than its operate time', () => {
    const relay = new Relay({ operateMs: 10, releaseMs: 10 });
    relay.drive(true, 0);
    relay.drive(false, 5);
    relay.settle(50);
    expect(relay.closed).toBe(false);
  });

  it('stays closed once welded, and opens when the fault is cleared', () => {
    const relay = new Relay({ operateMs: 1, releaseMs: 1 });
    relay.fail({ welded: true, stuckOpen: false }, 0);
    relay.drive(true, 0);
    relay.settle(1);
    relay.drive(false, 2);
    relay.settle(100);
    expect(relay.closed).toBe(true);
    relay.fail({ welded: false, stuckOpen: false }, 100);
    relay.settle(101);
    expect(relay.closed).toBe(false);
  });
});

describe('Watchdog', () => {
  it('fires when unfed, and releases only when fed again with the line low', () => {
    const watchdog = new Watchdog({ timeoutMs: 1000 });
    watchdog.settle(5000, false);
    expect(watchdog.fired).toBe(false);
    watchdog.feed(5000);
    watchdog.settle(5999, false);
    expect(watchdog.fired).toBe(false);
    watchdog.settle(6000, false);
    expect(watchdog.fired).toBe(true);
    watchdog.feed(6100);
    watchdog.settle(6100, false);
    expect(watchdog.fired).toBe(true);
    watchdog.settle(6200, true);
    expect(watchdog.fired).toBe(false);
  });

  it('does not fire once disarmed', () => {
    const watchdog = new Watchdog({ timeoutMs: 1000 });
    watchdog.feed(0);
    watchdog.disarm();
    watchdog.settle(9000, false);
    expect(watchdog.fired).toBe(false);
  });
});

describe('CurrentSensor and AdcChannel', () => {
  const still = { seed: 1, zeroMillivolt: 2500, millivoltPerAmpere: 66, supplyMillivolt: 5000 };
  const channel = () =>
    new AdcChannel({ divider: { numerator: 2, denominator: 5 }, picovoltPerCount: 439_453_125, history: 8 });

  it('fits ±30 A into the range of the converter', () => {
    const sensor = new CurrentSensor({ ...still, noiseMillivolt: 0, driftMillivolt: 0 });
    const counts = [-30, 0, 30].map((ampere) => channel().convert(sensor.output(ampere, 0)));
    expect(counts).toEqual([473, 2276, 4078]);
  });

  it('fits 60 V into the range of the converter', () => {
    const voltage = new AdcChannel({
      divider: { numerator: 1, denominator: 34 },
      picovoltPerCount: 439_453_125,
      history: 8,
    });
    expect(voltage.convert(60_000)).toBe(4016);
  });

  it('drifts slowly within its bounds and starts where it was calibrated', () => {
    const sensor = new CurrentSensor({ ...still, noiseMillivolt: 0, driftMillivolt: 3 });
    expect(sensor.output(0, 0)).toBeCloseTo(2500, 9);
    const outputs = Array.from({ length: 24 }, (_, hour) => sensor.output(0, hour * HOUR));
    expect(Math.max(...outputs) - Math.min(...outputs)).toBeGreaterThan(4);
    expect(Math.max(...outputs.map((output) => Math.abs(output - 2500)))).toBeLessThanOrEqual(6);
  });

  it('replays its last conversions, in order', () => {
    const adc = channel();
    const played = [1000, 2000, 3000].map((millivolt) => adc.convert(millivolt));
    adc.replay(2);
    expect([0, 0, 0].map((millivolt) => adc.convert(millivolt))).toEqual([played[1], played[2], played[1]]);
  });
});
