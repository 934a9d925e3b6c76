/**
 * The hardware watchdog in the relay's supply. While it is fed the relay may close; a meter that hangs, dies or doubts
 * stops feeding, and the relay opens by itself within the watchdog's timeout.
 */
import { EvlockError } from '@evlock/protocol';
import { type DeviceFile, type DeviceFiles, systemDeviceFiles } from './device-files.ts';

export interface WatchdogOptions {
  /** `/dev/watchdog0` on a board. */
  readonly path: string;
}

export class Watchdog {
  readonly #path: string;
  readonly #files: DeviceFiles;
  #device: DeviceFile | undefined;
  #doubting = false;

  constructor(options: WatchdogOptions, modules: { files?: DeviceFiles } = {}) {
    this.#path = options.path;
    this.#files = modules.files ?? systemDeviceFiles;
  }

  /** Whether feeding was stopped by `doubt`. */
  get doubting(): boolean {
    return this.#doubting;
  }

  /**
   * Arms the watchdog the first time and keeps it quiet until its timeout; does nothing while in doubt. To be called where
   * the meter's work is proved to go on, not by a timer of its own. Throws `WATCHDOG_FAULT`; the next call tries again.
   */
  feed(): void {
    if (this.#doubting) return;
    try {
      this.#device ??= this.#files.open(this.#path, 'write');
      this.#device.append('1');
    } catch (cause) {
      this.#release();
      throw new EvlockError('WATCHDOG_FAULT', { device: this.#path }, { cause });
    }
  }

  /** Stops feeding: the relay opens within the timeout, whatever its line says. */
  doubt(): void {
    this.#doubting = true;
  }

  /** Ends the doubt; `feed` works again. */
  trust(): void {
    this.#doubting = false;
  }

  /** Disarms it, for an orderly end with the relay open. In doubt it stays armed. */
  dispose(): void {
    try {
      if (!this.#doubting) this.#device?.append('V');
    } catch {
      // A watchdog that cannot be disarmed fires, which is what it is for.
    }
    this.#release();
  }

  #release(): void {
    const device = this.#device;
    this.#device = undefined;
    device?.close();
  }
}
