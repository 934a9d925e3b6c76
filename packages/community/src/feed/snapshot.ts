/**
 * What the demo's feed tells the community view: the whole picture, each second, as the event `snapshot` of the event stream at
 * `FEED_PATH`. Powers in mW, energies in mWh and money in micro-units, the latter two as decimal strings in JSON. It contains what
 * only a simulation can know, such as the energy that was lost on a wire.
 */
import {
  type Address,
  address,
  bytes32,
  CAUSES,
  energyField,
  meterStateSchema,
  moneyField,
  priceField,
  SECURITY_CLASSES,
  timeField,
  tradeStateSchema,
} from '@evlock/protocol';
import { z } from 'zod';
import { type Fact, factSchema } from './facts.ts';
import { sabotageSchema } from './sabotage.ts';

/** Raised with every change of meaning, so that an old page says that it is old. */
export const FEED_VERSION = 1;
export const FEED_PATH = '/demo/feed';
/** Most recent facts in one snapshot. */
export const FACTS_MAX = 60;
/** Ended trades kept in one snapshot. */
export const ENDED_TRADES_MAX = 12;

const name = z.string().max(64);
const code = z.string().max(64);
/** mW, signed. */
const power = z.number().int();
const ppm = z.number().int().min(0).max(1_000_000);
const energy = energyField.schema;
const money = moneyField.schema;
const time = timeField.schema;

/** The start's steps, in order; `house` occurs once for each. */
export const STEPS = ['pages', 'chain', 'contracts', 'gateway', 'wires', 'house', 'deposits', 'mandates'] as const;

const stepSchema = z.strictObject({
  step: z.enum(STEPS),
  /** For the step `house`, otherwise null. */
  house: name.nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  began: time.nullable(),
  ended: time.nullable(),
  /** Of what failed. */
  code: code.nullable(),
});

const houseSchema = z.strictObject({
  name,
  /** What the house has; null where it has none. */
  panel: z.strictObject({ peak: power, generation: power }).nullable(),
  /** `power` is positive while it discharges. */
  battery: z.strictObject({ capacity: energy, stateOfChargePpm: ppm, power }).nullable(),
  car: z.strictObject({ charging: power }).nullable(),
  /** All consumption of the house, the car included. */
  load: power,
  /** Through its meter, positive out of the house. */
  metered: power,
  /** Who approves its mandates: the demo, a visitor's passkey, or nobody yet. */
  owner: z.enum(['demo', 'visitor', 'nobody']),
  securityClass: z.enum(SECURITY_CLASSES),
  meterKey: address.schema.nullable(),
  account: address.schema.nullable(),
  /** Whether the gateway has a link to its meter. */
  online: z.boolean(),
  relayClosed: z.boolean(),
  /** As the meter last said; null before its first word. */
  meter: z.strictObject({ state: meterStateSchema, fault: code.nullable(), at: time }).nullable(),
  /** In the market, from the chain; null before its first deposit. */
  money: z.strictObject({ free: money, locked: money, reputation: z.number().int() }).nullable(),
  /** The meter's own page, on its own origin; null while it is not served. */
  localPage: z.url().nullable(),
});

const wireSchema = z.strictObject({
  id: name,
  from: name,
  to: name,
  connected: z.boolean(),
  /** What flows now, positive from `from` to `to`: into the wire, and out of it at the other house's meter. */
  sent: power,
  received: power,
  /** The trade whose delivery uses it. */
  trade: bytes32.schema.nullable(),
});

/** One meter's last signed receipt in a trade. */
const sideSchema = z.strictObject({
  energy,
  sequence: z.number().int().nonnegative(),
  final: z.boolean(),
  cause: z.enum(CAUSES),
  /** When the receipt reached the gateway. */
  at: time,
});

/** Energy that one side lost in a delivery (sent and not paid, or paid and not received), and the most it can lose by the design. */
const lossSchema = z.strictObject({ lost: energy, bound: energy });

