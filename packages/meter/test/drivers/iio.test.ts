import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceFiles } from '../../src/drivers/device-files.ts';
import { Iio } from '../../src/drivers/iio.ts';
import { type Hardware, hardware } from './hardware.ts';

describe('Iio', () => {
  let world: Hardware;
  beforeEach(() => {
    world = hardware();
  });
  afterEach(() => world.close());

  it('reads both channels again and again', () => {
    const iio = new Iio({ sysfsRoot: world.root });
    const samples = Array.from({ length: 50 }, () => {
      world.advance(20);
      return iio.read();
    });
    for (const { current, voltage } of samples) {
      expect(Math.abs(current - 2276)).toBeLessThan(10);
      expect(Math.abs(voltage - 3240)).toBeLessThan(100);
    }
    expect(new Set(samples.map((sample) => sample.current)).size).toBeGreaterThan(2);
    iio.close();
  });

  it('says SENSOR_FAULT for a file without a number, and reads on once it has one', () => {
    const iio = new Iio({ sysfsRoot: world.root });
    const fault = world.simulation.inject('alice', { kind: 'adc-garbage' });
    world.advance(20);
    expect(() => iio.read()).toThrowError(expect.objectContaining({ code: 'SENSOR_FAULT' }));
    world.simulation.clear(fault);
    world.advance(20);
    expect(iio.read().current).toBeGreaterThan(0);
    iio.close();
  });

  it('says SENSOR_FAULT when there is no such device', () => {
    expect(() => new Iio({ sysfsRoot: world.root, device: 'iio:device7' }).read()).toThrowError(
      expect.objectContaining({ code: 'SENSOR_FAULT' }),
    );
  });

  it.each(['4096', '-1', '', '12.5', '0x10', '99999', '1e3', 'NaN'])('refuses %j', (text) => {
    const files: DeviceFiles = {
      exists: () => true,
      open: () => ({ read: () => text, write: () => {}, append: () => {}, close: () => {} }),
    };
    expect(() => new Iio({ sysfsRoot: '/sys' }, { files }).read()).toThrowError(
      expect.objectContaining({ code: 'SENSOR_FAULT' }),
    );
  });
});
