/**
 * A community's households and the wires between them, advanced in steps. Within a step every current is constant; a step
 * ends early where a contact moves or a watchdog fires.
 */
import { EvlockError } from '@evlock/protocol';
import type { Household, PortFlow } from './household.ts';
import { IDLE_PORT } from './household.ts';
import { Ledger } from './ledger.ts';
import type { Wire, WireEnds, WireFlow } from './wire.ts';
import { NO_FLOW } from './wire.ts';

/** Passes until the buses agree; voltages settle by a factor of hundreds per pass. */
const MAX_PASSES = 40;
const AGREED_VOLT = 1e-10;

export interface MicrogridOptions {
  /** UTC at simulated time 0, in ms. */
  readonly start: number;
  /** Longest step, in ms. */
  readonly stepMs: number;
}

export interface MicrogridModules {
  readonly households: readonly Household[];
  readonly wires: readonly Wire[];
}

export class Microgrid {
  readonly households: ReadonlyMap<string, Household>;
  readonly wires: ReadonlyMap<string, Wire>;
  readonly ledger = new Ledger();
  readonly #options: MicrogridOptions;
  readonly #flows = new Map<Wire, WireFlow>();
  readonly #lines = new Map<Household, boolean>();
  #now = 0;
  #observed = true;

  constructor(options: MicrogridOptions, modules: MicrogridModules) {
    this.#options = options;
    this.households = new Map(modules.households.map((household) => [household.name, household]));
    this.wires = new Map(modules.wires.map((wire) => [wire.id, wire]));
    this.#solve();
  }

  /** Simulated ms since the start. */
  get now(): number {
    return this.#now;
  }

  /** UTC in ms. */
  get utc(): number {
    return this.#options.start + this.#now;
  }

  /** Joule in all batteries. */
  get stored(): number {
    let sum = 0;
    for (const household of this.households.values()) sum += household.battery.stored;
    return sum;
  }

  /** Throws `INVALID_INPUT` when there is none. */
  wire(id: string): Wire {
    const wire = this.wires.get(id);
    if (!wire) throw new EvlockError('INVALID_INPUT', { field: 'wire', value: id });
    return wire;
  }

  /** What flows through a wire now. */
  flowOf(wire: Wire): WireFlow {
    return this.#flows.get(wire) ?? NO_FLOW;
  }

  /** Sets the line that drives a household's relay; the watchdog overrides it. */
  drive(household: Household, line: boolean): void {
    this.#lines.set(household, line);
    this.#command(household);
  }

  /** Applies changed loads and weather at once instead of at the next second. */
  refresh(): void {
    this.#observed = false;
  }

  /** Advances by `ms` (an integer). */
  advance(ms: number): void {
    const until = this.#now + ms;
    while (this.#now < until) {
      const next = Math.min(until, this.#now + this.#options.stepMs, this.#nextEvent());
      this.#step(next - this.#now);
    }
  }

  /** Solves the buses for the present, so that a measurement taken now reflects it. */
  settle(): void {
    for (const household of this.households.values()) this.#command(household);
    this.#solve();
  }

  #nextEvent(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { relay, watchdog } of this.households.values()) {
      for (const at of [relay.moveAt, watchdog.firesAt]) {
        if (at !== undefined && at > this.#now && at < next) next = at;
      }
    }
    return next;
  }

  #step(ms: number): void {
    this.#solve();
    const seconds = ms / 1000;
    for (const household of this.households.values()) household.flow(seconds, this.ledger);
    for (const [wire, flow] of this.#flows) this.#account(wire, flow, seconds);
    this.#now += ms;
    for (const household of this.households.values()) this.#command(household);
  }

  /** Moves due contacts and fires due watchdogs. */
  #command(household: Household): void {
    const line = this.#lines.get(household) ?? false;
    household.relay.settle(this.#now);
    household.watchdog.settle(this.#now, !line);
    household.relay.drive(line && !household.watchdog.fired, this.#now);
  }

  /** Voltages depend on each other through the wires: iterates over all buses until none moves. */
  #solve(): void {
    for (const household of this.households.values()) household.observe(this.utc, !this.#observed);
    this.#observed = true;
    const used = this.#wiresInUse();
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const ports = this.#route(used);
      let moved = 0;
      for (const household of this.households.values()) {
        moved = Math.max(moved, household.solve(ports.get(household) ?? IDLE_PORT));
      }
      if (moved < AGREED_VOLT) return;
    }
    throw new EvlockError('INTERNAL', { problem: 'the buses of the community do not converge' });
  }

  /** A port holds one wire: the first connected one with both ends closed, or an externally fed receiver. */
  #wiresInUse(): Wire[] {
    const taken = new Set<string>();
    return [...this.wires.values()].filter((wire) => {
      if (!wire.connected || taken.has(wire.sender) || taken.has(wire.receiver)) return false;
      const { closed, receiving } = this.#ends(wire);
      const carries = receiving && (closed || wire.foreignWatt !== undefined);
      if (carries) taken.add(wire.sender).add(wire.receiver);
      return carries;
    });
  }

  #ends(wire: Wire): WireEnds {
    const sender = this.household(wire.sender);
    const receiver = this.household(wire.receiver);
    return {
      closed: sender.relay.closed,
      able: sender.maySend,
      receiving: receiver.relay.closed && receiver.mayReceive,
    };
  }

  #route(used: readonly Wire[]): Map<Household, PortFlow> {
    const ports = new Map<Household, PortFlow>();
    this.#flows.clear();
    for (const wire of used) {
      const sender = this.household(wire.sender);
      const receiver = this.household(wire.receiver);
      const flow = wire.flow(this.#ends(wire), receiver.busVolt);
      this.#flows.set(wire, flow);
      const lineVolt = receiver.busVolt + flow.sent * wire.ohm;
      ports.set(sender, { ...IDLE_PORT, sent: flow.sent, lineVolt });
      ports.set(receiver, { ...IDLE_PORT, metered: flow.metered, aroundMeter: flow.aroundMeter });
    }
    return ports;
  }

  #account(wire: Wire, flow: WireFlow, seconds: number): void {
    const volt = this.household(wire.receiver).busVolt;
    this.ledger.add('wireLoss', flow.sent * flow.sent * wire.ohm * seconds);
    this.ledger.add('leak', flow.leaked * volt * seconds);
    this.ledger.add('elsewhere', flow.elsewhere * volt * seconds);
    this.ledger.add('foreign', flow.foreign * volt * seconds);
  }

  /** Throws `INVALID_INPUT` when there is none. */
  household(name: string): Household {
    const household = this.households.get(name);
    if (!household) throw new EvlockError('INVALID_INPUT', { field: 'household', value: name });
    return household;
  }
}
