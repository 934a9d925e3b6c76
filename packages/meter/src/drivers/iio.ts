/** The analogue-to-digital converter, through Linux's industrial I/O: raw counts of current and voltage. */
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { EVLOCK_COUNT_MAX, type Sample } from '@evlock/secure-world';
import { type DeviceFile, type DeviceFiles, systemDeviceFiles } from './device-files.ts';

export interface IioOptions {
  /** `/sys` on a board. */
  readonly sysfsRoot: string;
  readonly device?: string;
  readonly currentChannel?: number;
  readonly voltageChannel?: number;
}

export class Iio {
  readonly #folder: string;
  readonly #channels: { readonly current: string; readonly voltage: string };
  readonly #files: DeviceFiles;
  readonly #open = new Map<string, DeviceFile>();

  constructor(options: IioOptions, modules: { files?: DeviceFiles } = {}) {
    const { sysfsRoot, device = 'iio:device0', currentChannel = 0, voltageChannel = 1 } = options;
    this.#folder = join(sysfsRoot, 'bus/iio/devices', device);
    this.#channels = { current: `in_voltage${currentChannel}_raw`, voltage: `in_voltage${voltageChannel}_raw` };
    this.#files = modules.files ?? systemDeviceFiles;
  }

  /**
   * One conversion of both channels. Throws `SENSOR_FAULT` when one cannot be read or is not 0 to 4095; the next call
   * reopens both, since a converter that disappeared and came back is a new device under the same name.
   */
  read(): Sample {
    return { current: this.#counts(this.#channels.current), voltage: this.#counts(this.#channels.voltage) };
  }

  close(): void {
    for (const file of this.#open.values()) closeQuietly(file);
    this.#open.clear();
  }

  #counts(channel: string): number {
    const text = this.#text(channel).trim();
    const problem = problemOf(text);
    if (problem === undefined) return Number(text);
    this.close();
    throw new EvlockError('SENSOR_FAULT', { channel, problem, value: text.slice(0, 16) });
  }

  #text(channel: string): string {
    try {
      let file = this.#open.get(channel);
      if (!file) {
        file = this.#files.open(join(this.#folder, channel), 'read');
        this.#open.set(channel, file);
      }
      return file.read();
    } catch (cause) {
      this.close();
      const { code = 'cannot be read' } = cause as NodeJS.ErrnoException;
      throw new EvlockError('SENSOR_FAULT', { channel, problem: code }, { cause });
    }
  }
}

function closeQuietly(file: DeviceFile): void {
  try {
    file.close();
  } catch {
    // Gone with its device.
  }
}

/** What is wrong with a channel's value; undefined if nothing. */
export function problemOf(text: string): string | undefined {
  if (text === '') return 'says nothing';
  if (!/^-?\d{1,10}$/.test(text)) return 'is not a number';
  const counts = Number(text);
  if (counts >= 0 && counts <= EVLOCK_COUNT_MAX) return undefined;
  return `is outside 0 to ${EVLOCK_COUNT_MAX}: a converter of 12 bits, single-ended, is needed`;
}
