/** A meter's hardware: converter, lines, watchdog. Nothing is driven, nothing armed. */
import { closeSync, constants, openSync } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CONSUMER,
  chipInfo,
  energyOver,
  isDevice,
  lineInfo,
  type MeterProfile,
  problemOf,
  systemIoctl,
  tradeRules,
  watchdogSettings,
} from '@evlock/meter';
import { type Clock, milliseconds } from '@evlock/protocol';
import { kWh } from '../output/format.ts';
import { type Check, type Look, ok, problem, warning } from './finding.ts';

const LOOKS = 8;
const BETWEEN_LOOKS = milliseconds(50);

const attribute = (...path: readonly string[]): Promise<string | undefined> =>
  readFile(join(...path), 'latin1').then(
    (text) => text.trim(),
    () => undefined,
  );

/** Several conversions on both channels: twelve-bit numbers that fluctuate as a live converter's do. */
export const sensorCheck = ({ sysfsRoot, iio }: MeterProfile, clock: Clock): Check => ({
  name: 'sensor',
  look: async (): Promise<Look> => {
    const folder = join(sysfsRoot, 'bus/iio/devices', iio.device);
    const channels = [iio.currentChannel, iio.voltageChannel].map((channel) => `in_voltage${channel}_raw`);
    const seen = new Set<string>();
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) await clock.sleep(BETWEEN_LOOKS);
      const counts = await Promise.all(channels.map((channel) => attribute(folder, channel)));
      for (const [index, text] of counts.entries()) {
        const wrong = text === undefined ? 'cannot be read' : problemOf(text);
        if (wrong === undefined) continue;
        const fix = "Load the converter's driver, and correct `iio` in the profile.";
        return problem(`${channels[index]} ${wrong}${text ? ` (${text.slice(0, 16)})` : ''}`, fix);
      }
      seen.add(counts.join(' '));
    }
    const says = `counts of current and voltage: ${[...seen].at(-1)}`;
    if (seen.size > 1) return ok(says);
    return warning(`${says}, and no other value in ${LOOKS}`, 'Check that converter and sensor have power.');
  },
});

/** The lines of relay and reference load: through the controller's device if it has one, as the meter does. */
export const relayCheck = ({ sysfsRoot, devRoot, gpio }: MeterProfile): Check => ({
  name: 'GPIO',
  look: async (): Promise<Look> => {
    const lines = [gpio.relay, gpio.referenceLoad];
    const chip = join(devRoot, gpio.chip);
    return isDevice(chip) ? chipLook(chip, lines) : sysfsLook(sysfsRoot, lines);
  },
});

function chipLook(path: string, offsets: readonly number[]): Look {
  const fix = 'Correct `gpio` in the profile (`gpioinfo` lists lines by chip), and give this user access to the lines.';
  let chip: number | undefined;
  try {
    chip = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const { label, lines } = chipInfo(chip, { ioctl: systemIoctl });
    const beyond = offsets.filter((offset) => offset >= lines);
    if (beyond.length > 0)
      return problem(`${path} (${label}) has lines 0 to ${lines - 1}, not ${beyond.join(', ')}`, fix);
    const infos = offsets.map((offset) => ({ offset, ...lineInfo(chip as number, offset, { ioctl: systemIoctl }) }));
    const others = infos.filter(({ used, consumer }) => used && consumer !== CONSUMER);
    if (others.length > 0) {
      const held = others.map(({ offset, consumer }) => `${offset} by ${consumer || 'the kernel'}`);
      return problem(`in use: ${held.join(', ')}`, `Stop the program that uses them, or choose others. ${fix}`);
    }
    const named = infos.map(({ offset, name, used }) => `${offset}${name && ` ${name}`} ${used ? 'in use' : 'free'}`);
    return ok(`${path} (${label}): ${named.join(', ')}`);
  } catch (error) {
    const { code = 'unusable' } = error as NodeJS.ErrnoException;
    return problem(`${path}: ${code}`, fix);
  } finally {
    if (chip !== undefined) closeSync(chip);
  }
}

