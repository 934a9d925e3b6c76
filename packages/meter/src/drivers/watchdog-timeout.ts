/** How long a watchdog lets a relay stay closed after its meter died: read, set and compared with what is allowed. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { type DeviceFiles, systemDeviceFiles } from './device-files.ts';
import type { Ioctl } from './ioctl.ts';

/** `_IOWR('W', 6, int)` and `_IOR('W', 7, int)` of `include/uapi/linux/watchdog.h`, seconds. */
const SET_TIMEOUT = 0xc004_5706;
const GET_TIMEOUT = 0x8004_5707;
/** Option flag: the timeout can be set. */
const CAN_SET_TIMEOUT = 0x80;

export interface WatchdogPlace {
  /** `/sys` on a board. */
  readonly sysfsRoot: string;
  /** `watchdog0`. */
  readonly name: string;
  /** `/dev/watchdog0` on a board. */
  readonly path: string;
}

/** What sysfs reports of a watchdog; undefined where it reports nothing. */
export interface WatchdogSettings {
  /** Seconds. */
  readonly timeout: number | undefined;
  /** Cannot be stopped once running: a clean shutdown lets it fire too. */
  readonly nowayout: boolean | undefined;
  /** The meter sets the timeout when it begins to feed. */
  readonly settable: boolean;
}

export function watchdogSettings(
  { sysfsRoot, name, path }: WatchdogPlace,
  { files = systemDeviceFiles }: { files?: DeviceFiles } = {},
): WatchdogSettings {
  const attribute = (which: string): string | undefined => {
    try {
      const file = files.open(join(sysfsRoot, 'class/watchdog', name, which), 'read');
      try {
        return file.read().trim();
      } finally {
        file.close();
      }
    } catch {
      return undefined;
    }
  };
  const timeout = attribute('timeout');
  const nowayout = attribute('nowayout');
  const options = Number(attribute('options') ?? 0);
  return {
    timeout: timeout !== undefined && /^\d{1,9}$/.test(timeout) ? Number(timeout) : undefined,
    nowayout: nowayout === undefined ? undefined : nowayout !== '0',
    // A regular file, as a simulator's, receives no ioctl.
    settable: (options & CAN_SET_TIMEOUT) !== 0 && isDevice(path),
  };
}

/** Whether it can meet the requirement, as far as that is known before it runs. Throws `WATCHDOG_FAULT`. */
export function requireWatchdog(place: WatchdogPlace, most: number, modules: { files?: DeviceFiles } = {}): void {
  const { timeout, settable } = watchdogSettings(place, modules);
  // `shortenTimeout` queries the device itself later.
  if (settable || (timeout === undefined && isDevice(place.path))) return;
  if (timeout === undefined) throw watchdogFault(place.path, 'its timeout cannot be read');
  if (timeout > most) throw tooLong(place.path, timeout, most);
}

/** Sets the timeout of a running watchdog, and checks the result against `most`. Throws `WATCHDOG_FAULT`. */
export function shortenTimeout(
  device: { readonly file: number; readonly path: string },
  most: number,
  ioctl: Ioctl,
): void {
  const seconds = Buffer.alloc(4);
  const timeout = (): number => new Int32Array(seconds.buffer, seconds.byteOffset, 1)[0] ?? Number.NaN;
  try {
    ioctl(device.file, GET_TIMEOUT, seconds);
    if (timeout() <= most) return;
    new Int32Array(seconds.buffer, seconds.byteOffset, 1)[0] = most;
    ioctl(device.file, SET_TIMEOUT, seconds);
    ioctl(device.file, GET_TIMEOUT, seconds);
  } catch (cause) {
    const { code = 'unusable' } = cause as NodeJS.ErrnoException;
    throw watchdogFault(device.path, `its timeout cannot be set (${code})`, cause);
  }
  if (!(timeout() <= most)) throw tooLong(device.path, timeout(), most);
}

const watchdogFault = (device: string, problem: string, cause?: unknown): EvlockError =>
  new EvlockError('WATCHDOG_FAULT', { device, problem }, { cause });

const tooLong = (device: string, timeout: number, most: number): EvlockError =>
  new EvlockError('WATCHDOG_FAULT', { device, problem: 'its timeout is too long', timeout, most });

export function isDevice(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isCharacterDevice() === true;
}
