/**
 * What a household's own devices tell of themselves, as Linux shows such devices:
 *
 *     class/power_supply/battery0/{type,capacity}                          percent
 *     class/hwmon/hwmon0/{name,power1_label,power1_input}                  the panel's power in µW, where there is a panel
 *     class/hwmon/hwmon0/{power2_label,power2_input}                       the household's own use in µW
 *
 * The true values, without noise: a meter cannot verify them, whatever they say.
 */
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { EvlockError } from '@evlock/protocol';

/** Digits of the largest value, and a line end. */
const VALUE_SIZE = 13;
const MICROWATT = 1e6;

export interface InputsOptions {
  readonly root: string;
  /** Without a panel there is no file for it. */
  readonly panel: boolean;
}

export interface InputValues {
  /** 0 to 1. */
  readonly charge: number;
  /** W. */
  readonly generation: number;
  readonly load: number;
}

/** One attribute: its file keeps its inode, and a value is one write, which a reader sees whole. */
class Attribute {
  readonly #file: number;
  #written = -1;

  constructor(path: string) {
    fs.mkdirSync(dirname(path), { recursive: true });
    this.#file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
    this.show(0);
    fs.ftruncateSync(this.#file, VALUE_SIZE);
  }

  show(value: number): void {
    if (value === this.#written) return;
    this.#written = value;
    fs.writeSync(this.#file, `${String(value).padEnd(VALUE_SIZE - 1)}\n`, 0);
  }

  close(): void {
    fs.closeSync(this.#file);
  }
}

export class Inputs {
  readonly #capacity: Attribute;
  readonly #generation: Attribute | undefined;
  readonly #load: Attribute;

  private constructor({ root, panel }: InputsOptions) {
    const battery = join(root, 'class/power_supply/battery0');
    const monitor = join(root, 'class/hwmon/hwmon0');
    this.#capacity = new Attribute(join(battery, 'capacity'));
    this.#load = new Attribute(join(monitor, 'power2_input'));
    fs.writeFileSync(join(battery, 'type'), 'Battery\n');
    fs.writeFileSync(join(monitor, 'name'), 'evlock_simulator\n');
    fs.writeFileSync(join(monitor, 'power2_label'), 'load\n');
    const ofPanel = join(monitor, 'power1_input');
    fs.rmSync(ofPanel, { force: true });
    if (!panel) return;
    this.#generation = new Attribute(ofPanel);
    fs.writeFileSync(join(monitor, 'power1_label'), 'generation\n');
  }

  /** Creates the files, or reuses those of an earlier run. Throws `STORE_FAILED`. */
  static open(options: InputsOptions): Inputs {
    try {
      return new Inputs(options);
    } catch (cause) {
      throw new EvlockError('STORE_FAILED', { folder: options.root }, { cause });
    }
  }

  show({ charge, generation, load }: InputValues): void {
    this.#capacity.show(Math.min(100, Math.max(0, Math.floor(charge * 100))));
    this.#generation?.show(Math.max(0, Math.round(generation * MICROWATT)));
    this.#load.show(Math.max(0, Math.round(load * MICROWATT)));
  }

  close(): void {
    for (const file of [this.#capacity, this.#generation, this.#load]) file?.close();
  }
}
