/** A household's consumption: a daily shape, some noise, and an occasional appliance. */
import { noiseAt, smoothNoise } from './random.ts';

const HOUR_MS = 3_600_000;
const APPLIANCE_MS = 10 * 60_000;
/** Fraction of the mean at each hour of the day: quiet night, morning and evening peaks. */
const SHAPE = [
  0.5, 0.45, 0.4, 0.4, 0.45, 0.6, 1.0, 1.4, 1.2, 0.9, 0.8, 0.9, 1.1, 0.9, 0.8, 0.8, 1.0, 1.4, 1.9, 2.0, 1.7, 1.3, 0.9,
  0.6,
] as const;

export class Load {
  readonly #seed: number;
  readonly #meanWatt: number;
  readonly #longitude: number;
  #fixed: number | undefined;
  tripped = false;

  constructor(options: { seed: number; meanWatt: number; longitude: number }) {
    this.#seed = options.seed;
    this.#meanWatt = options.meanWatt;
    this.#longitude = options.longitude;
  }

  /** Holds the load at `watt`; `undefined` restores the seeded load. */
  fix(watt: number | undefined): void {
    this.#fixed = watt;
  }

  /** The household's demand now, in W. `utc` in milliseconds. */
  demand(utc: number): number {
    if (this.tripped) return 0;
    if (this.#fixed !== undefined) return this.#fixed;
    const hour = (utc / HOUR_MS + this.#longitude / 15 + 24) % 24;
    const shape = SHAPE[Math.floor(hour) % 24] ?? 1;
    const unrest = 0.7 + 0.6 * smoothNoise(this.#seed, utc / 60_000);
    const appliance = noiseAt(this.#seed + 1, Math.floor(utc / APPLIANCE_MS)) > 0.93 ? 2 : 0;
    return this.#meanWatt * (shape * unrest * 0.87 + appliance);
  }
}
