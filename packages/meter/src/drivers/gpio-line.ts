/** One output line of a GPIO controller, through sysfs. It is low from the moment it is opened. */
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';
import { type DeviceFile, type DeviceFiles, systemDeviceFiles } from './device-files.ts';

export interface GpioLineOptions {
  /** `/sys` on a board. */
  readonly sysfsRoot: string;
  readonly gpio: number;
}

export class GpioLine {
  readonly #gpio: number;
  readonly #value: DeviceFile;

  private constructor(gpio: number, value: DeviceFile) {
    this.#gpio = gpio;
    this.#value = value;
  }

  /** Exports the line if need be and makes it an output that is low. Throws `RELAY_FAULT`. */
  static open({ sysfsRoot, gpio }: GpioLineOptions, modules: { files?: DeviceFiles } = {}): GpioLine {
    const files = modules.files ?? systemDeviceFiles;
    const folder = join(sysfsRoot, 'class/gpio', `gpio${gpio}`);
    try {
      if (!files.exists(folder)) writeOnce(files, join(sysfsRoot, 'class/gpio/export'), String(gpio));
      const direction = files.open(join(folder, 'direction'), 'update');
      // `low` makes an output without a moment in which it is high.
      if (direction.read().trim() !== 'out') direction.write('low');
      direction.close();
      const line = new GpioLine(gpio, files.open(join(folder, 'value'), 'update'));
      line.set(false);
      return line;
    } catch (cause) {
      if (EvlockError.is(cause)) throw cause;
      throw new EvlockError('RELAY_FAULT', { gpio, problem: 'cannot be opened' }, { cause });
    }
  }

  /** What the controller says of the line. Throws `RELAY_FAULT`. */
  get high(): boolean {
    const text = this.#attempt('cannot be read', () => this.#value.read().trim());
    if (text !== '0' && text !== '1') throw this.#fault('is neither low nor high');
    return text === '1';
  }

  /** Sets the line and reads it back. Throws `RELAY_FAULT` when it does not follow. */
  set(high: boolean): void {
    this.#attempt('cannot be written', () => this.#value.write(high ? '1' : '0'));
    if (this.high !== high) throw this.#fault('does not follow');
  }

  close(): void {
    this.#value.close();
  }

  #attempt<T>(problem: string, action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw this.#fault(problem, cause);
    }
  }

  #fault(problem: string, cause?: unknown): EvlockError {
    return new EvlockError('RELAY_FAULT', { gpio: this.#gpio, problem }, { cause });
  }
}

function writeOnce(files: DeviceFiles, path: string, text: string): void {
  const file = files.open(path, 'write');
  file.write(text);
  file.close();
}
