/** An electric car on the household's bus: while it is plugged in it charges with a steady power. */
import { noiseAt } from './random.ts';

const VISIT_MS = 20 * 60_000;
/** Fraction of the visits during which it is away, or full. */
const AWAY = 0.35;

export class Car {
  readonly #seed: number;
  readonly #watt: number;

  constructor(options: { seed: number; watt: number }) {
    this.#seed = options.seed;
    this.#watt = options.watt;
  }

  /** What it draws now, in W. `utc` in milliseconds. */
  demand(utc: number): number {
    if (this.#watt === 0) return 0;
    return noiseAt(this.#seed, Math.floor(utc / VISIT_MS)) < AWAY ? 0 : this.#watt;
  }
}
