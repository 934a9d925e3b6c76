/** The relay between a household and its wire. Open at startup; on `RELAY_FAULT` assume that it is closed. */
import { GpioLine, type GpioLineModules, type GpioLineOptions } from './gpio-line.ts';

export class Relay {
  readonly #line: GpioLine;

  private constructor(line: GpioLine) {
    this.#line = line;
  }

  /** Throws `RELAY_FAULT`. */
  static open(options: GpioLineOptions, modules: GpioLineModules = {}): Relay {
    return new Relay(GpioLine.open(options, modules));
  }

  /** The line's level; the contact follows within some 10 ms. Throws `RELAY_FAULT`. */
  get closed(): boolean {
    return this.#line.high;
  }

  /** Closes or opens the contact. Throws `RELAY_FAULT` when the line does not follow. */
  drive(position: 'closed' | 'open'): void {
    this.#line.set(position === 'closed');
  }

  /** Opens the contact and releases the line. */
  dispose(): void {
    try {
      this.#line.set(false);
    } finally {
      this.#line.close();
    }
  }
}
