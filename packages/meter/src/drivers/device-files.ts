/** How drivers access hardware: small files, held open and reread at position 0, as sysfs allows. */
import * as fs from 'node:fs';

export interface DeviceFile {
  /** The whole attribute, from its start. */
  read(): string;
  /** From the start. */
  write(text: string): void;
  /** Appends: for devices that are streams. */
  append(text: string): void;
  close(): void;
  /** For control beyond bytes (ioctl); undefined where the file is not a system device. */
  readonly descriptor?: number;
}

export type DeviceFileMode = 'read' | 'write' | 'update';

export interface DeviceFiles {
  /** Never waits for a missing device. Throws the system's error. */
  open(path: string, mode: DeviceFileMode): DeviceFile;
  exists(path: string): boolean;
}

/** Longer than any attribute that is read here. */
const ATTRIBUTE_SIZE = 64;
const FLAGS = { read: fs.constants.O_RDONLY, write: fs.constants.O_WRONLY, update: fs.constants.O_RDWR } as const;

class SystemDeviceFile implements DeviceFile {
  readonly #file: number;
  readonly #buffer = Buffer.alloc(ATTRIBUTE_SIZE);

  constructor(path: string, mode: DeviceFileMode) {
    this.#file = fs.openSync(path, FLAGS[mode] | fs.constants.O_NONBLOCK);
  }

  read(): string {
    const size = fs.readSync(this.#file, this.#buffer, 0, ATTRIBUTE_SIZE, 0);
    return this.#buffer.toString('latin1', 0, size);
  }

  write(text: string): void {
    fs.writeSync(this.#file, text, 0);
  }

  append(text: string): void {
    fs.writeSync(this.#file, text);
  }

  get descriptor(): number {
    return this.#file;
  }

  close(): void {
    fs.closeSync(this.#file);
  }
}

export const systemDeviceFiles: DeviceFiles = {
  open: (path, mode) => new SystemDeviceFile(path, mode),
  exists: (path) => fs.existsSync(path),
};
