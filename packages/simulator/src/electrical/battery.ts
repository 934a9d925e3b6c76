/**
 * A battery: stored energy, a voltage that depends on it, an internal resistance, and a charge efficiency. A battery
 * management system disconnects it near empty and near full; the last percent is kept in reserve.
 */

/** State of charge → fraction of the nominal voltage: lithium iron phosphate, flat in the middle. */
const CURVE = [
  [0, 0.875],
  [0.1, 0.969],
  [0.2, 0.984],
  [0.5, 1.0],
  [0.8, 1.0156],
  [0.95, 1.03],
  [1, 1.06],
] as const;
const EMPTY = { cut: 0.01, restore: 0.05 };
const FULL = { cut: 0.99, restore: 0.97 };

export interface BatteryOptions {
  readonly capacityJoule: number;
  readonly storedJoule: number;
  readonly nominalVolt: number;
  readonly internalOhm: number;
  /** Fraction of the charging energy that is stored. */
  readonly chargeEfficiency: number;
}

export class Battery {
  readonly internalOhm: number;
  readonly #capacity: number;
  readonly #nominal: number;
  readonly #efficiency: number;
  #stored: number;
  #empty = false;
  #full = false;
  /** The management system blocks both directions. */
  failed = false;

  constructor(options: BatteryOptions) {
    this.internalOhm = options.internalOhm;
    this.#capacity = options.capacityJoule;
    this.#nominal = options.nominalVolt;
    this.#efficiency = options.chargeEfficiency;
    this.#stored = options.storedJoule;
    this.#manage();
  }

  /** Joule. */
  get stored(): number {
    return this.#stored;
  }

  /** 0 to 1. */
  get stateOfCharge(): number {
    return this.#stored / this.#capacity;
  }

  get mayDischarge(): boolean {
    return !this.failed && !this.#empty;
  }

  get mayCharge(): boolean {
    return !this.failed && !this.#full;
  }

  /** Open-circuit voltage, in V. */
  get openVoltage(): number {
    const charge = Math.min(1, Math.max(0, this.stateOfCharge));
    let [fromCharge, fromVolt]: readonly [number, number] = CURVE[0];
    for (const [toCharge, toVolt] of CURVE) {
      if (charge <= toCharge && toCharge > fromCharge) {
        const part = (charge - fromCharge) / (toCharge - fromCharge);
        return this.#nominal * (fromVolt + part * (toVolt - fromVolt));
      }
      [fromCharge, fromVolt] = [toCharge, toVolt];
    }
    return this.#nominal * fromVolt;
  }

  /** Runs `ampere` (positive discharges) for `seconds`; returns the energy lost inside, in J. */
  flow(ampere: number, seconds: number): number {
    const chemical = this.openVoltage * ampere * seconds;
    const lostToCharge = ampere < 0 ? -chemical * (1 - this.#efficiency) : 0;
    this.#stored -= chemical + lostToCharge;
    this.#manage();
    return ampere * ampere * this.internalOhm * seconds + lostToCharge;
  }

  #manage(): void {
    const charge = this.stateOfCharge;
    if (charge <= EMPTY.cut) this.#empty = true;
    else if (charge >= EMPTY.restore) this.#empty = false;
    if (charge >= FULL.cut) this.#full = true;
    else if (charge <= FULL.restore) this.#full = false;
  }
}
