/** An output line of a GPIO controller's character device. */
import { closeSync, constants, openSync } from 'node:fs';
import { chipInfo, isHigh, lineInfo, requestOutput, setLevel } from './gpio-chip.ts';
import { type Ioctl, systemIoctl } from './ioctl.ts';
import type { OutputLine } from './output-line.ts';

export interface ChipLineModules {
  readonly ioctl?: Ioctl;
  readonly openFile?: (path: string) => number;
  readonly closeFile?: (file: number) => void;
}

/** Shown as the line's holder in `gpioinfo` and the doctor. */
export const CONSUMER = 'evlock-meter';

const openDevice = (path: string): number => openSync(path, constants.O_RDWR | constants.O_NONBLOCK);

export class ChipLine implements OutputLine {
  readonly #line: number;
  readonly #ioctl: Ioctl;
  readonly #closeFile: (file: number) => void;

  private constructor(line: number, { ioctl, closeFile }: Required<ChipLineModules>) {
    this.#line = line;
    this.#ioctl = ioctl;
    this.#closeFile = closeFile;
  }

  /** Throws the system's error, or what is wrong with the line. */
  static open(path: string, offset: number, modules: ChipLineModules = {}): ChipLine {
    const all = { ioctl: systemIoctl, openFile: openDevice, closeFile: closeSync, ...modules };
    const chip = all.openFile(path);
    try {
      const { lines, label } = chipInfo(chip, all);
      if (offset >= lines) throw new Error(`is none of the ${lines} lines of ${path} (${label}), which count from 0`);
      const { used, consumer } = lineInfo(chip, offset, all);
      if (used) throw new Error(`is held by ${consumer || 'the kernel'}`);
      const line = new ChipLine(requestOutput(chip, { offset, consumer: CONSUMER }, all), all);
      const now = lineInfo(chip, offset, all);
      if (now.output && !now.indirect) return line;
      line.close();
      throw new Error(now.output ? 'is active low, or not driven both ways' : 'is not an output');
    } finally {
      all.closeFile(chip);
    }
  }

  get high(): boolean {
    return isHigh(this.#line, { ioctl: this.#ioctl });
  }

  set(high: boolean): void {
    setLevel(this.#line, high, { ioctl: this.#ioctl });
  }

  close(): void {
    this.#closeFile(this.#line);
  }
}
