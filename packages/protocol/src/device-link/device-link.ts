/**
 * The device link: the messages between meter and gateway, over a WebSocket on mutual TLS 1.3. Every request gets exactly one
 * response, so the response is the application's acknowledgement: the gateway acknowledges a receipt only when it is stored.
 */
import { z } from 'zod';
import { marketInfoSchema } from '../network/network.ts';
import { signedOrderSchema, tradeOrdersSchema } from '../signed-data/orders.ts';
import { signedReceiptSchema } from '../signed-data/receipts.ts';
import { signatureSchema } from '../signed-data/signature.ts';
import {
  Cancel,
  Mandate,
  Order,
  PasskeyBinding,
  PasskeyRemoval,
  Reading,
  Replace,
  SENSOR_CLASSES,
  SIDES,
  Withdrawal,
} from '../signed-data/structs.ts';
import { assertionSchema } from '../signed-data/webauthn.ts';
import * as f from '../values/field.ts';
import { householdInputsSchema, standingRulesSchema } from './standing-rules.ts';

export const DEVICE_LINK_VERSION = 1;
/** Maximum size of a frame in either direction, in bytes. */
export const DEVICE_LINK_MAX_FRAME = 16_384;
/** Maximum number of unanswered requests of one side; one more is refused with `RATE_LIMITED`. */
export const DEVICE_LINK_MAX_PENDING = 64;
/** Seconds within which a request must be answered. */
export const DEVICE_LINK_TIMEOUT_SECONDS = 15;

/** Where a meter is in a trade (docs/trade.md). */
export const METER_STATES = [
  'idle',
  'ordered',
  'opened',
  'confirmed',
  'delivering',
  'paused',
  'stopped',
  'finalizing',
  'claiming',
  'settled',
  'expired',
  'fault',
] as const;
export const meterStateSchema = z.enum(METER_STATES);
export type MeterState = z.infer<typeof meterStateSchema>;

const empty = z.strictObject({});
const errorBody = z.object({
  code: z.string().max(64),
  message: z.string().max(2000),
  details: z.record(z.string().max(64), z.union([z.string().max(512), z.number(), z.boolean(), z.null()])).optional(),
});

export const meterStatusSchema = z.strictObject({
  state: meterStateSchema,
  relayClosed: z.boolean(),
  tradeId: f.bytes32.schema.nullable(),
  /** Values of the import and export registers, mWh. */
  import: f.energyField.schema,
  export: f.energyField.schema,
  /** mW, positive out of the household. */
  power: z.number().int(),
  /** mV. */
  voltage: z.number().int().nonnegative(),
  /** Code of the last fault, if any. */
  fault: z.string().max(64).nullable(),
  /** Unverified; absent where the meter has no such inputs. */
  inputs: householdInputsSchema.optional(),
});
export type MeterStatus = z.infer<typeof meterStatusSchema>;

/** The part of an order that the owner chooses; the meter adds its key, account and nonce. */
export const orderTermsSchema = z.strictObject({
  side: z.enum(SIDES),
  counterOrder: f.bytes32.schema,
  energy: f.energyField.schema,
  minEnergy: f.energyField.schema,
  power: f.powerField.schema,
  price: f.priceField.schema,
  start: f.timeField.schema,
  end: f.timeField.schema,
  openBefore: f.timeField.schema,
  lossBandPpm: f.ppmField.schema,
  minReputation: f.int32.schema,
  minSensorClass: z.enum(SENSOR_CLASSES),
});
export type OrderTerms = z.infer<typeof orderTermsSchema>;

export const mandateApprovalSchema = z.strictObject({ mandate: Mandate.schema, assertion: assertionSchema });
export type MandateApproval = z.infer<typeof mandateApprovalSchema>;

/** The passkeys bound to a meter, oldest first, and the number of the next binding or removal. */
export const passkeyListSchema = z.strictObject({
  passkeys: z.array(z.strictObject({ publicKeyX: f.bytes32.schema, publicKeyY: f.bytes32.schema })).max(4),
  nextBindingId: f.uint40.schema,
});
export type PasskeyList = z.output<typeof passkeyListSchema>;

const method = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
});

