/**
 * A community's configuration, as JSON. Everything is an integer in the unit that its name states; every field but the names
 * has a default for a 48 V bus with a 30 A current sensor.
 */
import { EvlockError } from '@evlock/protocol';
import { z } from 'zod';

const positive = (max: number) => z.number().int().min(1).max(max);
const natural = (max: number) => z.number().int().min(0).max(max);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'lower-case letters, digits and dashes');

/** Output = input × numerator / denominator. */
const divider = z
  .strictObject({ numerator: positive(1_000_000), denominator: positive(1_000_000) })
  .refine(({ numerator, denominator }) => numerator <= denominator, 'a divider does not amplify');

const panel = z.strictObject({ peakMilliwatt: natural(20_000_000).default(4_000_000) }).prefault({});

const battery = z
  .strictObject({
    capacityMilliwattHour: positive(1_000_000_000).default(10_000_000),
    stateOfChargePpm: natural(1_000_000).default(600_000),
    chargeEfficiencyPpm: positive(1_000_000).default(970_000),
    internalMilliohm: positive(50).default(15),
  })
  .prefault({});

const load = z.strictObject({ meanMilliwatt: natural(5_000_000).default(300_000) }).prefault({});

/** Its charger's power; 0 for no car. */
const car = z.strictObject({ chargingMilliwatt: natural(5_000_000).default(0) }).prefault({});

/** A 5 V ACS712-30A with 10 of 25 kΩ to the converter: ±30 A is 1 000 ± 792 mV of its 1 800. */
const currentSensor = z
  .strictObject({
    supplyMillivolt: positive(10_000).default(5_000),
    zeroMillivolt: positive(10_000).default(2_500),
    microvoltPerAmpere: positive(1_000_000).default(66_000),
    noiseMicrovolt: natural(1_000_000).default(1_500),
    driftMicrovolt: natural(1_000_000).default(400),
    divider: divider.default({ numerator: 2, denominator: 5 }),
  })
  .prefault({});

/** 10 of 340 kΩ: 60 V is 1 765 of 1 800 mV. */
const voltageSensor = z
  .strictObject({
    noiseMicrovolt: natural(1_000_000).default(15_000),
    divider: divider.default({ numerator: 1, denominator: 34 }),
  })
  .prefault({});

/** How a household's hardware appears to its meter. */
export const hardware = z
  .strictObject({
    currentSensor,
    voltageSensor,
    /** 0.439453125 mV: 1 800 mV over 12 bits. */
    adcPicovoltPerCount: positive(10_000_000_000).default(439_453_125),
    /** Current drawn by the self-test. */
    referenceMilliampere: positive(20_000).default(5_000),
    relayOperateMs: positive(1_000).default(10),
    relayReleaseMs: positive(1_000).default(10),
    watchdogTimeoutMs: positive(60_000).default(1_000),
    relayGpio: natural(1023).default(17),
    selfTestGpio: natural(1023).default(27),
  })
  .prefault({});
export type Hardware = z.infer<typeof hardware>;

const household = z.strictObject({
  name,
  /** Folder that plays `/sys` and, in `dev/`, `/dev`. Without one the household has no files. */
  root: z.string().min(1).optional(),
  /** Whether battery, panel and load tell of themselves in such files too. */
  inputs: z.boolean().default(true),
  panel,
  battery,
  load,
  car,
  hardware,
  converterEfficiencyPpm: positive(1_000_000).default(970_000),
});
export type HouseholdConfig = z.infer<typeof household>;

const wire = z.strictObject({
  id: name,
  /** Sends while `milliwatt` is positive; receives while it is negative. */
  from: name,
  to: name,
  milliohm: positive(10_000).default(30),
  /** At nominal voltage. */
  milliwatt: z.number().int().min(-2_000_000).max(2_000_000).default(1_000_000),
  connected: z.boolean().default(true),
});
export type WireConfig = z.infer<typeof wire>;

export const communityConfig = z
  .strictObject({
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(1),
    busMillivolt: positive(60_000).default(48_000),
    /** Thousandths of a degree. */
    latitudeMillidegree: z.number().int().min(-90_000).max(90_000).default(37_500),
    longitudeMillidegree: z.number().int().min(-180_000).max(180_000).default(127_000),
    /** UTC in seconds at the start; without it, now. */
    start: natural(2 ** 40 - 1).optional(),
    /** Longest step of the model. */
    stepMs: positive(1_000).default(100),
    /** Interval at which the files are read and written. */
    updateMs: positive(1_000).default(20),
    controlSocket: z.string().min(1).max(100).optional(),
    households: z.array(household).min(1).max(1000),
    wires: z.array(wire).max(100_000).default([]),
  })
  .superRefine((config, context) => {
    const names = config.households.map((one) => one.name);
    const ids = config.wires.map((one) => one.id);
    const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (new Set(names).size !== names.length) complain('households', 'two households share a name');
    if (new Set(ids).size !== ids.length) complain('wires', 'two wires share an id');
    const known = new Set(names);
    for (const { id, from, to } of config.wires) {
      if (from === to || !known.has(from) || !known.has(to)) complain('wires', `wire ${id} needs two known households`);
    }
  });
export type CommunityConfig = z.infer<typeof communityConfig>;
/** As written by a person or a harness: with defaults omitted. */
export type CommunityConfigInput = z.input<typeof communityConfig>;

/** Reads a configuration; throws `PROFILE_INVALID` that names the field. */
export function parseCommunityConfig(input: unknown): CommunityConfig {
  const result = communityConfig.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new EvlockError('PROFILE_INVALID', { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' });
}
