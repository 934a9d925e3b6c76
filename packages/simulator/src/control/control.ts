/**
 * A harness's messages to the simulator process: one JSON object per line on a Unix socket. A request is
 * `{"id":7,"op":"inject","target":"alice","fault":{"kind":"sensor-stuck"}}`; its answer `{"id":7,"ok":true,"result":…}` or
 * `{"id":7,"ok":false,"error":{"code":…}}`. Energy in mWh as decimal strings, mW, mA (positive out of the household), mV.
 */
import { energyField, type Milliseconds } from '@evlock/protocol';
import { z } from 'zod';
import { fault } from '../electrical/fault.ts';

/** Longest line in characters. */
export const LINE_LIMIT = 1_000_000;

const id = z.number().int().min(0);
const integer = z.number().int();
const energy = energyField.schema;

export const controlRequest = z.discriminatedUnion('op', [
  z.strictObject({ id, op: z.literal('state') }),
  /** `target`: a household's name, or a wire's id. */
  z.strictObject({ id, op: z.literal('inject'), target: z.string(), fault }),
  z.strictObject({ id, op: z.literal('clear'), fault: integer }),
  /** `null` restores the seeded load. */
  z.strictObject({
    id,
    op: z.literal('set-load'),
    household: z.string(),
    milliwatt: integer.min(0).max(5_000_000).nullable(),
  }),
  z.strictObject({
    id,
    op: z.literal('set-wire'),
    wire: z.string(),
    milliwatt: integer.min(-2_000_000).max(2_000_000).optional(),
    connected: z.boolean().optional(),
  }),
  /** `null` restores the seeded weather. */
  z.strictObject({ id, op: z.literal('set-weather'), coverPpm: integer.min(0).max(1_000_000).nullable() }),
]);
export type ControlRequest = z.infer<typeof controlRequest>;

const householdState = z.strictObject({
  name: z.string(),
  /** The contact's true position, regardless of its line. */
  relayClosed: z.boolean(),
  watchdog: z.enum(['off', 'armed', 'fired']),
  referenceLoad: z.boolean(),
  /** Through the meter. */
  current: integer,
  /** At the meter's terminals. */
  voltage: integer,
  stateOfChargePpm: integer,
  stored: energy,
  generation: integer,
  load: integer,
  /** The part of the load that charges a car. */
  car: integer,
  /** True energy through the meter since the start, each direction separately. */
  exported: energy,
  imported: energy,
});

const wireState = z.strictObject({
  id: z.string(),
  sender: z.string(),
  receiver: z.string(),
  connected: z.boolean(),
  milliwatt: integer,
  /** Through the sender's and the receiver's meter. */
  sent: integer,
  received: integer,
});

export const controlState = z.strictObject({
  simulated: integer as unknown as z.ZodType<Milliseconds>,
  utc: integer,
  households: z.array(householdState),
  wires: z.array(wireState),
  ledger: z.strictObject({
    generation: energy,
    foreign: energy,
    load: energy,
    reference: energy,
    batteryLoss: energy,
    converterLoss: energy,
    wireLoss: energy,
    leak: energy,
    elsewhere: energy,
  }),
  faults: z.array(z.strictObject({ id: integer, target: z.string(), fault })),
});
export type ControlState = z.infer<typeof controlState>;

export const controlAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ id, ok: z.literal(true), result: z.unknown() }),
  z.strictObject({
    id,
    ok: z.literal(false),
    error: z.looseObject({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() }),
  }),
]);
export type ControlAnswer = z.infer<typeof controlAnswer>;

export const injected = z.strictObject({ fault: integer });
