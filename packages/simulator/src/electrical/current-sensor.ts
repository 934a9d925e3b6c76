/** An ACS712-like Hall sensor: amperes in, millivolts around half its supply out. */
import { Random } from './random.ts';

export interface CurrentSensorOptions {
  readonly seed: number;
  /** Output without current, in mV: half the supply. */
  readonly zeroMillivolt: number;
  readonly millivoltPerAmpere: number;
  readonly supplyMillivolt: number;
  /** Standard deviation of the output's noise, in mV. */
  readonly noiseMillivolt: number;
  /** Largest drift of the zero with the day's temperature, in mV. */
  readonly driftMillivolt: number;
}

const DAY_MS = 86_400_000;

export class CurrentSensor {
  readonly #options: CurrentSensorOptions;
  readonly #random: Random;
  readonly #phase: number;
  /** Fraction of the nominal sensitivity; negative when wired in reverse. */
  gain = 1;
  /** A drifting zero: since when (simulated ms) and how fast (mV/s). */
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
    // Zero at time 0, where the meter was calibrated.
    const drift =
      driftMillivolt * (Math.sin((2 * Math.PI * now) / DAY_MS + this.#phase) - Math.sin(this.#phase)) +
      (this.creep ? (this.creep.millivoltPerSecond * (now - this.creep.since)) / 1000 : 0);
    const signal = zeroMillivolt + drift + ampere * this.gain * millivoltPerAmpere;
    return Math.min(supplyMillivolt, Math.max(0, signal + noiseMillivolt * this.#random.gauss()));
  }

  /** An open input floats and picks up whatever is near: mains hum and noise. */
  #floating(now: number): number {
    const hum = Math.sin((2 * Math.PI * 49.3 * now) / 1000);
    return this.#options.supplyMillivolt * (0.3 + 0.25 * hum + 0.1 * this.#random.gauss());
  }
}
