/** How the gateway presents trades, offers, accounts, devices and meters, in responses and events alike. */
import { z } from 'zod';
import { meterStatusSchema } from '../device-link/device-link.ts';
import { codesWith } from '../errors/catalogue.ts';
import { signedOrderSchema } from '../signed-data/orders.ts';
import { signedReceiptSchema } from '../signed-data/receipts.ts';
import { CAUSES } from '../signed-data/structs.ts';
import * as f from '../values/field.ts';

/** The state of a trade as the gateway knows it: signed by both meters, then as on chain; a `failed` trade never opened. */
export const TRADE_STATES = ['signed', 'open', 'claimed', 'settled', 'expired', 'failed'] as const;
export const tradeStateSchema = z.enum(TRADE_STATES);
export type TradeState = z.infer<typeof tradeStateSchema>;

/** The transaction and block of something on chain. */
const onChainSchema = z.strictObject({
  transaction: f.bytes32.schema,
  block: z.number().int().nonnegative(),
  time: f.timeField.schema,
  gas: z.number().int().nonnegative().nullable(),
});

const partySchema = z.strictObject({
  account: f.address.schema,
  meterKey: f.address.schema,
  receipt: signedReceiptSchema.nullable(),
  /** Why this side's delivery ended; `none` until it has. */
  cause: z.enum(CAUSES),
  /** The change of reputation at the end of this trade; null until then. */
  reputation: z.number().int().nullable(),
});

export const tradeViewSchema = z.strictObject({
  id: f.bytes32.schema,
  state: tradeStateSchema,
  buyer: partySchema,
  seller: partySchema,
  bid: signedOrderSchema,
  offer: signedOrderSchema,
  energy: f.energyField.schema,
  price: f.priceField.schema,
  locked: f.moneyField.schema,
  start: f.timeField.schema,
  end: f.timeField.schema,
  /** Null until the trade has ended on chain. */
  delivered: f.energyField.schema.nullable(),
  paid: f.moneyField.schema.nullable(),
  refunded: f.moneyField.schema.nullable(),
  /** When the bid reached the gateway. */
  ordered: f.timeField.schema,
  opened: onChainSchema.nullable(),
  ended: onChainSchema.nullable(),
  /** Code of the last error of this trade, if any. */
  error: z.string().max(64).nullable(),
});
export type TradeView = z.infer<typeof tradeViewSchema>;

export const offerViewSchema = z.strictObject({
  hash: f.bytes32.schema,
  offer: signedOrderSchema,
  reputation: z.number().int(),
  state: z.enum(['open', 'taken', 'cancelled', 'expired']),
});
export type OfferView = z.infer<typeof offerViewSchema>;

export const accountViewSchema = z.strictObject({
  deviceId: f.bytes32.schema,
  account: f.address.schema,
  meterKey: f.address.schema,
  /** Free and locked money in the market. */
  balance: f.moneyField.schema,
  locked: f.moneyField.schema,
  withdrawalNonce: f.uint64.schema,
  reputation: z.number().int(),
  enrolled: z.boolean(),
  online: z.boolean(),
  status: meterStatusSchema.nullable(),
});
export type AccountView = z.infer<typeof accountViewSchema>;

export const enrolmentViewSchema = z.strictObject({
  deviceId: f.bytes32.schema,
  meterKey: f.address.schema,
  account: f.address.schema,
  securityClass: z.string(),
  /** `pending`: has a certificate; `enrolled`: on chain; `revoked`. */
  state: z.enum(['pending', 'enrolled', 'revoked']),
  requested: f.timeField.schema,
});
export type EnrolmentView = z.infer<typeof enrolmentViewSchema>;

/** Which meter of an account is active, and which one is to replace it. */
export const replacementViewSchema = z.strictObject({
  account: f.address.schema,
  /** The meter key that opens the account's trades; null while the account has none. */
  activeMeter: f.address.schema.nullable(),
  /** A requested replacement of the active meter that is not finished. */
  pending: z
    .strictObject({
      newMeterKey: f.address.schema,
      /** From then on, the active meter opens no more trades; until then, the account can cancel the request. */
      effectiveFrom: f.timeField.schema,
      due: z.boolean(),
    })
    .nullable(),
  /** The nonce of the next `Replace`. */
  nonce: f.uint64.schema,
  /** Time of the chain. */
  time: f.timeField.schema,
});
export type ReplacementView = z.infer<typeof replacementViewSchema>;

/** Codes for which there is proof that a meter's key is used by a copied or rolled-back secure world. */
export const METER_FAULTS = codesWith('meterFault');
export const meterFaultViewSchema = z.strictObject({
  meterKey: f.address.schema,
  code: z.enum(METER_FAULTS),
  found: f.timeField.schema,
  /** Two messages that one secure world would never both sign, or the two connections, as JSON. */
  evidence: z.tuple([z.string(), z.string()]),
});
export type MeterFaultView = z.infer<typeof meterFaultViewSchema>;
