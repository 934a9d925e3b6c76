/** Seeded randomness: the same seed gives the same weather, loads and noise on every run. */

/** A well-mixed 32-bit hash of two integers (the finalizer of MurmurHash3). */
function mix(seed: number, index: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A number in [0, 1) determined by `seed` and `index` alone, so that a process can be evaluated at any time, in any step.
 */
export const noiseAt = (seed: number, index: number): number => mix(seed, index | 0) / 2 ** 32;

/** Noise in [0, 1) that interpolates smoothly between integers of `position`. */
export function smoothNoise(seed: number, position: number): number {
  const index = Math.floor(position);
  const blend = (1 - Math.cos((position - index) * Math.PI)) / 2;
  return noiseAt(seed, index) * (1 - blend) + noiseAt(seed, index + 1) * blend;
}

/** A separate seed for a named part, so that adding a household does not change the others' weather. */
export function derivedSeed(seed: number, name: string): number {
  let derived = seed | 0;
  for (const character of name) derived = mix(derived, character.codePointAt(0) ?? 0);
  return derived | 0;
}

/** A sequence of random numbers. */
export class Random {
  readonly #seed: number;
  #drawn = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** In [0, 1). */
  uniform(): number {
    this.#drawn += 1;
    return noiseAt(this.#seed, this.#drawn);
  }

  /** Normally distributed, mean 0, standard deviation 1 (Box and Muller, 1958). */
  gauss(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}
