import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceFiles } from '../../src/drivers/device-files.ts';
import { GpioLine } from '../../src/drivers/gpio-line.ts';
import { ReferenceLoad } from '../../src/drivers/reference-load.ts';
import { Relay } from '../../src/drivers/relay.ts';
import { type Hardware, hardware } from './hardware.ts';

const faulty = expect.objectContaining({ code: 'RELAY_FAULT' });

describe('Relay and ReferenceLoad', () => {
  let world: Hardware;
  beforeEach(() => {
    world = hardware();
  });
  afterEach(() => world.close());
  const contact = () => world.simulation.state().households[0]?.relayClosed;
  const current = () => world.simulation.state().households[0]?.current;

  it('closes and opens the contact', () => {
    const relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    relay.drive('closed');
    expect(relay.closed).toBe(true);
    world.advance(40);
    expect(contact()).toBe(true);
    relay.drive('open');
    expect(relay.closed).toBe(false);
    world.advance(40);
    expect(contact()).toBe(false);
    relay.dispose();
  });

  it('is open from the moment it is opened, whatever was before', () => {
    Relay.open({ sysfsRoot: world.root, gpio: 17 }).drive('closed');
    world.advance(40);
    expect(Relay.open({ sysfsRoot: world.root, gpio: 17 }).closed).toBe(false);
    world.advance(40);
    expect(contact()).toBe(false);
  });

  it('opens the contact when it is disposed of', () => {
    const relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    relay.drive('closed');
    world.advance(40);
    relay.dispose();
    world.advance(40);
    expect(contact()).toBe(false);
  });

  it('draws the reference current, relay open', () => {
    const load = ReferenceLoad.open({ sysfsRoot: world.root, gpio: 27 });
    load.switch(true);
    world.advance(20);
    expect(current()).toBe(5000);
    load.dispose();
    world.advance(20);
    expect(current()).toBe(0);
  });

  it('makes an input an output that is low', () => {
    const direction = join(world.root, 'class/gpio/gpio17/direction');
    writeFileSync(direction, 'in  ', { flag: 'r+' });
    const relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    world.advance(20);
    expect(readFileSync(direction, 'utf8').trim()).toBe('out');
    relay.drive('closed');
    world.advance(40);
    expect(contact()).toBe(true);
    relay.dispose();
  });

  it.each(['0', '1'])('is open from the start and in the end on a line that was turned round, at value %s', (value) => {
    const line = (name: string, text: string) =>
      writeFileSync(join(world.root, 'class/gpio/gpio17', name), text, { flag: 'r+' });
    line('active_low', '1');
    line('value', value);
    world.advance(20);
    const relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    world.advance(40);
    expect([relay.closed, contact()]).toEqual([false, false]);
    relay.drive('closed');
    world.advance(40);
    expect([relay.closed, contact()]).toEqual([true, true]);
    relay.dispose();
    world.advance(40);
    expect(contact()).toBe(false);
  });

  it('follows though another program turns its line round meanwhile', () => {
    const relay = Relay.open({ sysfsRoot: world.root, gpio: 17 });
    const turn = () => writeFileSync(join(world.root, 'class/gpio/gpio17/active_low'), '1', { flag: 'r+' });
    for (const position of ['closed', 'open', 'closed', 'open'] as const) {
      turn();
      relay.drive(position);
      world.advance(40);
      expect([relay.closed, contact()]).toEqual([position === 'closed', position === 'closed']);
    }
    turn();
    expect(relay.closed).toBe(false);
    relay.dispose();
  });

  it('is refused on a line that cannot be turned back', () => {
    const stubborn: DeviceFiles = {
      exists: () => true,
      open: (path) => ({
        read: () => (path.endsWith('active_low') ? '1\n' : path.endsWith('direction') ? 'out\n' : '0\n'),
        write: () => {},
        append: () => {},
        close: () => {},
      }),
    };
    expect(() => Relay.open({ sysfsRoot: '/sys', gpio: 3 }, { files: stubborn })).toThrowError(
      expect.objectContaining({ code: 'RELAY_FAULT', details: { gpio: 3, problem: 'is active low' } }),
    );
  });

  it('exports a line that is not there yet', () => {
    const folder = join(world.root, 'class/gpio');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'export'), '');
    expect(() => Relay.open({ sysfsRoot: world.root, gpio: 5 })).toThrowError(faulty);
    expect(readFileSync(join(folder, 'export'), 'utf8')).toBe('5');
  });

  it('says RELAY_FAULT when the line does not follow, is no line, or is gone', () => {
    const answering = (text: string): DeviceFiles => ({
      exists: () => true,
      open: (path) => ({
        read: () => (path.endsWith('direction') ? 'out\n' : text),
        write: () => {},
        append: () => {},
        close: () => {},
      }),
    });
    const line = GpioLine.open({ sysfsRoot: '/sys', gpio: 3 }, { files: answering('0\n') });
    expect(() => line.set(true)).toThrowError(faulty);
    expect(() => GpioLine.open({ sysfsRoot: '/sys', gpio: 3 }, { files: answering('1\n') })).toThrowError(faulty);
    expect(() => GpioLine.open({ sysfsRoot: '/sys', gpio: 3 }, { files: answering('?') })).toThrowError(faulty);
    rmSync(join(world.root, 'class/gpio/gpio17/value'));
    expect(() => Relay.open({ sysfsRoot: world.root, gpio: 17 })).toThrowError(faulty);
  });
});