/** The requests of a meter to the gateway. */
export const gatewayMethods = {
  /** The first request on every connection. The response lists this meter's trades that are not yet closed. */
  hello: method(
    z.strictObject({
      version: z.number().int(),
      deviceId: f.bytes32.schema,
      meterKey: f.address.schema,
      account: f.address.schema,
      status: meterStatusSchema,
      /** Random, for each process: distinguishes a restarted meter from a second one. */
      instance: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
    }),
    z.strictObject({ now: f.timeField.schema, market: marketInfoSchema, trades: z.array(tradeOrdersSchema).max(16) }),
  ),
  /**
   * What this meter signed last, as far as the gateway knows: its newest reading, its order with the highest nonce, and its newest
   * receipt of each open trade. A meter that was restored to an earlier state learns from its own signatures.
   */
  latest: method(
    empty,
    z.strictObject({
      reading: z.strictObject({ reading: Reading.schema, signature: signatureSchema }).nullable(),
      order: signedOrderSchema.nullable(),
      receipts: z.array(signedReceiptSchema).max(16),
    }),
  ),
  /** The meter's own receipt, for its partner and for settlement. Acknowledged once it is durable. */
  receipt: method(signedReceiptSchema, empty),
  /** The meter's own reading. Acknowledged once it is durable. */
  reading: method(z.strictObject({ reading: Reading.schema, signature: signatureSchema }), empty),
  status: method(meterStatusSchema, empty),
  /** The next certificate for the same key, if one is due, and all authorities to trust. PEM. */
  renewCertificate: method(
    z.strictObject({ certificateRequest: z.string().max(4096) }),
    z.strictObject({
      certificate: z.string().max(4096).nullable(),
      authority: z.string().min(1).max(8192),
      /** While the authority is being changed: certificates in which the old key vouches for the new one. Empty otherwise. */
      links: z.string().max(8192),
    }),
  ),
} as const;

/** The requests of the gateway to a meter. Only `stop` has an effect without approval by the owner or confirmation by the chain. */
export const meterMethods = {
  /** With the rules of a standing order: the meter keeps those that came with the mandate first. */
  authorizeMandate: method(mandateApprovalSchema.extend({ rules: standingRulesSchema.optional() }), empty),
  /**
   * Signs an order within a mandate; runs the self-test first if the last one is too old. For a standing order it names the mandate,
   * whose rules must hold now.
   */
  signOrder: method(
    z.strictObject({ terms: orderTermsSchema, mandateId: f.uint40.schema.optional() }),
    signedOrderSchema,
  ),
  /** Revokes the mandate, and cancels every order that the meter has signed so far. */
  revokeMandate: method(
    z.strictObject({ mandateId: f.uint40.schema }),
    z.strictObject({
      cancel: Cancel.schema,
      signature: signatureSchema,
      /** The meter has no such mandate: only its orders are cancelled. */
      unknown: z.literal(true).optional(),
    }),
  ),
  /** Both signed orders of a trade that is put on chain; the meter waits until it sees the trade finalized on chain itself. */
  trade: method(tradeOrdersSchema, empty),
  partnerReceipt: method(signedReceiptSchema, empty),
  stop: method(z.strictObject({ tradeId: f.bytes32.schema }), empty),
  /** The gateway's authority is being changed: the meter should request its next certificate now. */
  authorityChanged: method(empty, empty),
  signWithdrawal: method(
    z.strictObject({ withdrawal: Withdrawal.schema, assertion: assertionSchema }),
    z.strictObject({ signature: signatureSchema }),
  ),
  signCancel: method(
    z.strictObject({ cancel: Cancel.schema, order: Order.schema, assertion: assertionSchema }),
    z.strictObject({ signature: signatureSchema }),
  ),
  signReplace: method(
    z.strictObject({ replace: Replace.schema, assertion: assertionSchema }),
    z.strictObject({ signature: signatureSchema }),
  ),
  passkeys: method(empty, passkeyListSchema),
  /** Both answer with the passkeys that are bound now. */
  bindFurtherPasskey: method(
    z.strictObject({ binding: PasskeyBinding.schema, assertion: assertionSchema }),
    passkeyListSchema,
  ),
  removePasskey: method(
    z.strictObject({ removal: PasskeyRemoval.schema, assertion: assertionSchema }),
    passkeyListSchema,
  ),
} as const;

export type GatewayMethod = keyof typeof gatewayMethods;
export type MeterMethod = keyof typeof meterMethods;
export type GatewayRequest<M extends GatewayMethod> = z.output<(typeof gatewayMethods)[M]['request']>;
export type GatewayResponse<M extends GatewayMethod> = z.output<(typeof gatewayMethods)[M]['response']>;
export type MeterRequest<M extends MeterMethod> = z.output<(typeof meterMethods)[M]['request']>;
export type MeterResponse<M extends MeterMethod> = z.output<(typeof meterMethods)[M]['response']>;

/** One frame: a request, or the response to one. The requester chooses the ids, which increase within a connection. */
export const frameSchema = z.union([
  z.strictObject({ id: z.number().int().nonnegative(), method: z.string().max(32), body: z.unknown() }),
  z.strictObject({ id: z.number().int().nonnegative(), result: z.unknown() }),
  z.strictObject({ id: z.number().int().nonnegative(), error: errorBody }),
]);
export type Frame = z.infer<typeof frameSchema>;
