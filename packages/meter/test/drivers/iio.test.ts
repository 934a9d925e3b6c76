import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceFiles } from '../../src/drivers/device-files.ts';
import { Iio, problemOf } from '../../src/drivers/iio.ts';
import { type Hardware, hardware } from './hardware.ts';

describe('Iio', () => {
  let world: Hardware;
  beforeEach(() => {
    world = hardware();
  });
  afterEach(() => world.close());

  it('reads both channels repeatedly', () => {
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

  it('reports SENSOR_FAULT for a file without a number, and recovers once it has one', () => {
    const iio = new Iio({ sysfsRoot: world.root });
    const fault = world.simulation.inject('alice', { kind: 'adc-garbage' });
    world.advance(20);
    expect(() => iio.read()).toThrowError(expect.objectContaining({ code: 'SENSOR_FAULT' }));
    world.simulation.clear(fault);
    world.advance(20);
    expect(iio.read().current).toBeGreaterThan(0);
    iio.close();
  });

  it('reports SENSOR_FAULT for a missing device', () => {
    expect(() => new Iio({ sysfsRoot: world.root, device: 'iio:device7' }).read()).toThrowError(
      expect.objectContaining({ code: 'SENSOR_FAULT' }),
    );
  });

  it('reopens the channels of a converter that disappeared and came back', () => {
    const folder = join(world.root, 'bus/iio/devices/iio:device0');
    const iio = new Iio({ sysfsRoot: world.root });
    iio.read();
    renameSync(folder, `${folder}.gone`);
    // As on Linux: the files of a removed device stay open, and report it.
    truncateSync(join(`${folder}.gone`, 'in_voltage0_raw'));
    expect(() => iio.read()).toThrowError(expect.objectContaining({ code: 'SENSOR_FAULT' }));
    expect(() => iio.read()).toThrowError(expect.objectContaining({ code: 'SENSOR_FAULT' }));
    mkdirSync(folder);
    for (const channel of ['in_voltage0_raw', 'in_voltage1_raw']) writeFileSync(join(folder, channel), '2048\n');
    expect(iio.read()).toEqual({ current: 2048, voltage: 2048 });
    iio.close();
    rmSync(folder, { recursive: true });
    renameSync(`${folder}.gone`, folder);
  });

  it.each(['EBUSY', 'ETIMEDOUT', 'EIO', 'ENODEV', 'EAGAIN'])('recovers from %s, and names it', (code) => {
    let opened = 0;
    const files: DeviceFiles = {
      exists: () => true,
      open: () => {
        const nth = ++opened;
        return {
          read: () => {
            if (nth === 1) throw Object.assign(new Error(code), { code });
            return '7\n';
          },
          write: () => {},
          append: () => {},
          close: () => {
            if (nth === 1) throw Object.assign(new Error('gone'), { code: 'ENODEV' });
          },
        };
      },
    };
    const iio = new Iio({ sysfsRoot: '/sys' }, { files });
    const problem = { code: 'SENSOR_FAULT', details: { channel: 'in_voltage0_raw', problem: code } };
    expect(() => iio.read()).toThrowError(expect.objectContaining(problem));
    expect(iio.read()).toEqual({ current: 7, voltage: 7 });
  });

  it.each([
    ['-32768', /outside 0 to 4095.*12 bits/],
    ['26000', /outside 0 to 4095.*12 bits/],
    ['', /says nothing/],
    ['????', /not a number/],
  ])('describes what is wrong with %j', (text, problem) => {
    expect(problemOf(text)).toMatch(problem);
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
