/** A community of households with their files: as fast as possible in a test, in real time in a process. */
import { type Clock, type Energy, EvlockError, energy, type Milliseconds, milliseconds } from '@evlock/protocol';
import type { ControlState } from './control/control.ts';
import { buildMicrogrid } from './electrical/build.ts';
import type { Cloud } from './electrical/cloud.ts';
import type { CommunityConfig, HouseholdConfig } from './electrical/config.ts';
import { type Fault, Faults } from './electrical/fault.ts';
import type { Household } from './electrical/household.ts';
import { LEDGER_ENTRIES, type LedgerEntry } from './electrical/ledger.ts';
import type { Microgrid } from './electrical/microgrid.ts';
import { Inputs } from './hardware/inputs.ts';
import { Sysfs } from './hardware/sysfs.ts';

const JOULE_PER_MILLIWATT_HOUR = 3.6;
/** A process that slept longer resumes simulated time where it stopped. */
const LONGEST_CATCH_UP_MS = 1000;
/** Polls of the watchdog within its timeout. */
const WATCHDOG_LOOKS = 10;

/** Such devices are not read faster. */
const INPUTS_EVERY_MS = 1_000;

const toEnergy = (joule: number): Energy => energy(Math.max(0, Math.floor(joule / JOULE_PER_MILLIWATT_HOUR + 1e-9)));
const thousandths = (value: number): number => Math.round(value * 1000);

interface Station {
  readonly household: Household;
  readonly sysfs: Sysfs;
  /** Undefined where the household's devices tell nothing of themselves. */
  readonly inputs: Inputs | undefined;
  readonly lookEveryMs: number;
  lookAt: number;
  /** When its devices tell of themselves next. */
  tellAt: number;
}

/**
 * Every household, wire and fault of a community. Time moves only by `advance`, or with the clock in `run`.
 *
 * @example
 * const config = parseCommunityConfig({ seed: 1, households: [{ name: 'alice' }, { name: 'bob' }] });
 * const simulation = new Simulation(config, { clock: systemClock });
 * simulation.advance(60_000);
 * const { households, ledger } = simulation.state();
 */
export class Simulation {
  readonly microgrid: Microgrid;
  readonly faults: Faults;
  readonly #config: CommunityConfig;
  readonly #clock: Clock;
  readonly #cloud: Cloud;
  readonly #stations: Station[] = [];

  constructor(config: CommunityConfig, modules: { clock: Clock }) {
    const { microgrid, cloud } = buildMicrogrid(config, (config.start ?? modules.clock.now()) * 1000);
    this.#config = config;
    this.#clock = modules.clock;
    this.#cloud = cloud;
    this.microgrid = microgrid;
    this.faults = new Faults({ microgrid });
  }

  /** Creates the files of every household with a root. Throws `STORE_FAILED`. */
  open(): void {
    for (const config of this.#config.households) {
      if (config.root !== undefined) this.#stations.push(this.#station(config, config.root));
    }
    this.#show();
  }

