/** Cloud cover over the community: seeded fronts and passing clouds, or the weather set by a harness. */
import { smoothNoise } from './random.ts';

const FRONT_MS = 3 * 3_600_000;
const CLOUD_MS = 4 * 60_000;

export class Cloud {
  readonly #seed: number;
  #fixed: number | undefined;

  constructor(options: { seed: number }) {
    this.#seed = options.seed;
  }

  /** Holds the cover at `cover` (0 clear, 1 overcast); `undefined` restores the seeded weather. */
  fix(cover: number | undefined): void {
    this.#fixed = cover;
  }

  /** Fraction of the sky that is covered, 0 to 1. `utc` in milliseconds. */
  cover(utc: number): number {
    if (this.#fixed !== undefined) return this.#fixed;
    const front = smoothNoise(this.#seed, utc / FRONT_MS);
    const passing = smoothNoise(this.#seed + 1, utc / CLOUD_MS);
    return Math.min(1, Math.max(0, front * 1.2 - 0.1 + (passing - 0.5) * 0.6));
  }

  /** Fraction of the clear sky's irradiance that comes through (Kasten and Czeplak, 1980). */
  transmittance(utc: number): number {
    return 1 - 0.75 * this.cover(utc) ** 3.4;
  }
}
