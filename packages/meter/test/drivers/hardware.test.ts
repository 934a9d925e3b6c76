import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disposeHardware, openHardware } from '../../src/drivers/hardware.ts';
import { type MeterProfile, meterProfileSchema } from '../../src/profile.ts';
import { type Hardware, hardware } from './hardware.ts';

let world: Hardware;
beforeEach(() => {
  world = hardware();
});
afterEach(() => world.close());

const profile = (changes: object = {}): MeterProfile =>
  parse(meterProfileSchema, {
    dataFolder: 'data',
    deviceLink: {
      url: 'wss://gateway.example',
      serverName: 'gateway.example',
      certificateFile: 'a',
      authorityFile: 'b',
      privateKeyFile: 'c',
    },
    gateway: { url: 'https://gateway.example', authorityFile: 'b' },
    secureWorld: { path: 'd' },
    chain: { endpoints: ['https://rpc.example'], deploymentFile: 'e' },
    sysfsRoot: world.root,
    devRoot: join(world.root, 'dev'),
    ...changes,
  });

const watchdogSays = (name: string, text: string) =>
  writeFileSync(join(world.root, 'class/watchdog/watchdog0', name), text);
const contact = () => world.simulation.state().households[0]?.relayClosed;
const drive = (text: string) => writeFileSync(join(world.root, 'class/gpio/gpio17/value'), text, { flag: 'r+' });

describe('the hardware of a meter', () => {
  it('is opened and released with the relay open', () => {
    drive('1');
    const all = openHardware(profile());
    world.advance(40);
    expect(contact()).toBe(false);
    all.relay.drive('closed');
    disposeHardware(all);
    world.advance(40);
    expect(contact()).toBe(false);
  });

  it.each(['2\n', '15\n', '60\n'])('is refused, the relay open, with a watchdog of %j seconds', (text) => {
    watchdogSays('timeout', text);
    drive('1');
    const refused = { code: 'WATCHDOG_FAULT', details: { timeout: Number(text), most: 1 } };
    expect(() => openHardware(profile())).toThrowError(expect.objectContaining({ code: refused.code }));
    expect(() => openHardware(profile())).toThrowError(/its timeout is too long/);
    world.advance(40);
    expect(contact()).toBe(false);
    expect(readFileSync(join(world.root, 'class/gpio/gpio17/value'), 'utf8').trim()).toBe('0');
  });

  it('is refused when the watchdog’s timeout is unknown', () => {
    watchdogSays('timeout', 'soon\n');
    expect(() => openHardware(profile())).toThrowError(expect.objectContaining({ code: 'WATCHDOG_FAULT' }));
  });

  it('may have a slower watchdog where the profile allows it', () => {
    watchdogSays('timeout', '15\n');
    expect(() => disposeHardware(openHardware(profile({ watchdogSeconds: 15 })))).not.toThrow();
  });

  it('has two lines, not one', () => {
    expect(() => profile({ gpio: { relay: 17, referenceLoad: 17 } })).toThrowError(
      expect.objectContaining({ details: expect.objectContaining({ field: 'gpio.referenceLoad' }) }),
    );
  });
});
