/** How the gateway presents an account's past: movements of money, totals, and registers at chosen moments. */
import { z } from 'zod';
import { signedReceiptSchema } from '../signed-data/receipts.ts';
import { signatureSchema } from '../signed-data/signature.ts';
import { Reading, ROLES } from '../signed-data/structs.ts';
import * as f from '../values/field.ts';

/** What moved money: each is one event of the market, seen from one account. */
export const MOVEMENT_KINDS = [
  'deposited',
  'withdrawn',
  /** Paid to the submitter of a withdrawal, cancel or replacement. */
  'fee',
  /** A trade opened: from free to locked. */
  'locked',
  /** A trade settled, at its buyer: the lock ends, the rest of it is free again. */
  'bought',
  /** A trade settled, at its seller. */
  'sold',
  /** A trade expired: its whole lock is free again. */
  'refunded',
] as const;
export const movementKindSchema = z.enum(MOVEMENT_KINDS);
export type MovementKind = z.infer<typeof movementKindSchema>;

/** A change of money in micro-units, of either sign; a decimal string on the wire. */
const changeSchema = z
  .union([z.bigint(), z.string().regex(/^(0|-?[1-9]\d{0,38})$/, 'a decimal integer')])
  .transform((value) => BigInt(value)) as unknown as z.ZodType<bigint>;

export const movementViewSchema = z.strictObject({
  kind: movementKindSchema,
  /** Where it is on chain; an event has two movements where an account trades with itself. */
  block: z.number().int().nonnegative(),
  logIndex: z.number().int().nonnegative(),
  transaction: f.bytes32.schema,
  time: f.timeField.schema,
  trade: f.bytes32.schema.nullable(),
  /** The block that opened the trade, for whoever checks it. */
  opened: z.number().int().nonnegative().nullable(),
  /** Who paid in, was paid, or traded; null where the chain does not name it. */
  other: f.address.schema.nullable(),
  /** Delivered in a settled trade, agreed in one that opened. */
  energy: f.energyField.schema.nullable(),
  price: f.priceField.schema.nullable(),
  /** What it added to free and to locked money. */
  balanceChange: changeSchema,
  lockedChange: changeSchema,
  /** Free and locked money after it. */
  balance: f.moneyField.schema,
  locked: f.moneyField.schema,
});
export type MovementView = z.infer<typeof movementViewSchema>;

/** Maximum number of movements in one page. */
export const MOVEMENTS_PAGE = 200;
const momentQuery = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 40 - 1);
export const movementsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOVEMENTS_PAGE).default(50),
  /** Only before this time, and not before the other: a day or a month. */
  until: momentQuery.optional(),
  from: momentQuery.optional(),
  /** `next` of the previous page. */
  after: z
    .string()
    .regex(/^[0-9]{1,13}\.[0-9]{1,12}\.[0-9]{1,9}\.[01]$/)
    .optional(),
});

export const movementsSchema = z.strictObject({
  /** Newest first. */
  movements: z.array(movementViewSchema).max(MOVEMENTS_PAGE),
  /** The value for `after`; null on the last page. */
  next: z.string().nullable(),
});

/** Maximum number of moments in one question: the quarter hours of a day of 25 hours, and one more. */
export const MOMENTS_MAX = 128;
/** Longest time over which trades are told apart, in seconds: the longest local day. */
export const TRADES_SPAN_MAX = 26 * 3600;

const momentsSchema = z
  .string()
  .max(MOMENTS_MAX * 14)
  .regex(/^\d{1,13}(,\d{1,13})+$/)
  .transform((text, context) => {
    const moments = text.split(',').map(Number);
    const rising = moments.every((moment, index) => index === 0 || moment > (moments[index - 1] ?? 0));
    if (rising && moments.length <= MOMENTS_MAX && moments.every((moment) => moment < 2 ** 40)) return moments;
    context.addIssue({ code: 'custom', message: `two to ${MOMENTS_MAX} rising times` });
    return z.NEVER;
  });

/** Moments between which is summed, in UTC seconds, rising, separated by commas. The caller knows its time zone; the gateway does not. */
export const momentsQuery = z.strictObject({ at: momentsSchema });

const tradedSchema = z.strictObject({
  trades: z.number().int().nonnegative(),
  energy: f.uint128.schema,
  money: f.moneyField.schema,
});

/** The movements between two moments, summed. */
export const totalsViewSchema = z.strictObject({
  from: f.timeField.schema,
  until: f.timeField.schema,
  movements: z.number().int().nonnegative(),
  deposited: f.moneyField.schema,
  withdrawn: f.moneyField.schema,
  fees: f.moneyField.schema,
  /** Of trades that were settled within it, whenever they were delivered. */
  bought: tradedSchema,
  sold: tradedSchema,
  /** Free and locked money at `until`. */
  balance: f.moneyField.schema,
  locked: f.moneyField.schema,
});
export type TotalsView = z.infer<typeof totalsViewSchema>;
export const totalsSchema = z.strictObject({
  /** Free and locked money at the first moment. */
  opening: z.strictObject({ balance: f.moneyField.schema, locked: f.moneyField.schema }),
  totals: z.array(totalsViewSchema).max(MOMENTS_MAX),
});

export const signedReadingSchema = z.strictObject({ reading: Reading.schema, signature: signatureSchema });
export type SignedReadingView = z.infer<typeof signedReadingSchema>;

export const energyQuery = z
  .strictObject({
    at: momentsSchema,
    /** `1`: with this meter's receipts, trade by trade; for at most 26 hours. */
    trades: z.enum(['0', '1']).default('0'),
  })
  .refine(({ at, trades }) => trades === '0' || (at.at(-1) ?? 0) - (at[0] ?? 0) <= TRADES_SPAN_MAX, {
    path: ['at'],
    message: `at most ${TRADES_SPAN_MAX} seconds with trades`,
  });

export const energyHistorySchema = z.strictObject({
  /** For each moment, this meter's last reading that ends by then. */
  readings: z.array(signedReadingSchema.nullable()).max(MOMENTS_MAX),
  /** Where the first moment has none: the meter's first reading, if it ends by the last moment. */
  first: signedReadingSchema.nullable(),
  /** For each moment, this meter's last receipt that the gateway had by then; a receipt carries no time of its own. */
  trades: z
    .array(
      z.strictObject({
        trade: f.bytes32.schema,
        role: z.enum(ROLES),
        price: f.priceField.schema,
        receipts: z.array(signedReceiptSchema.nullable()).max(MOMENTS_MAX).readonly(),
      }),
    )
    .max(MOMENTS_MAX),
});
export type EnergyHistory = z.infer<typeof energyHistorySchema>;
