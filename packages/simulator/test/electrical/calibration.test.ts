import { describe, expect, it } from 'vitest';
import { nominalCalibration } from '../../src/electrical/calibration.ts';
import { pair } from './community.ts';

describe('nominalCalibration', () => {
  const calibration = nominalCalibration();
  const current = (counts: number) =>
    Math.trunc(((counts * 1000 - calibration.currentOffset) * calibration.currentScale) / 1_000_000);
  const voltage = (counts: number) =>
    Math.trunc(((counts * 1000 - calibration.voltageOffset) * calibration.voltageScale) / 1_000_000);

  it('holds integers only', () => {
    for (const value of Object.values(calibration)) expect(Number.isSafeInteger(value)).toBe(true);
  });

  it.each([-1_000_000, -200_000, 200_000, 1_000_000])(
    'converts counts back to the true value at %i mW',
    (milliwatt) => {
      const simulation = pair();
      simulation.setWire('alice-bob', { milliwatt });
      const { microgrid } = simulation;
      for (const household of microgrid.households.values()) microgrid.drive(household, true);
      simulation.advance(1000);
      const [alice] = simulation.state().households;
      const household = microgrid.household('alice');
      const samples = Array.from({ length: 500 }, () => household.convert(microgrid.now));
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean(samples.map((one) => current(one.current))) - (alice?.current ?? 0))).toBeLessThan(15);
      expect(Math.abs(mean(samples.map((one) => voltage(one.voltage))) - (alice?.voltage ?? 0))).toBeLessThan(10);
    },
  );

  it('keeps the noise of an open relay under its floor, and the reference load within its tolerance', () => {
    const { microgrid } = pair();
    const household = microgrid.household('bob');
    const open = Array.from({ length: 5000 }, () => Math.abs(current(household.convert(0).current)));
    expect(Math.max(...open)).toBeLessThan(calibration.noiseFloor);
    household.referenceLoad.on = true;
    const loaded = Array.from({ length: 25 }, () => current(household.convert(0).current));
    const mean = loaded.reduce((sum, value) => sum + value, 0) / loaded.length;
    const error = Math.abs(mean - calibration.referenceCurrent) / calibration.referenceCurrent;
    expect(error).toBeLessThan(calibration.referenceTolerance / 1_000_000);
  });
});
