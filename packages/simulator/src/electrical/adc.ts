/** A 12-bit analogue-to-digital converter behind a resistor divider, and the faults between it and its reader. */

const ADC_MAX = 4095;

/** A divider's output is input × numerator / denominator. */
export interface Divider {
  readonly numerator: number;
  readonly denominator: number;
}

export interface AdcChannelOptions {
  readonly divider: Divider;
  readonly picovoltPerCount: number;
  /** Conversions kept for a replay. */
  readonly history: number;
}

export class AdcChannel {
  readonly #countsPerMillivolt: number;
  readonly #recent: Uint16Array;
  #written = 0;
  #last = 0;
  /** Fraction of the correct divider ratio. */
  gain = 1;
  stuck = false;
  #replay: { readonly counts: readonly number[]; next: number } | undefined;

  constructor(options: AdcChannelOptions) {
    const ratio = options.divider.numerator / options.divider.denominator;
    this.#countsPerMillivolt = (ratio * 1e9) / options.picovoltPerCount;
    this.#recent = new Uint16Array(options.history);
  }

  /** Counts, 0 to 4095, for a voltage in mV before the divider. */
  convert(millivolt: number): number {
    if (this.stuck) return this.#last;
    if (this.#replay) return this.#replayed(this.#replay);
    const counts = Math.round(millivolt * this.gain * this.#countsPerMillivolt);
    this.#last = Math.min(ADC_MAX, Math.max(0, counts));
    this.#recent[this.#written % this.#recent.length] = this.#last;
    this.#written += 1;
    return this.#last;
  }

  /** Replays the last `conversions` in a loop from now on, or stops. */
  replay(conversions: number | undefined): void {
    if (conversions === undefined) {
      this.#replay = undefined;
      return;
    }
    const length = Math.min(conversions, this.#written, this.#recent.length);
    const first = this.#written - length;
    const counts = Array.from({ length }, (_, index) => this.#recent[(first + index) % this.#recent.length] ?? 0);
    this.#replay = { counts: counts.length > 0 ? counts : [this.#last], next: 0 };
  }

  #replayed(replay: { readonly counts: readonly number[]; next: number }): number {
    this.#last = replay.counts[replay.next % replay.counts.length] ?? this.#last;
    replay.next += 1;
    return this.#last;
  }
}
