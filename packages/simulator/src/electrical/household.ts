/**
 * One household: a direct-current bus with a battery on it, fed by its panel, drained by its load, and a port for one wire
 * through relay, current sensor and terminals. Current is positive out of the household.
 */
import { EvlockError } from '@evlock/protocol';
import { AdcChannel, type Divider } from './adc.ts';
import { Battery, type BatteryOptions } from './battery.ts';
import type { Car } from './car.ts';
import { CurrentSensor, type CurrentSensorOptions } from './current-sensor.ts';
import type { Ledger } from './ledger.ts';
import type { Load } from './load.ts';
import type { Panel } from './panel.ts';
import { Random } from './random.ts';
import { ReferenceLoad } from './reference-load.ts';
import { Relay, type RelayOptions } from './relay.ts';
import { Watchdog } from './watchdog.ts';

export interface HouseholdOptions {
  readonly name: string;
  readonly seed: number;
  readonly battery: BatteryOptions;
  readonly relay: RelayOptions;
  readonly watchdogTimeoutMs: number;
  readonly referenceAmpere: number;
  readonly sensor: CurrentSensorOptions;
  readonly voltageNoiseMillivolt: number;
  readonly adc: { readonly picovoltPerCount: number; readonly history: number };
  readonly currentDivider: Divider;
  readonly voltageDivider: Divider;
  /** Fraction of the converter's bus power that reaches the wire. */
  readonly converterEfficiency: number;
}

/** What the wires draw from a household's bus during a step. */
export interface PortFlow {
  /** Out through the meter, in A. */
  readonly sent: number;
  /** In through the meter, in A. */
  readonly metered: number;
  /** In around the meter, in A. */
  readonly aroundMeter: number;
  /** At the terminals while sending, in V. */
  readonly lineVolt: number;
}

export const IDLE_PORT: PortFlow = { sent: 0, metered: 0, aroundMeter: 0, lineVolt: 0 };
const UTC_STEP_MS = 1000;

export class Household {
  readonly name: string;
  readonly panel: Panel;
  readonly load: Load;
  readonly car: Car;
  readonly battery: Battery;
  readonly relay: Relay;
  readonly watchdog: Watchdog;
  readonly referenceLoad: ReferenceLoad;
  readonly sensor: CurrentSensor;
  readonly currentChannel: AdcChannel;
  readonly voltageChannel: AdcChannel;
  /** The converter sends nothing. */
  converterFailed = false;
  readonly #efficiency: number;
  readonly #voltageNoise: number;
  readonly #random: Random;
  #port: PortFlow = IDLE_PORT;
  #volt: number;
  #utcStep = Number.NaN;
  #available = 0;
  #demand = 0;
  #charging = 0;
  #generation = 0;
  #served = 0;
  #exported = 0;
  #imported = 0;

  constructor(options: HouseholdOptions, modules: { panel: Panel; load: Load; car: Car }) {
    this.name = options.name;
    this.panel = modules.panel;
    this.load = modules.load;
    this.car = modules.car;
    this.battery = new Battery(options.battery);
    this.relay = new Relay(options.relay);
    this.watchdog = new Watchdog({ timeoutMs: options.watchdogTimeoutMs });
    this.referenceLoad = new ReferenceLoad({ ampere: options.referenceAmpere });
    this.sensor = new CurrentSensor(options.sensor);
    this.currentChannel = new AdcChannel({ ...options.adc, divider: options.currentDivider });
    this.voltageChannel = new AdcChannel({ ...options.adc, divider: options.voltageDivider });
    this.#efficiency = options.converterEfficiency;
    this.#voltageNoise = options.voltageNoiseMillivolt;
    this.#random = new Random(options.seed);
    this.#volt = this.battery.openVoltage;
  }

  /** Through the meter, positive out, in A. */
  get current(): number {
    return this.#port.sent - this.#port.metered + this.referenceLoad.current;
  }

  /** Of the bus, in V. */
  get busVolt(): number {
    return this.#volt;
  }

