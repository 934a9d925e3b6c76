/** A relay's contact: it follows its coil after a mechanical delay, unless it is stuck. */

export interface RelayOptions {
  readonly operateMs: number;
  readonly releaseMs: number;
}

export class Relay {
  readonly #options: RelayOptions;
  #coil = false;
  #closed = false;
  #moveAt: number | undefined;
  #welded = false;
  #stuckOpen = false;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  /** The true position of the contact. */
  get closed(): boolean {
    return this.#closed;
  }

  /** When the contact moves next, in simulated ms. */
  get moveAt(): number | undefined {
    return this.#moveAt;
  }

  /** Energises the coil or de-energises it. */
  drive(coil: boolean, now: number): void {
    if (coil === this.#coil) return;
    this.#coil = coil;
    this.#plan(now);
  }

  /** Moves the contact if its time has come. */
  settle(now: number): void {
    if (this.#moveAt === undefined || now < this.#moveAt) return;
    this.#moveAt = undefined;
    this.#closed = this.#coil;
  }

  /** `welded`: a closed contact, or one that closes, stays closed. `stuckOpen`: it does not close. */
  fail(fault: { welded: boolean; stuckOpen: boolean }, now: number): void {
    this.#welded = fault.welded;
    this.#stuckOpen = fault.stuckOpen;
    if (fault.stuckOpen) this.#closed = false;
    this.#plan(now);
  }

  #plan(now: number): void {
    const held = this.#coil ? this.#stuckOpen : this.#welded;
    const still = this.#coil === this.#closed || held;
    this.#moveAt = still ? undefined : now + (this.#coil ? this.#options.operateMs : this.#options.releaseMs);
  }
}
