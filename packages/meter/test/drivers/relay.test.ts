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

  it('is open at startup, whatever its previous state', () => {
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

  it('turns an input into a low output', () => {
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

  it.each(['0', '1'])('is open at startup and shutdown on an inverted line, at value %s', (value) => {
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

  it('follows although another program inverts its line meanwhile', () => {
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

  it('is refused on a line whose inversion cannot be undone', () => {
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

  it('exports a missing line', () => {
    const folder = join(world.root, 'class/gpio');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'export'), '');
    expect(() => Relay.open({ sysfsRoot: world.root, gpio: 5 })).toThrowError(faulty);
    expect(readFileSync(join(folder, 'export'), 'utf8')).toBe('5');
  });

  it('reports RELAY_FAULT when the line does not follow, is not a line, or is gone', () => {
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
