/**
 * The hardware watchdog in the relay's supply. While it is fed the relay may close; a meter that hangs, dies or is in doubt
 * stops feeding, and the relay opens within the watchdog's timeout.
 */
import { EvlockError } from '@evlock/protocol';
import { type DeviceFile, type DeviceFiles, systemDeviceFiles } from './device-files.ts';
import { type Ioctl, systemIoctl } from './ioctl.ts';
import { isDevice, shortenTimeout } from './watchdog-timeout.ts';

export interface WatchdogOptions {
  /** `/dev/watchdog0` on a board. */
  readonly path: string;
  /** Maximum seconds until it fires; a real device is set to this. Not checked when omitted. */
  readonly mostSeconds?: number;
}

export interface WatchdogModules {
  readonly files?: DeviceFiles;
  readonly ioctl?: Ioctl;
  readonly isDevice?: (path: string) => boolean;
}

export class Watchdog {
  readonly #path: string;
  readonly #most: number | undefined;
  readonly #modules: Required<WatchdogModules>;
  /** Why it is unusable as it is. */
  #unfit: EvlockError | undefined;
  #device: DeviceFile | undefined;
  #doubting = false;

  constructor(options: WatchdogOptions, modules: WatchdogModules = {}) {
    this.#path = options.path;
    this.#most = options.mostSeconds;
    this.#modules = { files: systemDeviceFiles, ioctl: systemIoctl, isDevice, ...modules };
  }

  /** Whether feeding was stopped by `doubt`. */
  get doubting(): boolean {
    return this.#doubting;
  }

  /**
   * Arms the watchdog the first time and keeps it quiet until its timeout; does nothing while in doubt. Call where the
   * meter's work provably progresses, not from a timer of its own. Throws `WATCHDOG_FAULT`; the next call retries.
   */
  feed(): void {
    if (this.#doubting) return;
    if (this.#unfit) throw this.#unfit;
    try {
      this.#device ??= this.#arm();
      this.#device.append('1');
    } catch (cause) {
      this.#release();
      if (EvlockError.is(cause)) throw cause;
      const { code = 'cannot be fed' } = cause as NodeJS.ErrnoException;
      throw new EvlockError('WATCHDOG_FAULT', { device: this.#path, problem: code }, { cause });
    }
  }

  /** Stops feeding: the relay opens within the timeout, whatever its line's level. */
  doubt(): void {
    this.#doubting = true;
  }

  /** Ends the doubt; `feed` works again. */
  trust(): void {
    this.#doubting = false;
  }

  /** Disarms it, for a clean shutdown with the relay open. In doubt it stays armed. */
  dispose(): void {
    try {
      if (!this.#doubting) this.#device?.append('V');
    } catch {
      // A watchdog that cannot be disarmed fires, which is its purpose.
    }
    this.#release();
  }

  /** Opening arms it; one that would fire too late is disarmed again, and not tried a second time. */
  #arm(): DeviceFile {
    const { files, ioctl } = this.#modules;
    const device = files.open(this.#path, 'write');
    const { descriptor: file } = device;
    if (this.#most === undefined || file === undefined || !this.#modules.isDevice(this.#path)) return device;
    try {
      shortenTimeout({ file, path: this.#path }, this.#most, ioctl);
      return device;
    } catch (error) {
      this.#unfit = EvlockError.from(error);
      device.append('V');
      device.close();
      throw error;
    }
  }

  #release(): void {
    const device = this.#device;
    this.#device = undefined;
    device?.close();
  }
}
