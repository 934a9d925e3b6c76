/** The routes of the operator's console: people and their sessions, the record, and what to watch. */
import { keccak256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import type { MarketPlace } from '../network/network.ts';
import { assertionSchema } from '../signed-data/webauthn.ts';
import * as f from '../values/field.ts';
import {
  auditViewSchema,
  CHAIN_ACTS,
  disputeSchema,
  meterHealthSchema,
  operationsSchema,
  operatorNameSchema,
  operatorRoleSchema,
  operatorViewSchema,
  recordEntrySchema,
} from './operator-views.ts';
import { OPERATOR_ROLES, route } from './route.ts';

/** Seconds for which a sign-up code is valid. */
export const SIGN_UP_VALIDITY = 24 * 3600;

/**
 * What a person's passkey signs to open a session of the console. A text of its own, so that whatever a gateway puts into it, the
 * signature approves nothing else, also where an owner's passkey is used by mistake.
 */
export const operatorChallenge = (
  { chainId, market }: MarketPlace,
  { gatewayNonce, expires }: { readonly gatewayNonce: f.Bytes32; readonly expires: number },
): f.Bytes32 => keccak256(stringToBytes(`evlock console session v1 ${chainId} ${market} ${gatewayNonce} ${expires}`));

const empty = z.strictObject({});
/** As WebAuthn has it: at most 1 023 bytes, base64url. */
const credentialId = z.string().regex(/^[\w-]{16,1364}$/);
const code = z.string().regex(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
const identity = { name: z.string(), role: operatorRoleSchema };
const reads = ['operator', 'auditor'] as const;

export const operatorRoutes = {
  operatorSignUp: route({
    method: 'POST',
    path: '/v1/operator/sign-up',
    access: 'public',
    summary: 'Adds a passkey of the person whom the one-time code was made for.',
    body: z.strictObject({
      code,
      credentialId,
      publicKey: z.strictObject({ x: f.bytes32.schema, y: f.bytes32.schema }),
    }),
    response: z.strictObject(identity),
  }),
  operatorChallenge: route({
    method: 'POST',
    path: '/v1/operator/challenge',
    access: 'public',
    summary: "A challenge to be signed with a passkey of the operator's people.",
    body: empty,
    response: z.strictObject({ gatewayNonce: f.bytes32.schema, expires: f.timeField.schema }),
  }),
  operatorSignIn: route({
    method: 'POST',
    path: '/v1/operator/sessions',
    access: 'public',
    summary: 'Opens a session of the console.',
    body: z.strictObject({ credentialId, gatewayNonce: f.bytes32.schema, assertion: assertionSchema }),
    response: z.strictObject({ ...identity, token: z.string(), expires: f.timeField.schema }),
  }),
  operatorSignOut: route({
    method: 'POST',
    path: '/v1/operator/sessions/end',
    access: 'operator',
    roles: OPERATOR_ROLES,
    summary: 'Ends this session of the console.',
    body: empty,
    response: empty,
  }),
  operators: route({
    method: 'GET',
    path: '/v1/operators',
    access: 'operator',
    roles: reads,
    summary: "The operator's people, with their roles.",
    response: z.strictObject({ operators: z.array(operatorViewSchema) }),
  }),
  addOperator: route({
    method: 'POST',
    path: '/v1/operators',
    access: 'operator',
    summary: 'Makes a one-time sign-up code, valid for a day, for a new person or for a further passkey of one.',
    body: z.strictObject({ name: operatorNameSchema, role: operatorRoleSchema }),
    response: z.strictObject({ code, expires: f.timeField.schema }),
  }),
  removeOperator: route({
    method: 'POST',
    path: '/v1/operators/remove',
    access: 'operator',
    summary: "Removes a person's passkeys and sessions at once. What the person did stays on record.",
    body: z.strictObject({ name: operatorNameSchema }),
    response: empty,
  }),
  record: route({
    method: 'GET',
    path: '/v1/record',
    access: 'operator',
    roles: reads,
    summary: "Everything that the operator's people did, newest first.",
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      /** Only what is older than this step. */
      before: z.coerce.number().int().min(1).optional(),
    }),
    response: z.strictObject({ entries: z.array(recordEntrySchema), more: z.boolean() }),
  }),
  reportOnChain: route({
    method: 'POST',
    path: '/v1/record',
    access: 'operator',
    summary: 'Puts on record what a wallet did on chain, as the console reports it.',
    body: z.strictObject({
      act: z.enum(CHAIN_ACTS),
      meterKey: f.address.schema,
      transaction: f.bytes32.schema,
    }),
    response: empty,
  }),
  meters: route({
    method: 'GET',
    path: '/v1/meters',
    access: 'operator',
    roles: OPERATOR_ROLES,
    summary: 'All meters: connected or not, their state on chain, certificates and faults.',
    response: z.strictObject({ meters: z.array(meterHealthSchema) }),
  }),
  operations: route({
    method: 'GET',
    path: '/v1/operations',
    access: 'operator',
    roles: reads,
    summary: 'Submitter, chain, database, certificates and refused requests of this gateway.',
    response: operationsSchema,
  }),
  disputes: route({
    method: 'GET',
    path: '/v1/disputes',
    access: 'operator',
    roles: reads,
    summary: 'Claimed trades, and trades of the last 30 days that did not end as agreed; undecided ones first.',
    response: z.strictObject({ disputes: z.array(disputeSchema) }),
  }),
  audits: route({
    method: 'GET',
    path: '/v1/audits',
    access: 'operator',
    roles: reads,
    summary: 'The audit that runs, and the last results.',
    response: z.strictObject({ audits: z.array(auditViewSchema) }),
  }),
  startAudit: route({
    method: 'POST',
    path: '/v1/audits',
    access: 'operator',
    roles: reads,
    summary:
      'Checks every row against signatures and chain, unless an audit is already running. Changes no row that it checks.',
    body: empty,
    response: auditViewSchema,
  }),
} as const;
