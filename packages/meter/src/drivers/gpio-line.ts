/**
 * One output line of a GPIO controller. It is low from the moment it is opened; every write is read back. Uses the
 * controller's character device if present, otherwise sysfs.
 */
import { EvlockError } from '@evlock/protocol';
import { ChipLine, type ChipLineModules } from './chip-line.ts';
import { type DeviceFiles, systemDeviceFiles } from './device-files.ts';
import type { OutputLine } from './output-line.ts';
import { SysfsLine } from './sysfs-line.ts';

export interface GpioLineOptions {
  /** `/sys` on a board. */
  readonly sysfsRoot: string;
  /** The line's offset in the controller of `chip`; through sysfs, its number there. */
  readonly gpio: number;
  /** The controller's character device, `/dev/gpiochip0` on a board; sysfs alone when omitted. */
  readonly chip?: string;
}

export interface GpioLineModules extends ChipLineModules {
  readonly files?: DeviceFiles;
}

export class GpioLine {
  readonly #gpio: number;
  readonly #line: OutputLine;

  private constructor(gpio: number, line: OutputLine) {
    this.#gpio = gpio;
    this.#line = line;
  }

  /** Throws `RELAY_FAULT`. */
  static open({ sysfsRoot, gpio, chip }: GpioLineOptions, modules: GpioLineModules = {}): GpioLine {
    const { files = systemDeviceFiles } = modules;
    const make = (): OutputLine =>
      chip !== undefined && files.exists(chip)
        ? ChipLine.open(chip, gpio, modules)
        : SysfsLine.open(sysfsRoot, gpio, files);
    const line = new GpioLine(gpio, attempt(gpio, make));
    try {
      line.set(false);
      return line;
    } catch (error) {
      line.close();
      throw error;
    }
  }

  /** The level the controller reports. Throws `RELAY_FAULT`. */
  get high(): boolean {
    return attempt(this.#gpio, () => this.#line.high);
  }

  /** Sets the line and reads it back. Throws `RELAY_FAULT` when it does not follow. */
  set(high: boolean): void {
    attempt(this.#gpio, () => this.#line.set(high));
    if (this.high !== high) throw fault(this.#gpio, 'does not follow');
  }

  close(): void {
    this.#line.close();
  }
}

const fault = (gpio: number, problem: string, cause?: unknown): EvlockError =>
  new EvlockError('RELAY_FAULT', { gpio, problem }, { cause });

function attempt<T>(gpio: number, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw fault(gpio, code ?? message, cause);
  }
}