  /** Advances by `ms`, reading and writing the files every `updateMs`. */
  advance(ms: number): void {
    for (let left = ms; left > 0; left -= this.#config.updateMs) this.#tick(Math.min(left, this.#config.updateMs));
  }

  /** Follows the clock until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let last = this.#clock.monotonic();
    while (!signal.aborted) {
      await this.#clock.sleep(this.#config.updateMs as Milliseconds, signal).catch(() => undefined);
      const now = this.#clock.monotonic();
      if (now > last) this.#tick(Math.min(now - last, LONGEST_CATCH_UP_MS));
      last = now;
    }
  }

  /** Closes the files; they stay for the next run. */
  close(): void {
    for (const { sysfs, inputs } of this.#stations.splice(0)) {
      sysfs.close();
      inputs?.close();
    }
  }

  inject(target: string, fault: Fault): number {
    return this.faults.inject(target, fault);
  }

  clear(fault: number): void {
    this.faults.clear(fault);
  }

  /** Holds a household's load at a power; `null` restores the seeded one. mW. */
  setLoad(household: string, milliwatt: number | null): void {
    this.microgrid.household(household).load.fix(milliwatt === null ? undefined : milliwatt / 1000);
    this.microgrid.refresh();
  }

  /** Sets what a wire sends (mW at nominal voltage; negative sends the other way) and whether it is connected. */
  setWire(
    id: string,
    change: { readonly milliwatt?: number | undefined; readonly connected?: boolean | undefined },
  ): void {
    const wire = this.microgrid.wire(id);
    if (change.milliwatt !== undefined) wire.watt = change.milliwatt / 1000;
    if (change.connected !== undefined) wire.connected = change.connected;
  }

  /** Holds the cloud cover; `null` restores the seeded weather. ppm of the sky. */
  setWeather(coverPpm: number | null): void {
    this.#cloud.fix(coverPpm === null ? undefined : coverPpm / 1e6);
    this.microgrid.refresh();
  }

  /** The true state of everything, in integers. */
  state(): ControlState {
    const { microgrid } = this;
    microgrid.settle();
    return {
      simulated: milliseconds(microgrid.now),
      utc: Math.floor(microgrid.utc / 1000),
      households: [...microgrid.households.values()].map(householdState),
      wires: [...microgrid.wires.values()].map((wire) => {
        const flow = microgrid.flowOf(wire);
        return {
          id: wire.id,
          sender: wire.sender,
          receiver: wire.receiver,
          connected: wire.connected,
          milliwatt: thousandths(wire.watt),
          sent: thousandths(flow.sent),
          received: thousandths(flow.metered),
        };
      }),
      ledger: Object.fromEntries(
        LEDGER_ENTRIES.map((entry) => [entry, toEnergy(microgrid.ledger.total(entry))]),
      ) as Record<LedgerEntry, Energy>,
      faults: [...this.faults.list()],
    };
  }

  #station(config: HouseholdConfig, root: string): Station {
    const { hardware } = config;
    if (hardware.relayGpio === hardware.selfTestGpio) {
      throw new EvlockError('PROFILE_INVALID', {
        field: 'hardware.selfTestGpio',
        problem: 'is already the relay line',
      });
    }
    const household = this.microgrid.household(config.name);
    const lookEveryMs = Math.max(this.#config.updateMs, hardware.watchdogTimeoutMs / WATCHDOG_LOOKS);
    const inputs = config.inputs ? Inputs.open({ root, panel: config.panel.peakMilliwatt > 0 }) : undefined;
    const { now } = this.microgrid;
    return { household, sysfs: Sysfs.open({ root, ...hardware }), inputs, lookEveryMs, lookAt: now, tellAt: now };
  }

  #tick(ms: number): void {
    for (const station of this.#stations) this.#obey(station);
    this.microgrid.advance(ms);
    this.#show();
  }

  /** Applies what the driver wrote since the last time. */
  #obey(station: Station): void {
    const { household, sysfs } = station;
    const now = this.microgrid.now;
    if (now >= station.lookAt) {
      station.lookAt = now + station.lookEveryMs;
      const { fed, disarmed } = sysfs.watchdogActivity();
      if (fed) household.watchdog.feed(now);
      if (disarmed) household.watchdog.disarm();
    }
    const lines = sysfs.lines();
    household.referenceLoad.on = lines.selfTest;
    this.microgrid.drive(household, lines.relay);
  }

  #show(): void {
    this.microgrid.settle();
    const { now } = this.microgrid;
    for (const station of this.#stations) {
      const { household, sysfs, inputs } = station;
      sysfs.show(household.convert(now), this.faults.garbled(household.name));
      if (!inputs || now < station.tellAt) continue;
      station.tellAt = now + INPUTS_EVERY_MS;
      inputs.show({ charge: household.battery.stateOfCharge, ...household.power });
    }
  }
}

function householdState(household: Household): ControlState['households'][number] {
  return {
    name: household.name,
    relayClosed: household.relay.closed,
    watchdog: household.watchdog.fired ? 'fired' : household.watchdog.armed ? 'armed' : 'off',
    referenceLoad: household.referenceLoad.on,
    current: thousandths(household.current),
    voltage: thousandths(household.terminalVolt),
    stateOfChargePpm: Math.round(household.battery.stateOfCharge * 1e6),
    stored: toEnergy(household.battery.stored),
    generation: thousandths(household.power.generation),
    load: thousandths(household.power.load),
    car: thousandths(household.power.car),
    exported: toEnergy(household.metered.exported),
    imported: toEnergy(household.metered.imported),
  };
}