const tradeSchema = z.strictObject({
  id: bytes32.schema,
  seller: name,
  buyer: name,
  /** Approved by a visitor's passkey. */
  byVisitor: z.boolean(),
  state: tradeStateSchema,
  /** Of the delivery, as the meters say. */
  delivery: z.enum(['waiting', 'flowing', 'paused', 'ended']),
  energy,
  price: priceField.schema,
  locked: money,
  start: time,
  end: time,
  sellerMeter: sideSchema.nullable(),
  buyerMeter: sideSchema.nullable(),
  /** Largest difference of the two energies before a relay opens. */
  allowedDifference: energy,
  /**
   * Whether the buyer's meter finds the seller's marks in its current; `kept` while it signs receipts, `missing` once it has
   * ended a delivery for that reason.
   */
  mark: z.enum(['none', 'kept', 'missing']),
  openedBlock: z.number().int().nullable(),
  endedBlock: z.number().int().nullable(),
  delivered: energy.nullable(),
  paid: money.nullable(),
  refunded: money.nullable(),
  error: code.nullable(),
  /** Measured with the simulation's own instruments, null before the delivery. */
  loss: z.strictObject({ seller: lossSchema, buyer: lossSchema }).nullable(),
});

export const snapshotSchema = z.strictObject({
  version: z.literal(FEED_VERSION),
  /** The sender's clock. */
  at: time,
  began: time,
  phase: z.enum(['starting', 'running', 'stopping', 'failed']),
  /** What ended it, if `failed`. */
  problem: z.strictObject({ code, message: z.string(), remedy: z.string() }).nullable(),
  tokenSymbol: z.string().max(16),
  steps: z.array(stepSchema),
  /** Local time in the simulated place, minutes since midnight; null before the wires run. */
  localMinutes: z.number().int().min(0).max(1439).nullable(),
  houses: z.array(houseSchema),
  wires: z.array(wireSchema),
  /** The running ones and up to `ENDED_TRADES_MAX` ended ones, newest first. */
  trades: z.array(tradeSchema),
  /** Since the start. */
  totals: z.strictObject({ trades: z.number().int(), delivered: energy, paid: money, refunded: money }),
  /** What the market holds. */
  escrow: z.strictObject({ held: money, locked: money }),
  /** Null before the chain runs; `blocks` are the latest, newest first, with the number of market events in each. */
  chain: z
    .strictObject({
      block: z.number().int(),
      time,
      blocks: z.array(z.strictObject({ number: z.number().int(), time, events: z.number().int() })).max(24),
    })
    .nullable(),
  gateway: z.strictObject({
    state: z.enum(['starting', 'up', 'down', 'lying']),
    since: time,
    meters: z.number().int(),
  }),
  /** `id` grows with each. */
  facts: z.array(z.strictObject({ id: z.number().int(), at: time, fact: factSchema })).max(FACTS_MAX),
  faults: z.array(z.strictObject({ id: z.number().int(), since: time, sabotage: sabotageSchema })),
  /** The largest loss of each house in any delivery since the start, only where there was one. */
  losses: z.array(
    z.strictObject({ house: name, side: z.enum(['seller', 'buyer']), trade: bytes32.schema, ...lossSchema.shape }),
  ),
  /** To be sent back with every act of sabotage: proves that the sender could read this feed. */
  sabotageToken: z.string().max(64),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** A value as it is after `toJson` and `JSON.parse`. */
export type Parsed<T> = T extends bigint
  ? string
  : T extends Address
    ? Address
    : T extends number
      ? number
      : T extends string | boolean | null
        ? T
        : T extends readonly (infer Item)[]
          ? Parsed<Item>[]
          : { [Key in keyof T]: Parsed<T[Key]> };
/** What a page gets. */
export type ParsedSnapshot = Parsed<Snapshot>;
export type ParsedFact = Parsed<Fact>;