  /** At the meter's terminals, in V: the line's while sending, else the bus's. */
  get terminalVolt(): number {
    return this.#port.sent > 0 ? this.#port.lineVolt : this.#volt;
  }

  /** True energy out of and into the household through its meter, in J. */
  get metered(): { readonly exported: number; readonly imported: number } {
    return { exported: this.#exported, imported: this.#imported };
  }

  /** Generation and load at the moment, in W; the car's charging is a part of the load, and the first to go short. */
  get power(): { readonly generation: number; readonly load: number; readonly car: number } {
    const car = Math.max(0, Math.min(this.#charging, this.#served - (this.#demand - this.#charging)));
    return { generation: this.#generation, load: this.#served, car };
  }

  get maySend(): boolean {
    return this.battery.mayDischarge && !this.converterFailed;
  }

  get mayReceive(): boolean {
    return this.battery.mayCharge;
  }

  /** Updates sun and load, once per second of simulated time. */
  observe(utc: number, force = false): void {
    const step = Math.floor(utc / UTC_STEP_MS);
    if (step === this.#utcStep && !force) return;
    this.#utcStep = step;
    this.#available = this.panel.available(utc);
    this.#charging = this.car.demand(utc);
    this.#demand = this.load.demand(utc) + this.#charging;
  }

  /** Solves the bus for `port`; returns how far the voltage moved, in V. */
  solve(port: PortFlow): number {
    this.#port = port;
    const before = this.#volt;
    const drawn = this.#converterDraw();
    const inward = port.metered + port.aroundMeter - this.referenceLoad.current;
    // Bus power besides the battery, at the voltage of the last pass.
    const surplus = this.#available - this.#demand - drawn + inward * before;
    this.#generation = this.#available;
    this.#served = this.#demand;
    if (surplus > 0 && !this.battery.mayCharge) this.#generation = Math.max(0, this.#available - surplus);
    if (surplus < 0 && !this.battery.mayDischarge) this.#served = Math.max(0, this.#demand + surplus);
    // V·(open − V)/R + inward·V + watt = 0, from Kirchhoff's current law at the bus.
    const watt = this.#generation - this.#served - drawn;
    const ohm = this.battery.internalOhm;
    const half = (this.battery.openVoltage + inward * ohm) / 2;
    const root = half * half + watt * ohm;
    if (root <= 0) {
      throw new EvlockError('INTERNAL', { problem: 'the bus collapsed', household: this.name, watt: Math.round(watt) });
    }
    this.#volt = half + Math.sqrt(root);
    return Math.abs(this.#volt - before);
  }

  /** Applies the solved currents for `seconds`. */
  flow(seconds: number, ledger: Ledger): void {
    const { sent, metered, lineVolt } = this.#port;
    const ampere = (this.battery.openVoltage - this.#volt) / this.battery.internalOhm;
    ledger.add('batteryLoss', this.battery.flow(ampere, seconds));
    ledger.add('generation', this.#generation * seconds);
    ledger.add('load', this.#served * seconds);
    ledger.add('reference', this.referenceLoad.current * this.#volt * seconds);
    ledger.add('converterLoss', (this.#converterDraw() - sent * lineVolt) * seconds);
    this.#exported += (sent * lineVolt + this.referenceLoad.current * this.#volt) * seconds;
    this.#imported += metered * this.#volt * seconds;
  }

  /** One conversion of both channels, in counts. `now` in simulated ms. */
  convert(now: number): { readonly current: number; readonly voltage: number } {
    const millivolt = this.terminalVolt * 1000 + this.#voltageNoise * this.#random.gauss();
    return {
      current: this.currentChannel.convert(this.sensor.output(this.current, now)),
      voltage: this.voltageChannel.convert(millivolt),
    };
  }

  /** What the converter draws from the bus, in W. */
  #converterDraw(): number {
    return (this.#port.sent * this.#port.lineVolt) / this.#efficiency;
  }
}
