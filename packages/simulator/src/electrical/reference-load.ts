/** A known current that a meter can draw through its own sensor, for its self-test: a regulated current sink. */

export class ReferenceLoad {
  readonly #ampere: number;
  on = false;
  broken = false;

  constructor(options: { ampere: number }) {
    this.#ampere = options.ampere;
  }

  /** A through the sensor, out of the household. */
  get current(): number {
    return this.on && !this.broken ? this.#ampere : 0;
  }
}
