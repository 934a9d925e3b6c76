/**
 * The files that a household's meter sees, as Linux shows such hardware (`/sys`, and `/dev` under `dev/`):
 *
 *     bus/iio/devices/iio:device0/{name,in_voltage0_raw,in_voltage1_raw,in_voltage_scale}   current, voltage
 *     class/gpio/gpioN/{direction,active_low,value}                                          relay, self-test load
 *     class/gpio/gpiochip0/{base,ngpio,label}                                                the controller of the lines
 *     class/watchdog/watchdog0/{timeout,nowayout}                                            seconds; 0
 *     dev/watchdog0                                                                          a FIFO
 *
 * Files keep their inode, so that a driver may hold them open; a value is one write of five bytes, which a reader sees
 * whole. The watchdog is a FIFO because only that shows its reader every write and the close.
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { EvlockError } from '@evlock/protocol';

const DEVICE = 'bus/iio/devices/iio:device0';
/** Four digits and a line end. */
const VALUE_SIZE = 5;
const GARBAGE = Buffer.from('????\n');
const MAGIC_CLOSE = 0x56;
const ZERO = 0x30;
const ONE = 0x31;
/** Lines of a controller, as on a small board. */
const LINES = 54;
const FIRST_LETTER = { low: 0x6c, high: 0x68, out: 0x6f } as const;

export interface SysfsOptions {
  readonly root: string;
  readonly relayGpio: number;
  readonly selfTestGpio: number;
  readonly watchdogTimeoutMs: number;
  readonly adcPicovoltPerCount: number;
}

/** A driver's actions on the watchdog since the last poll. */
export interface WatchdogActivity {
  readonly fed: boolean;
  readonly disarmed: boolean;
}

/**
 * One line of the GPIO controller: driven only while its direction is `out`. As on Linux, the directions `low` and `high`
 * are pin levels, `value` is seen through `active_low`, and writing `active_low` does not move the pin.
 */
class Line {
  readonly #value: number;
  readonly #direction: number;
  readonly #activeLow: number;
  readonly #byte = Buffer.alloc(1);
  /** State at the last poll. */
  #seen = { value: ZERO, activeLow: ZERO };

  constructor(folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.#direction = openPadded(join(folder, 'direction'), 'out');
    this.#activeLow = openPadded(join(folder, 'active_low'), '0');
    this.#value = openPadded(join(folder, 'value'), '0');
  }

