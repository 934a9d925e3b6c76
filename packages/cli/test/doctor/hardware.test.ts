/** What the doctor says of a meter's hardware, by files as Linux has them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type MeterProfile, meterProfileSchema } from '@evlock/meter';
import { parse, systemClock } from '@evlock/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Check, examine } from '../../src/doctor/finding.ts';
import { relayCheck, sensorCheck, watchdogCheck } from '../../src/doctor/hardware.ts';
import { PROFILE_EXAMPLES } from '../../src/profiles/examples.ts';

let folder: string;
let profile: MeterProfile;
const put = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${text}\n`);
  }
};
const finding = async (check: Check) => (await examine('meter', [check]))[0];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evlock-hardware-'));
  const roots = { sysfsRoot: join(folder, 'sys'), devRoot: join(folder, 'dev') };
  profile = parse(meterProfileSchema, { ...(PROFILE_EXAMPLES.meter as object), ...roots });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lines', () => {
  const lines = (active_low = '0', value = '0') =>
    put(
      Object.fromEntries(
        [17, 27].flatMap((line) => [
          [`sys/class/gpio/gpio${line}/value`, value],
          [`sys/class/gpio/gpio${line}/active_low`, line === 17 ? active_low : '0'],
        ]),
      ),
    );

  it.each([
    ['0', '0', 'relay open', 'ok'],
    ['0', '1', 'relay closed', 'ok'],
    ['1', '0', 'relay closed; active_low is set', 'warning'],
    ['1', '1', 'relay open; active_low is set', 'warning'],
  ])('with active_low %s and value %s are called: %s', async (activeLow, value, says, level) => {
    lines(activeLow, value);
    expect(await finding(relayCheck(profile))).toMatchObject({ level, says });
  });

  it('are free only where a controller has them', async () => {
    put({ 'sys/class/gpio/export': '' });
    const none = { level: 'problem', says: 'no controller has line 17, 27; available: none' };
    expect(await finding(relayCheck(profile))).toMatchObject(none);
    put({ 'sys/class/gpio/gpiochip512/base': '512', 'sys/class/gpio/gpiochip512/ngpio': '54' });
    const elsewhere = { level: 'problem', says: 'no controller has line 17, 27; available: 512 to 565' };
    expect(await finding(relayCheck(profile))).toMatchObject(elsewhere);
    put({ 'sys/class/gpio/gpiochip0/base': '0', 'sys/class/gpio/gpiochip0/ngpio': '20' });
    expect(await finding(relayCheck(profile))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('line 27;'),
    });
    put({ 'sys/class/gpio/gpiochip0/ngpio': '28' });
    expect(await finding(relayCheck(profile))).toMatchObject({ level: 'ok', says: 'lines 17, 27 are free' });
    rmSync(join(folder, 'sys/class/gpio/export'));
    expect(await finding(relayCheck(profile))).toMatchObject({ level: 'problem' });
  });

  it('are looked for in the device of the controller where there is one', async () => {
    lines();
    const chip = { ...profile, devRoot: '/dev', gpio: { ...profile.gpio, chip: 'null' } };
    expect(await finding(relayCheck(chip))).toMatchObject({ level: 'problem', says: '/dev/null: ENOTTY' });
  });
});

describe('the watchdog', () => {
  const watchdog = (files: Readonly<Record<string, string>>) =>
    put({
      'dev/watchdog0': '',
      ...Object.fromEntries(
        Object.entries(files).map(([name, text]) => [`sys/class/watchdog/watchdog0/${name}`, text]),
      ),
    });

  it.each([
    [{ timeout: '1', nowayout: '0' }, 'ok', '1 s'],
    [{ timeout: '15' }, 'problem', 'can lose 6 Wh'],
    [{ timeout: '60' }, 'problem', 'can lose 24 Wh'],
    [{ timeout: '1', nowayout: '1' }, 'warning', 'cannot be stopped'],
    [{ nowayout: '0' }, 'problem', 'cannot be read'],
    [{ timeout: 'soon' }, 'problem', 'cannot be read'],
  ])('with %o is a finding of level %s: %s', async (files, level, says) => {
    watchdog(files as Readonly<Record<string, string>>);
    const found = await finding(watchdogCheck(profile));
    expect(found).toMatchObject({ level, says: expect.stringContaining(says) });
  });

  it('may be slower where the profile says so, with what that can cost', async () => {
    watchdog({ timeout: '15' });
    const found = await finding(watchdogCheck({ ...profile, watchdogSeconds: 15 }));
    expect(found).toMatchObject({ level: 'warning', says: expect.stringContaining('up to 6 Wh unsigned') });
  });

  it('is missed', async () => {
    expect(await finding(watchdogCheck(profile))).toMatchObject({
      level: 'problem',
      says: expect.stringContaining('written'),
    });
  });
});

describe('the sensor', () => {
  const counts = (current: string, voltage: string) =>
    put({
      'sys/bus/iio/devices/iio:device0/in_voltage0_raw': current,
      'sys/bus/iio/devices/iio:device0/in_voltage1_raw': voltage,
    });

  it.each([
    ['-17', '3000', 'outside 0 to 4095'],
    ['2048', '26000', 'outside 0 to 4095'],
    ['????', '3000', 'is not a number'],
    ['', '3000', 'says nothing'],
  ])('is a problem with counts %j and %j', async (current, voltage, says) => {
    counts(current, voltage);
    const found = await finding(sensorCheck(profile, systemClock));
    expect(found).toMatchObject({ level: 'problem', says: expect.stringContaining(says) });
  });

  it('is missed, suspected when its counts stand still, and sound when they move', async () => {
    expect(await finding(sensorCheck(profile, systemClock))).toMatchObject({ level: 'problem' });
    counts('2048', '3000');
    expect(await finding(sensorCheck(profile, systemClock))).toMatchObject({ level: 'warning' });
    let looks = 0;
    const moving = { ...systemClock, sleep: async () => counts(String(2048 + (looks++ % 2)), '3000') };
    expect(await finding(sensorCheck(profile, moving))).toMatchObject({ level: 'ok' });
  });
});
