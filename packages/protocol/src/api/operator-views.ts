/** What the operator's console is shown: people, the record, meters, operations, disputes and audits. */
import { z } from 'zod';
import { meterStatusSchema } from '../device-link/device-link.ts';
import { codesWith } from '../errors/catalogue.ts';
import { CAUSES, SECURITY_CLASSES, SENSOR_CLASSES } from '../signed-data/structs.ts';
import * as f from '../values/field.ts';
import { OPERATOR_ROLES } from './route.ts';

export const operatorRoleSchema = z.enum(OPERATOR_ROLES);

/** A person's name: letters, digits, and between them spaces, dots, hyphens and underscores. */
export const operatorNameSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u, 'a name')
  .refine((name) => name.normalize('NFC') === name && name !== TOKEN_HOLDER, 'a name');

/** Who acts with the operator's token: it is nobody's in particular. */
export const TOKEN_HOLDER = 'token';

export const operatorViewSchema = z.strictObject({
  name: z.string(),
  role: operatorRoleSchema,
  added: f.timeField.schema,
  addedBy: z.string(),
  /** Null while the person may sign in. */
  removed: f.timeField.schema.nullable(),
  /** When each of the person's passkeys was added. */
  passkeys: z.array(f.timeField.schema),
  /** A sign-up code that is still valid, and until when. */
  invitedUntil: f.timeField.schema.nullable(),
  /** The newest session's end; null without one. */
  signedInUntil: f.timeField.schema.nullable(),
});
export type OperatorView = z.infer<typeof operatorViewSchema>;

/** Acts on chain, which a wallet does and the console reports. */
export const CHAIN_ACTS = ['enrol', 'suspend', 'resume'] as const;

/** One line of the record, which is never changed. */
export const recordEntrySchema = z.strictObject({
  /** Counts from 1, without gaps. */
  step: z.number().int().positive(),
  at: f.timeField.schema,
  who: z.string(),
  role: operatorRoleSchema,
  /** The name of the route, or an act on chain as the console reported it. */
  act: z.string(),
  /** A device, a meter key, a person; null for none. */
  subject: z.string().nullable(),
  /** `ok`, or the code of the error. */
  result: z.string(),
  transaction: f.bytes32.schema.nullable(),
});
export type RecordEntry = z.infer<typeof recordEntrySchema>;

export const meterHealthSchema = z.strictObject({
  deviceId: f.bytes32.schema,
  meterKey: f.address.schema,
  account: f.address.schema,
  securityClass: z.enum(SECURITY_CLASSES),
  sensorClass: z.enum(SENSOR_CLASSES).nullable(),
  /** At the gateway. */
  state: z.enum(['pending', 'enrolled', 'revoked']),
  requested: f.timeField.schema,
  /** On chain, as indexed: null before it is enrolled there. */
  onChain: z
    .strictObject({
      active: z.boolean(),
      suspended: z.boolean(),
      replacedBy: f.address.schema.nullable(),
      reputation: z.number().int(),
    })
    .nullable(),
  online: z.boolean(),
  status: meterStatusSchema.nullable(),
  /** End of the newest reading; null without one. */
  lastReading: f.timeField.schema.nullable(),
  certificateEnds: f.timeField.schema,
  /** Trades that have not ended. */
  openTrades: z.number().int(),
  /** The proven fault, if there is one. */
  fault: z.enum(codesWith('meterFault')).nullable(),
});
export type MeterHealth = z.infer<typeof meterHealthSchema>;

/** A trade that did not go as agreed, or whose end is not decided. */
export const disputeSchema = z.strictObject({
  id: f.bytes32.schema,
  state: z.enum(['signed', 'open', 'claimed', 'settled', 'expired', 'failed']),
  buyerMeter: f.address.schema,
  sellerMeter: f.address.schema,
  buyerCause: z.enum(CAUSES),
  sellerCause: z.enum(CAUSES),
  /** What each meter's newest receipt says; null without one. */
  buyerEnergy: f.energyField.schema.nullable(),
  sellerEnergy: f.energyField.schema.nullable(),
  energy: f.energyField.schema,
  locked: f.moneyField.schema,
  paid: f.moneyField.schema.nullable(),
  end: f.timeField.schema,
  /** Until when both sides can claim. */
  claimsUntil: f.timeField.schema,
  error: z.string().nullable(),
});
export type Dispute = z.infer<typeof disputeSchema>;

const problemSchema = z.strictObject({ code: z.string(), message: z.string(), remedy: z.string() });
const wei = z.string().regex(/^\d{1,30}$/);

export const operationsSchema = z.strictObject({
  /** Time of the gateway. */
  time: f.timeField.schema,
  version: z.string(),
  /** Since when the gateway runs. */
  since: f.timeField.schema,
  problems: z.array(problemSchema),
  submitter: z.strictObject({
    account: f.address.schema,
    /** Wei; null until it was read. */
    balance: wei.nullable(),
    warnBelow: wei,
    reserve: wei,
    state: z.enum(['enough', 'low', 'exhausted']),
    queued: z.number().int(),
    /** Seconds for which the first in the queue has been waiting. */
    waiting: z.number().int(),
    /** The queue's head. */
    queue: z.array(
      z.strictObject({ label: z.string(), nonce: z.number().int(), attempts: z.number().int(), state: z.string() }),
    ),
  }),
  chain: z.strictObject({
    /** The newest finalized block, and the last one that is indexed. */
    finalized: z.number().int(),
    indexed: z.number().int(),
    secondsWithoutBlock: z.number(),
    endpoints: z.array(
      z.strictObject({ place: z.number().int(), block: z.number().int().nullable(), problem: z.string().nullable() }),
    ),
  }),
  database: z.strictObject({
    ok: z.boolean(),
    /** Of one statement. */
    milliseconds: z.number().int().nullable(),
    bytes: z.number().int().nullable(),
  }),
  certificates: z.strictObject({
    authorityEnds: f.timeField.schema,
    serverEnds: f.timeField.schema,
    /** The end of the next device certificate to end. */
    firstDeviceEnds: f.timeField.schema.nullable(),
  }),
  abuse: z.strictObject({
    /** Since the gateway started: connections refused by each listener, and requests refused, by error code. */
    httpConnections: z.number().int(),
    linkConnections: z.number().int(),
    requests: z.array(z.strictObject({ code: z.string(), count: z.number().int() })),
  }),
});
export type Operations = z.infer<typeof operationsSchema>;

export const AUDIT_STAGES = ['tables', 'chain', 'receipts', 'readings', 'accounts', 'checks'] as const;
export type AuditStage = (typeof AUDIT_STAGES)[number];

export const auditViewSchema = z.strictObject({
  id: z.number().int().positive(),
  startedBy: z.string(),
  started: f.timeField.schema,
  /** Null while it runs. */
  ended: f.timeField.schema.nullable(),
  stage: z.enum(AUDIT_STAGES).nullable(),
  /** The error that ended it without a result. */
  error: z.string().nullable(),
  result: z
    .strictObject({
      block: z.number().int(),
      /** How many of each were checked. */
      checked: z.record(z.string(), z.number().int()),
      unproven: z.number().int(),
      differences: z.number().int(),
      /** The first of them. */
      shown: z.array(
        z.strictObject({
          check: z.string(),
          table: z.string(),
          key: z.string(),
          field: z.string(),
          recorded: z.string(),
          expected: z.string(),
        }),
      ),
    })
    .nullable(),
});
export type AuditView = z.infer<typeof auditViewSchema>;
