/** A relay's contact: it follows its coil after the time that metal takes, unless it is stuck. */

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

  /** Puts current on the coil or takes it off. */
  drive(coil: boolean, now: number): void {
    if (coil === this.#coil) return;
    this.#coil = coil;
    this.#plan(now);
  }

  /** Lets the contact move if its time has come. */
  settle(now: number): void {
    if (this.#moveAt === undefined || now < this.#moveAt) return;
    this.#moveAt = undefined;
    this.#closed = this.#coil;
  }

  /** `welded`: a contact that is closed, or closes, stays closed. `stuckOpen`: it does not close. */
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
