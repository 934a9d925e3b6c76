/** An output line through `/sys/class/gpio`, for a kernel or simulator without a character device. */
import { join } from 'node:path';
import type { DeviceFile, DeviceFiles } from './device-files.ts';
import type { OutputLine } from './output-line.ts';

export class SysfsLine implements OutputLine {
  readonly #polarity: DeviceFile;
  readonly #value: DeviceFile;

  private constructor(polarity: DeviceFile, value: DeviceFile) {
    this.#polarity = polarity;
    this.#value = value;
  }

  /**
   * Exports the line if needed and makes it an output that is low at the pin: polarity first, because `low` is the pin's
   * level and `value` is seen through `active_low`, which another program may have set. Throws the system's error, or what
   * is wrong with the line.
   */
  static open(sysfsRoot: string, gpio: number, files: DeviceFiles): SysfsLine {
    const folder = join(sysfsRoot, 'class/gpio', `gpio${gpio}`);
    if (!files.exists(folder)) writeOnce(files, join(sysfsRoot, 'class/gpio/export'), String(gpio));
    const polarity = files.open(join(folder, 'active_low'), 'update');
    setUpright(polarity);
    const direction = files.open(join(folder, 'direction'), 'update');
    // `low` makes an output with no glitch high; an existing output is set low by its value.
    if (direction.read().trim() !== 'out') direction.write('low');
    const is = direction.read().trim();
    direction.close();
    if (is === 'in') throw new Error('is not an output');
    return new SysfsLine(polarity, files.open(join(folder, 'value'), 'update'));
  }

  get high(): boolean {
    setUpright(this.#polarity);
    const text = this.#value.read().trim();
    if (text !== '0' && text !== '1') throw new Error('is neither low nor high');
    return text === '1';
  }

  set(high: boolean): void {
    setUpright(this.#polarity);
    this.#value.write(high ? '1' : '0');
  }

  close(): void {
    this.#polarity.close();
    this.#value.close();
  }
}

/** Inverting the polarity does not move the pin, so restoring it does not either. */
function setUpright(polarity: DeviceFile): void {
  if (polarity.read().trim() === '0') return;
  polarity.write('0');
  if (polarity.read().trim() !== '0') throw new Error('is active low');
}

function writeOnce(files: DeviceFiles, path: string, text: string): void {
  const file = files.open(path, 'write');
  file.write(text);
  file.close();
}