  /** The level of the pin. */
  get high(): boolean {
    const direction = this.#first(this.#direction);
    const activeLow = this.#first(this.#activeLow);
    const driven = direction === FIRST_LETTER.low || direction === FIRST_LETTER.high;
    if (driven) {
      this.#show((direction === FIRST_LETTER.high) !== (activeLow === ONE));
      writePadded(this.#direction, 'out');
    } else if (direction !== FIRST_LETTER.out) {
      return false;
    } else if (activeLow !== this.#seen.activeLow && !this.#isWrittenSince()) {
      this.#show(this.#seen.value !== ONE);
    }
    const value = this.#first(this.#value);
    this.#seen = { value, activeLow };
    return (value === ONE) !== (activeLow === ONE);
  }

  close(): void {
    for (const file of [this.#value, this.#activeLow, this.#direction]) fs.closeSync(file);
  }

  /** Whether `value` was written after `active_low`, and so is meant through the new one. */
  #isWrittenSince(): boolean {
    const time = (file: number): bigint => fs.fstatSync(file, { bigint: true }).mtimeNs;
    return this.#first(this.#value) !== this.#seen.value || time(this.#value) >= time(this.#activeLow);
  }

  #show(value: boolean): void {
    fs.writeSync(this.#value, value ? '1' : '0', 0);
  }

  #first(file: number): number {
    return fs.readSync(file, this.#byte, 0, 1, 0) === 1 ? (this.#byte[0] ?? 0) : 0;
  }
}

/** The FIFO in place of `/dev/watchdog0`. */
class WatchdogDevice {
  readonly #file: number;
  readonly #bytes = Buffer.alloc(64);
  #open = false;
  #last = 0;

  constructor(path: string) {
    if (fs.lstatSync(path, { throwIfNoEntry: false })?.isFIFO() !== true) {
      fs.rmSync(path, { force: true });
      execFileSync('mkfifo', ['-m', '600', path]);
    }
    this.#file = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  }

  activity(): WatchdogActivity {
    let fed = false;
    for (let read = this.#read(); read !== 0; read = this.#read()) {
      if (read === undefined) {
        // Somebody holds it open without writing; opening feeds it once.
        fed ||= !this.#open;
        this.#open = true;
        return { fed, disarmed: false };
      }
      fed = true;
      this.#open = true;
      this.#last = this.#bytes[read - 1] ?? 0;
    }
    const disarmed = this.#open && this.#last === MAGIC_CLOSE;
    this.#open = false;
    this.#last = 0;
    return { fed, disarmed };
  }

  close(): void {
    fs.closeSync(this.#file);
  }

  /** Bytes read; 0 when nobody holds it open; undefined when somebody does but wrote nothing. */
  #read(): number | undefined {
    try {
      return fs.readSync(this.#file, this.#bytes, 0, this.#bytes.length, null);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
      throw error;
    }
  }
}

export class Sysfs {
  readonly #relay: Line;
  readonly #selfTest: Line;
  readonly #watchdog: WatchdogDevice;
  readonly #channels: readonly [number, number];
  readonly #written: [number, number] = [-1, -1];
  readonly #record = Buffer.alloc(VALUE_SIZE, 0x20);

  private constructor(options: SysfsOptions) {
    const device = join(options.root, DEVICE);
    const watchdog = join(options.root, 'class/watchdog/watchdog0');
    const chip = join(options.root, 'class/gpio/gpiochip0');
    for (const folder of [device, watchdog, chip, join(options.root, 'dev')]) fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(join(device, 'name'), 'evlock-simulator\n');
    fs.writeFileSync(join(device, 'in_voltage_scale'), `${millivoltPerCount(options.adcPicovoltPerCount)}\n`);
    fs.writeFileSync(join(watchdog, 'timeout'), `${Math.ceil(options.watchdogTimeoutMs / 1000)}\n`);
    fs.writeFileSync(join(watchdog, 'nowayout'), '0\n');
    fs.writeFileSync(join(chip, 'base'), '0\n');
    fs.writeFileSync(join(chip, 'ngpio'), `${Math.max(LINES, options.relayGpio + 1, options.selfTestGpio + 1)}\n`);
    fs.writeFileSync(join(chip, 'label'), 'evlock-simulator\n');
    this.#record[VALUE_SIZE - 1] = 0x0a;
    this.#channels = [
      openPadded(join(device, 'in_voltage0_raw'), '0'),
      openPadded(join(device, 'in_voltage1_raw'), '0'),
    ];
    this.#relay = new Line(join(options.root, `class/gpio/gpio${options.relayGpio}`));
    this.#selfTest = new Line(join(options.root, `class/gpio/gpio${options.selfTestGpio}`));
    this.#watchdog = new WatchdogDevice(join(options.root, 'dev/watchdog0'));
  }

  /** Creates the files, or reuses those of an earlier run; all lines low. Throws `STORE_FAILED`. */
  static open(options: SysfsOptions): Sysfs {
    try {
      return new Sysfs(options);
    } catch (cause) {
      throw new EvlockError('STORE_FAILED', { folder: options.root }, { cause });
    }
  }

  /** The positions the driver wants for relay and reference load. */
  lines(): { readonly relay: boolean; readonly selfTest: boolean } {
    return { relay: this.#relay.high, selfTest: this.#selfTest.high };
  }

  watchdogActivity(): WatchdogActivity {
    return this.#watchdog.activity();
  }

  /** Publishes a conversion, in counts; `garbled` publishes something other than a number for the current. */
  show(counts: { readonly current: number; readonly voltage: number }, garbled: boolean): void {
    this.#show(0, garbled ? -1 : counts.current);
    this.#show(1, counts.voltage);
  }

  close(): void {
    this.#relay.close();
    this.#selfTest.close();
    this.#watchdog.close();
    for (const file of this.#channels) fs.closeSync(file);
  }

  #show(channel: 0 | 1, counts: number): void {
    const file = this.#channels[channel];
    if (counts < 0) fs.writeSync(file, GARBAGE, 0, VALUE_SIZE, 0);
    else if (counts !== this.#written[channel]) {
      this.#record.write(String(counts).padEnd(VALUE_SIZE - 1), 0, 'latin1');
      fs.writeSync(file, this.#record, 0, VALUE_SIZE, 0);
    }
    this.#written[channel] = counts;
  }
}

/** `in_voltage_scale` in mV per count, from integers alone. */
function millivoltPerCount(picovolt: number): string {
  const digits = String(picovolt).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}

function writePadded(file: number, text: string): void {
  fs.writeSync(file, `${text.padEnd(VALUE_SIZE - 1)}\n`, 0);
}

/** Opens a file for reading and writing in place, holding `text`. */
function openPadded(path: string, text: string): number {
  const file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600);
  writePadded(file, text);
  fs.ftruncateSync(file, VALUE_SIZE);
  return file;
}
