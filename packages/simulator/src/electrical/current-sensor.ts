/** An ACS712-like Hall sensor: ampere in, millivolt around half its supply out. */
import { Random } from './random.ts';

export interface CurrentSensorOptions {
  readonly seed: number;
  /** Output without current, in mV: half the supply. */
  readonly zeroMillivolt: number;
  readonly millivoltPerAmpere: number;
  readonly supplyMillivolt: number;
  /** Standard deviation of the output's noise, in mV. */
  readonly noiseMillivolt: number;
  /** Largest slow movement of the zero with the day's temperature, in mV. */
  readonly driftMillivolt: number;
}

const DAY_MS = 86_400_000;

export class CurrentSensor {
  readonly #options: CurrentSensorOptions;
  readonly #random: Random;
  readonly #phase: number;
  /** Part of the right sensitivity; negative when it is wired the wrong way round. */
  gain = 1;
  /** A creeping zero: since when (simulated ms) and how fast (mV/s). */
  creep: { readonly since: number; readonly millivoltPerSecond: number } | undefined;
  unplugged = false;

  constructor(options: CurrentSensorOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#phase = this.#random.uniform() * 2 * Math.PI;
  }

  /** Output in mV for a current in A; `now` in simulated ms. */
  output(ampere: number, now: number): number {
    if (this.unplugged) return this.#floating(now);
    const { zeroMillivolt, millivoltPerAmpere, noiseMillivolt, driftMillivolt, supplyMillivolt } = this.#options;
    // Starts at zero at time 0, where the meter was calibrated.
    const drift =
      driftMillivolt * (Math.sin((2 * Math.PI * now) / DAY_MS + this.#phase) - Math.sin(this.#phase)) +
      (this.creep ? (this.creep.millivoltPerSecond * (now - this.creep.since)) / 1000 : 0);
    const signal = zeroMillivolt + drift + ampere * this.gain * millivoltPerAmpere;
    return Math.min(supplyMillivolt, Math.max(0, signal + noiseMillivolt * this.#random.gauss()));
  }

  /** An open input settles nowhere in particular and picks up whatever is near: mains hum and unrest. */
  #floating(now: number): number {
    const hum = Math.sin((2 * Math.PI * 49.3 * now) / 1000);
    return this.#options.supplyMillivolt * (0.3 + 0.25 * hum + 0.1 * this.#random.gauss());
  }
}
