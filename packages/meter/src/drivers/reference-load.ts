/** The known current that the self-test draws through the meter's own sensor. Off at startup. */
import { GpioLine, type GpioLineModules, type GpioLineOptions } from './gpio-line.ts';

export class ReferenceLoad {
  readonly #line: GpioLine;

  private constructor(line: GpioLine) {
    this.#line = line;
  }

  /** Throws `RELAY_FAULT`. */
  static open(options: GpioLineOptions, modules: GpioLineModules = {}): ReferenceLoad {
    return new ReferenceLoad(GpioLine.open(options, modules));
  }

  /** Throws `RELAY_FAULT`. */
  switch(on: boolean): void {
    this.#line.set(on);
  }

  /** Switches it off and releases the line. */
  dispose(): void {
    try {
      this.#line.set(false);
    } finally {
      this.#line.close();
    }
  }
}