async function sysfsLook(sysfsRoot: string, lines: readonly number[]): Promise<Look> {
  const folder = join(sysfsRoot, 'class/gpio');
  const fix = 'Correct `gpio` in the profile, and give this user access to the lines.';
  const values = await Promise.all(lines.map((line) => attribute(folder, `gpio${line}`, 'value')));
  const missing = lines.filter((_, index) => values[index] === undefined);
  if (missing.length > 0) return unexported(folder, missing, fix);
  const turned = await Promise.all(lines.map((line) => attribute(folder, `gpio${line}`, 'active_low')));
  const [relayTurned, loadTurned] = turned.map((text) => text !== undefined && text !== '0');
  const closed = (values[0] === '1') !== relayTurned;
  const says = `relay ${closed ? 'closed' : 'open'}`;
  if (!relayTurned && !loadTurned) return ok(says);
  return warning(`${says}; active_low is set`, 'Find out which program set it; the meter resets it on start.');
}

/** An unexported line is free only if a controller has it. */
async function unexported(folder: string, missing: readonly number[], fix: string): Promise<Look> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^gpiochip\d+$/.test(name));
  const ranges = await Promise.all(
    names.map(async (name) => {
      const [base, count] = await Promise.all([attribute(folder, name, 'base'), attribute(folder, name, 'ngpio')]);
      return { first: Number(base), last: Number(base) + Number(count) - 1 };
    }),
  );
  const nowhere = missing.filter((line) => !ranges.some(({ first, last }) => line >= first && line <= last));
  if (nowhere.length > 0) {
    const had = ranges.map(({ first, last }) => `${first} to ${last}`).join(', ') || 'none';
    return problem(`no controller has line ${nowhere.join(', ')}; available: ${had}`, fix);
  }
  const canExport = await access(join(folder, 'export'), constants.W_OK).then(
    () => true,
    () => false,
  );
  return canExport
    ? ok(`lines ${missing.join(', ')} are free`)
    : problem(`lines ${missing.join(', ')} are not available`, fix);
}

/** Opening it would arm it. */
export const watchdogCheck = (profile: MeterProfile): Check => ({
  name: 'watchdog',
  look: async (): Promise<Look> => {
    const { sysfsRoot, devRoot, watchdog: name, watchdogSeconds: most } = profile;
    const path = join(devRoot, name);
    const writable = await access(path, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!writable) {
      const fix = 'Load its driver, and correct `watchdog`: without it the relay stays open.';
      return problem(`${path} cannot be written`, fix);
    }
    const { timeout, nowayout, settable } = watchdogSettings({ sysfsRoot, name, path });
    const rules = tradeRules(profile);
    const cost = (seconds: number): string => kWh(energyOver(rules.powerLimit, milliseconds(seconds * 1000)));
    if (timeout === undefined && !isDevice(path)) {
      return problem(
        'its timeout cannot be read',
        `The meter does not start without it: ${join(sysfsRoot, 'class/watchdog')}.`,
      );
    }
    if (timeout !== undefined && timeout > most && !settable) {
      const says = `fires after ${timeout} s: a crashed meter can lose ${cost(timeout)}; with ${most} s, ${cost(most)}`;
      return problem(
        says,
        'Set its timeout through its driver (docs/operations.md), or raise `watchdogSeconds` and its bound.',
      );
    }
    const soon = timeout === undefined || timeout > most ? `${most} s, which the meter sets` : `${timeout} s`;
    if (most > 1)
      return warning(
        `${path}, ${soon}: up to ${cost(most)} unsigned`,
        'Set `watchdogSeconds` to 1 if the watchdog supports it.',
      );
    if (nowayout)
      return warning(`${path}, ${soon}; it cannot be stopped`, 'It will also fire when the meter ends normally.');
    return ok(`${path}, ${soon}`);
  },
});
