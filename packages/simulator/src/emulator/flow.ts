/** When current flows, is interrupted and pauses, by the rules of section 5 of the header. Times in µs, current in µA. */
import {
  EVLOCK_FLOW_FRACTION,
  EVLOCK_FLOW_LEVEL_SAMPLES,
  EVLOCK_MARK_MIN_MS,
  EVLOCK_PAUSE_MS,
} from '@evlock/secure-world';

export type FlowEvent =
  | { readonly kind: 'flow'; readonly at: number }
  | { readonly kind: 'interruption'; readonly at: number }
  | { readonly kind: 'pause'; readonly at: number };

export class FlowDetector {
  /** When the current flow began; undefined while no current flows. */
  flowingSince: number | undefined;
  /** The first off-sample of a possible interruption or pause. */
  dipSince: number | undefined;
  private readonly noiseFloor: number;
  private level = 0;
  /** Whether current stayed above the noise floor all through the dip. */
  private dipIsLoad = false;

  /** `noiseFloor` in mA. */
  constructor(noiseFloor: number) {
    this.noiseFloor = noiseFloor * 1000;
  }

  /** One sample at `time` with |current| `magnitude`. */
  push(time: number, magnitude: number): FlowEvent | undefined {
    if (this.flowingSince === undefined) return this.whileStill(time, magnitude);
    const isOff = magnitude < Math.max(this.noiseFloor, Math.trunc(this.level / EVLOCK_FLOW_FRACTION));
    return isOff ? this.whileOff(time, magnitude) : this.whileOn(time, magnitude);
  }

  /** The stream lost its place in time: the next flow is a resume. */
  jump(): void {
    this.flowingSince = undefined;
    this.dipSince = undefined;
  }

  private whileStill(time: number, magnitude: number): FlowEvent | undefined {
    if (magnitude < this.noiseFloor || magnitude === 0) return undefined;
    this.flowingSince = time;
    this.level = magnitude;
    return { kind: 'flow', at: time };
  }

  private whileOn(time: number, magnitude: number): FlowEvent | undefined {
    const at = this.dipSince;
    this.dipSince = undefined;
    this.level += Math.trunc((magnitude - this.level) / EVLOCK_FLOW_LEVEL_SAMPLES);
    return at !== undefined && time - at >= EVLOCK_MARK_MIN_MS * 1000 ? { kind: 'interruption', at } : undefined;
  }

  private whileOff(time: number, magnitude: number): FlowEvent | undefined {
    if (this.dipSince === undefined) {
      this.dipSince = time;
      this.dipIsLoad = true;
    }
    this.dipIsLoad &&= magnitude >= this.noiseFloor && magnitude > 0;
    const at = this.dipSince;
    if (time - at < EVLOCK_PAUSE_MS * 1000) return undefined;
    this.dipSince = undefined;
    if (this.dipIsLoad) {
      this.level = magnitude;
      return undefined;
    }
    this.flowingSince = undefined;
    return { kind: 'pause', at };
  }
}
