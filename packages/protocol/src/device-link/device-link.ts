/**
 * The device link: what meter and gateway say to each other over a WebSocket on mutual TLS 1.3. Every message is a request
 * that gets exactly one response, so a response is the application's acknowledgement: the gateway answers a receipt only
 * when it is stored.
 */
import { z } from 'zod';
import { marketInfoSchema } from '../network/network.ts';
import { signedOrderSchema, tradeOrdersSchema } from '../signed-data/orders.ts';
import { signedReceiptSchema } from '../signed-data/receipts.ts';
import { signatureSchema } from '../signed-data/signature.ts';
import { Cancel, Mandate, Order, Reading, Replace, SENSOR_CLASSES, SIDES, Withdrawal } from '../signed-data/structs.ts';
import { assertionSchema } from '../signed-data/webauthn.ts';
import * as f from '../values/field.ts';

export const DEVICE_LINK_VERSION = 1;
/** Largest frame in bytes, either way. */
export const DEVICE_LINK_MAX_FRAME = 16_384;
/** Requests that one side may have unanswered; one more is refused with `RATE_LIMITED`. */
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
  /** Registers, mWh. */
  import: f.energyField.schema,
  export: f.energyField.schema,
  /** mW, positive out of the household. */
  power: z.number().int(),
  /** mV. */
  voltage: z.number().int().nonnegative(),
  /** Code of the last fault, if any. */
  fault: z.string().max(64).nullable(),
});
export type MeterStatus = z.infer<typeof meterStatusSchema>;

/** What the owner chooses of an order; the meter adds its keys, account and nonce. */
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

const method = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
});

/** What a meter asks of the gateway. */
export const gatewayMethods = {
  /** First on every connection. The answer names the trades of this meter that are not yet closed. */
  hello: method(
    z.strictObject({
      version: z.number().int(),
      deviceId: f.bytes32.schema,
      meterKey: f.address.schema,
      account: f.address.schema,
      status: meterStatusSchema,
      /** Random of each process: what tells a meter that was started again from a second one. */
      instance: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .optional(),
    }),
    z.strictObject({ now: f.timeField.schema, market: marketInfoSchema, trades: z.array(tradeOrdersSchema).max(16) }),
  ),
  /**
   * What the gateway holds that this meter signed last: its newest reading, its order with the highest nonce, and its newest
   * receipt of each open trade. A meter that was put back to an earlier state learns from its own signatures.
   */
  latest: method(
    empty,
    z.strictObject({
      reading: z.strictObject({ reading: Reading.schema, signature: signatureSchema }).nullable(),
      order: signedOrderSchema.nullable(),
      receipts: z.array(signedReceiptSchema).max(16),
    }),
  ),
  /** Own receipt, for the partner and for settlement. Answered when durable. */
  receipt: method(signedReceiptSchema, empty),
  /** Own register reading. Answered when durable. */
  reading: method(z.strictObject({ reading: Reading.schema, signature: signatureSchema }), empty),
  status: method(meterStatusSchema, empty),
  /** Its next certificate, for the same key, where one is due; and every authority that is to be trusted. PEM. */
  renewCertificate: method(
    z.strictObject({ certificateRequest: z.string().max(4096) }),
    z.strictObject({
      certificate: z.string().max(4096).nullable(),
      authority: z.string().min(1).max(8192),
      /** While the authority is being changed: the key of the old one signs for the new one's. Empty otherwise. */
      links: z.string().max(8192),
    }),
  ),
} as const;

/** What the gateway asks of a meter. None but `stop` moves anything without the owner's or the chain's word. */
export const meterMethods = {
  authorizeMandate: method(mandateApprovalSchema, empty),
  /** Signs an order inside a mandate; the self-test runs first where the last one is too old. */
  signOrder: method(z.strictObject({ terms: orderTermsSchema }), signedOrderSchema),
  /** Withdraws every order signed so far under the mandate. */
  revokeMandate: method(
    z.strictObject({ mandateId: f.uint40.schema }),
    z.strictObject({
      cancel: Cancel.schema,
      signature: signatureSchema,
      /** The meter has no such mandate: only its orders are withdrawn. */
      unknown: z.literal(true).optional(),
    }),
  ),
  /** Both signed orders of a trade put on chain; the meter waits to see it finalized with its own eyes. */
  trade: method(tradeOrdersSchema, empty),
  partnerReceipt: method(signedReceiptSchema, empty),
  stop: method(z.strictObject({ tradeId: f.bytes32.schema }), empty),
  /** The gateway's authority is being changed: the meter asks for its next certificate now. */
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
} as const;

export type GatewayMethod = keyof typeof gatewayMethods;
export type MeterMethod = keyof typeof meterMethods;
export type GatewayRequest<M extends GatewayMethod> = z.output<(typeof gatewayMethods)[M]['request']>;
export type GatewayResponse<M extends GatewayMethod> = z.output<(typeof gatewayMethods)[M]['response']>;
export type MeterRequest<M extends MeterMethod> = z.output<(typeof meterMethods)[M]['request']>;
export type MeterResponse<M extends MeterMethod> = z.output<(typeof meterMethods)[M]['response']>;

/** One frame: a request, or the answer to one. Ids are chosen by the asker and grow within a connection. */
export const frameSchema = z.union([
  z.strictObject({ id: z.number().int().nonnegative(), method: z.string().max(32), body: z.unknown() }),
  z.strictObject({ id: z.number().int().nonnegative(), result: z.unknown() }),
  z.strictObject({ id: z.number().int().nonnegative(), error: errorBody }),
]);
export type Frame = z.infer<typeof frameSchema>;
