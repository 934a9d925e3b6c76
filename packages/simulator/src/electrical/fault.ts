/** Every way a part can fail, by name, and its effect on the part. */
import { EvlockError } from '@evlock/protocol';
import { z } from 'zod';
import type { Household } from './household.ts';
import type { Microgrid } from './microgrid.ts';
import type { Wire } from './wire.ts';

const ppm = z.number().int().min(0).max(10_000_000);
const milliohm = z.number().int().min(1).max(1_000_000_000);

/** Faults of a household's parts. */
export const householdFault = z.discriminatedUnion('kind', [
  /** A sensor with another sensitivity, or a resistor across it: its output is scaled. */
  z.strictObject({ kind: z.literal('sensor-gain'), ppm }),
  /** Its zero drifts. */
  z.strictObject({ kind: z.literal('sensor-drift'), microvoltPerSecond: z.number().int() }),
  z.strictObject({ kind: z.literal('sensor-unplugged') }),
  z.strictObject({ kind: z.literal('sensor-inverted') }),
  /** The converter answers one frozen value on its current channel while current flows. */
  z.strictObject({ kind: z.literal('sensor-stuck') }),
  /** The last `conversions` of the current channel are replayed in a loop. */
  z.strictObject({ kind: z.literal('sensor-replay'), conversions: z.number().int().min(1).max(1000) }),
  /** The voltage divider is changed. */
  z.strictObject({ kind: z.literal('voltage-gain'), ppm }),
  z.strictObject({ kind: z.literal('voltage-stuck') }),
  /** The driver's file of the current channel holds something other than a number. */
  z.strictObject({ kind: z.literal('adc-garbage') }),
  z.strictObject({ kind: z.literal('relay-welded') }),
  z.strictObject({ kind: z.literal('relay-stuck-open') }),
  z.strictObject({ kind: z.literal('watchdog-dead') }),
  z.strictObject({ kind: z.literal('reference-load-broken') }),
  z.strictObject({ kind: z.literal('panel-failed') }),
  z.strictObject({ kind: z.literal('battery-failed') }),
  z.strictObject({ kind: z.literal('converter-failed') }),
  z.strictObject({ kind: z.literal('load-tripped') }),
]);
export type HouseholdFault = z.infer<typeof householdFault>;

/** Faults of a wire, or tampering with it. */
export const wireFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('wire-cut') }),
  /** Current goes to ground at the receiver's end. */
  z.strictObject({ kind: z.literal('wire-leak'), milliohm }),
  /** The sender's current bypasses the receiver's meter: into its household, or to a third party. */
  z.strictObject({ kind: z.literal('wire-bypass'), to: z.enum(['receiver', 'elsewhere']) }),
  /** The sender's current goes elsewhere, and the receiver's meter is fed externally with this power at nominal voltage. */
  z.strictObject({ kind: z.literal('wire-foreign-feed'), milliwatt: z.number().int().min(1).max(2_000_000) }),
]);
export type WireFault = z.infer<typeof wireFault>;

export const fault = z.union([householdFault, wireFault]);
export type Fault = z.infer<typeof fault>;

type Kind = Fault['kind'];
type OfKind<K extends Kind> = Extract<Fault, { kind: K }>;

function find<K extends Kind>(faults: readonly Fault[], kind: K): OfKind<K> | undefined {
  return faults.find((candidate): candidate is OfKind<K> => candidate.kind === kind);
}

/** The active faults, each under an id, so that several can coexist and be cleared individually. */
export class Faults {
  readonly #microgrid: Microgrid;
  readonly #present = new Map<number, { readonly target: string; readonly fault: Fault }>();
  #nextId = 1;

  constructor(modules: { microgrid: Microgrid }) {
    this.#microgrid = modules.microgrid;
  }

  /** `target` is a household's name, or a wire's id for a fault of wires. Throws `INVALID_INPUT` for an unknown one. */
  inject(target: string, injected: Fault): number {
    if (injected.kind.startsWith('wire-')) this.#microgrid.wire(target);
    else this.#microgrid.household(target);
    const id = this.#nextId++;
    this.#present.set(id, { target, fault: injected });
    this.#apply(target);
    return id;
  }

  /** Throws `INVALID_INPUT` for an unknown id. */
  clear(id: number): void {
    const present = this.#present.get(id);
    if (!present) throw new EvlockError('INVALID_INPUT', { field: 'fault', value: id });
    this.#present.delete(id);
    this.#apply(present.target);
  }

  list(): readonly { readonly id: number; readonly target: string; readonly fault: Fault }[] {
    return [...this.#present].map(([id, present]) => ({ id, ...present }));
  }

  /** Whether the driver's file of a household's current channel holds something other than a number. */
  garbled(household: string): boolean {
    return find(this.#of(household), 'adc-garbage') !== undefined;
  }

  #of(target: string): readonly Fault[] {
    return [...this.#present.values()].filter((present) => present.target === target).map((present) => present.fault);
  }

  #apply(target: string): void {
    const faults = this.#of(target);
    const household = this.#microgrid.households.get(target);
    const wire = this.#microgrid.wires.get(target);
    if (household) applyToHousehold(household, faults, this.#microgrid.now);
    if (wire) applyToWire(wire, faults);
    this.#microgrid.refresh();
  }
}

function applyToHousehold(household: Household, faults: readonly Fault[], now: number): void {
  const has = (kind: Kind) => find(faults, kind) !== undefined;
  const { sensor, currentChannel, voltageChannel } = household;
  const gain = (find(faults, 'sensor-gain')?.ppm ?? 1_000_000) / 1_000_000;
  sensor.gain = has('sensor-inverted') ? -gain : gain;
  sensor.unplugged = has('sensor-unplugged');
  const drift = find(faults, 'sensor-drift');
  sensor.creep = drift && { since: sensor.creep?.since ?? now, millivoltPerSecond: drift.microvoltPerSecond / 1000 };
  currentChannel.stuck = has('sensor-stuck');
  currentChannel.replay(find(faults, 'sensor-replay')?.conversions);
  voltageChannel.stuck = has('voltage-stuck');
  voltageChannel.gain = (find(faults, 'voltage-gain')?.ppm ?? 1_000_000) / 1_000_000;
  household.relay.fail({ welded: has('relay-welded'), stuckOpen: has('relay-stuck-open') }, now);
  household.watchdog.dead = has('watchdog-dead');
  household.referenceLoad.broken = has('reference-load-broken');
  household.panel.failed = has('panel-failed');
  household.battery.failed = has('battery-failed');
  household.converterFailed = has('converter-failed');
  household.load.tripped = has('load-tripped');
}

function applyToWire(wire: Wire, faults: readonly Fault[]): void {
  const leak = find(faults, 'wire-leak');
  const foreign = find(faults, 'wire-foreign-feed');
  wire.cut = find(faults, 'wire-cut') !== undefined;
  wire.leakOhm = leak && leak.milliohm / 1000;
  wire.bypass = find(faults, 'wire-bypass')?.to;
  wire.foreignWatt = foreign && foreign.milliwatt / 1000;
}
