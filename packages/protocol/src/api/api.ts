/** The gateway's HTTP API: one table of routes, shared by server, client and OpenAPI document. */
import { z } from 'zod';
import { mandateApprovalSchema, meterStatusSchema, orderTermsSchema } from '../device-link/device-link.ts';
import { enrolmentFileSchema, enrolmentRequestSchema } from '../enrolment/evidence.ts';
import { marketInfoSchema } from '../network/network.ts';
import { Cancel, Replace, Withdrawal } from '../signed-data/structs.ts';
import { assertionSchema } from '../signed-data/webauthn.ts';
import * as f from '../values/field.ts';
import { communityViewSchema } from './community.ts';
import {
  energyHistorySchema,
  energyQuery,
  momentsQuery,
  movementsQuery,
  movementsSchema,
  totalsSchema,
} from './history.ts';
import { operatorRoutes } from './operator.ts';
import { passkeyRoutes } from './passkeys.ts';
import { OPERATOR_ROLES, route } from './route.ts';
import { standingOrderBodySchema, standingOrderViewSchema } from './standing.ts';
import { tradeReceiptsQuerySchema, tradeReceiptsViewSchema } from './trade-receipts.ts';
import {
  accountViewSchema,
  enrolmentViewSchema,
  meterFaultViewSchema,
  offerViewSchema,
  replacementViewSchema,
  tradeStateSchema,
  tradeViewSchema,
} from './views.ts';

/** Maximum size of a request body, in bytes. */
export const API_MAX_BODY = 32_768;

/** The events of the event stream, by the name of the SSE event. */
export const eventSchemas = {
  offer: offerViewSchema,
  trade: tradeViewSchema,
  status: z.strictObject({ deviceId: f.bytes32.schema, online: z.boolean(), status: meterStatusSchema.nullable() }),
} as const;

const empty = z.strictObject({});
const hashParams = z.strictObject({ hash: f.bytes32.schema });
const tradeParams = z.strictObject({ id: f.bytes32.schema });
const deviceParams = z.strictObject({ deviceId: f.bytes32.schema });
const mandateParams = z.strictObject({
  mandateId: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 40 - 1),
});
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  state: tradeStateSchema.optional(),
});
/** Maximum number of offers in one page. */
export const OFFERS_PAGE = 500;
const offersPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(OFFERS_PAGE).default(OFFERS_PAGE),
  /** `next` of the previous page. */
  after: z
    .string()
    .regex(/^[0-9]{1,9}\.[0-9a-f]{16}\.[0-9a-f]{64}$/)
    .optional(),
});

export const routes = {
  health: route({
    method: 'GET',
    path: '/v1/health',
    access: 'public',
    summary: 'Health of the gateway and its components.',
    response: z.strictObject({
      ok: z.boolean(),
      version: z.string(),
      database: z.boolean(),
      chain: z.boolean(),
      /** The last finalized block that the indexer has processed. */
      block: z.number().int(),
      meters: z.number().int(),
      /** Number of transactions that are not yet final. */
      queued: z.number().int(),
      /** Whether the submitter's account can pay for gas; new trades are refused when it is `exhausted`. */
      gas: z.enum(['enough', 'low', 'exhausted']),
      /** Current connections of meters, of owners and unauthenticated ones; current event streams. */
      connections: z.number().int(),
      streams: z.number().int(),
      /** What is wrong, and the remedy. */
      problems: z.array(z.strictObject({ code: z.string(), message: z.string(), remedy: z.string() })),
    }),
  }),
  market: route({
    method: 'GET',
    path: '/v1/market',
    access: 'public',
    summary: 'The chain, the contracts and the rules of this market.',
    response: marketInfoSchema,
  }),
  community: route({
    method: 'GET',
    path: '/v1/community',
    access: 'public',
    summary: 'Sums over the whole community, for a page that anyone may see. At most a few seconds old.',
    response: communityViewSchema,
  }),
  challenge: route({
    method: 'POST',
    path: '/v1/sessions/challenge',
    access: 'public',
    summary: "A challenge to be signed with a meter's passkey.",
    body: z.strictObject({ meterKey: f.address.schema }),
    response: z.strictObject({ gatewayNonce: f.bytes32.schema, expires: f.timeField.schema }),
  }),
  signIn: route({
    method: 'POST',
    path: '/v1/sessions',
    access: 'public',
    summary: 'Opens a session for an owner.',
    body: z.strictObject({ meterKey: f.address.schema, gatewayNonce: f.bytes32.schema, assertion: assertionSchema }),
    response: z.strictObject({ token: z.string(), expires: f.timeField.schema }),
  }),
  enrol: route({
    method: 'POST',
    path: '/v1/enrolments',
    access: 'public',
    summary: 'Issues a certificate to a device that presents its one-time code, evidence and certificate request.',
    body: enrolmentRequestSchema,
    response: z.strictObject({ certificate: z.string(), authority: z.string() }),
  }),
  createEnrolmentCode: route({
    method: 'POST',
    path: '/v1/enrolment-codes',
    access: 'operator',
    roles: ['operator', 'installer'],
    summary: 'Creates a one-time enrolment code for one device, valid for an hour.',
    body: z.strictObject({ deviceId: f.bytes32.schema }),
    response: z.strictObject({ code: z.string(), expires: f.timeField.schema }),
  }),
  enrolments: route({
    method: 'GET',
    path: '/v1/enrolments',
    access: 'operator',
    roles: OPERATOR_ROLES,
    summary: 'All devices and the state of their enrolment.',
    response: z.strictObject({ enrolments: z.array(enrolmentViewSchema) }),
  }),
  enrolment: route({
    method: 'GET',
    path: '/v1/enrolments/:deviceId',
    access: 'operator',
    roles: OPERATOR_ROLES,
    summary: 'What a device presented to be enrolled, for the operator to verify.',
    params: deviceParams,
    response: enrolmentFileSchema,
  }),
  readmit: route({
    method: 'POST',
    path: '/v1/enrolments/:deviceId/readmit',
    access: 'operator',
    summary: 'Lets a revoked device enrol again, with a new code. The revocation stays on record.',
    params: deviceParams,
    body: empty,
    response: empty,
  }),
  revoke: route({
    method: 'POST',
    path: '/v1/enrolments/:deviceId/revoke',
    access: 'operator',
    summary: "Revokes a device's certificate, with immediate effect. It stays revoked until it is readmitted.",
    params: deviceParams,
    body: empty,
    response: empty,
  }),
  meterFaults: route({
    method: 'GET',
    path: '/v1/meter-faults',
    access: 'operator',
    roles: OPERATOR_ROLES,
    summary: 'Meters with a proven fault, each with the two messages that prove it, newest first.',
    response: z.strictObject({ faults: z.array(meterFaultViewSchema) }),
  }),
  offers: route({
    method: 'GET',
    path: '/v1/offers',
    access: 'owner',
    summary: "The market's open offers: the cheapest of each account, then the second cheapest of each account, …",
    query: offersPage,
    response: z.strictObject({
      offers: z.array(offerViewSchema),
      /** The value for `after`; null on the last page. */
      next: z.string().nullable(),
    }),
  }),
  offer: route({
    method: 'GET',
    path: '/v1/offers/:hash',
    access: 'owner',
    summary: 'One offer, in any state.',
    params: hashParams,
    response: offerViewSchema,
  }),
  placeOffer: route({
    method: 'POST',
    path: '/v1/offers',
    access: 'owner',
    summary: 'Places an offer within a mandate that the passkey approved.',
    body: z.strictObject({ approval: mandateApprovalSchema, terms: orderTermsSchema }),
    response: offerViewSchema,
  }),
  cancelOrder: route({
    method: 'POST',
    path: '/v1/orders/:hash/cancel',
    access: 'owner',
    summary: 'Cancels an order on chain; the passkey approves the cancel.',
    params: hashParams,
    body: z.strictObject({ cancel: Cancel.schema, assertion: assertionSchema }),
    response: z.strictObject({ transaction: f.bytes32.schema }),
  }),
  buy: route({
    method: 'POST',
    path: '/v1/trades',
    access: 'owner',
    summary: 'Takes an offer: the meter signs the bid within the mandate, and the trade is put on chain.',
    body: z.strictObject({ approval: mandateApprovalSchema, terms: orderTermsSchema }),
    response: tradeViewSchema,
  }),
  trades: route({
    method: 'GET',
    path: '/v1/trades',
    access: 'owner',
    summary: 'The trades of this account, newest first.',
    query: page,
    response: z.strictObject({ trades: z.array(tradeViewSchema) }),
  }),
  trade: route({
    method: 'GET',
    path: '/v1/trades/:id',
    access: 'owner',
    summary: 'One trade of this account.',
    params: tradeParams,
    response: tradeViewSchema,
  }),
  tradeReceipts: route({
    method: 'GET',
    path: '/v1/trades/:id/receipts',
    access: 'owner',
    summary: "Both meters' receipts of one trade of this account, over its whole delivery.",
    params: tradeParams,
    query: tradeReceiptsQuerySchema,
    response: tradeReceiptsViewSchema,
  }),
  stop: route({
    method: 'POST',
    path: '/v1/trades/:id/stop',
    access: 'owner',
    summary: 'Stops the delivery of a trade. Requires no passkey.',
    params: tradeParams,
    body: empty,
    response: empty,
  }),
  account: route({
    method: 'GET',
    path: '/v1/account',
    access: 'owner',
    summary: 'Balance, locks, reputation and meter of this account.',
    response: accountViewSchema,
  }),
  movements: route({
    method: 'GET',
    path: '/v1/account/movements',
    access: 'owner',
    summary: 'Every movement of money of this account, newest first, each with the balance after it.',
    query: movementsQuery,
    response: movementsSchema,
  }),
  totals: route({
    method: 'GET',
    path: '/v1/account/totals',
    access: 'owner',
    summary: 'The movements of this account, summed between given moments.',
    query: momentsQuery,
    response: totalsSchema,
  }),
  energyHistory: route({
    method: 'GET',
    path: '/v1/account/energy',
    access: 'owner',
    summary: "This meter's signed readings at given moments, and its receipts in the trades between them.",
    query: energyQuery,
    response: energyHistorySchema,
  }),
  withdraw: route({
    method: 'POST',
    path: '/v1/withdrawals',
    access: 'owner',
    summary: "Withdraws free balance to an address on the meter's local list; the passkey approves it.",
    body: z.strictObject({ withdrawal: Withdrawal.schema, assertion: assertionSchema }),
    response: z.strictObject({ transaction: f.bytes32.schema }),
  }),
  revokeMandate: route({
    method: 'POST',
    path: '/v1/mandates/:mandateId/revoke',
    access: 'owner',
    summary: 'Revokes a mandate and cancels every order that the meter has signed. Requires no passkey.',
    params: mandateParams,
    body: empty,
    response: z.strictObject({
      /** Null if there was no order to cancel. */
      transaction: f.bytes32.schema.nullable(),
      /** The meter has no such mandate: nothing was revoked, and only the orders are cancelled. */
      unknown: z.literal(true).optional(),
    }),
  }),
  placeStandingOrder: route({
    method: 'POST',
    path: '/v1/standing-orders',
    access: 'owner',
    summary: 'Trades by itself within a mandate that the passkey approved, by rules that the meter keeps.',
    body: standingOrderBodySchema,
    response: standingOrderViewSchema,
  }),
  standingOrders: route({
    method: 'GET',
    path: '/v1/standing-orders',
    access: 'owner',
    summary: "This meter's standing orders, newest first, with those that are over.",
    response: z.strictObject({ standingOrders: z.array(standingOrderViewSchema) }),
  }),
  stopStandingOrder: route({
    method: 'POST',
    path: '/v1/standing-orders/:mandateId/stop',
    access: 'owner',
    summary:
      'Stops a standing order, revokes its mandate and cancels every order that the meter has signed. Requires no passkey.',
    params: mandateParams,
    body: empty,
    response: standingOrderViewSchema,
  }),
  replacement: route({
    method: 'GET',
    path: '/v1/replacement',
    access: 'owner',
    summary: 'Which meter of the account is active, and when a requested replacement takes effect.',
    response: replacementViewSchema,
  }),
  replace: route({
    method: 'POST',
    path: '/v1/replacement',
    access: 'owner',
    summary: 'Requests the replacement of a meter by another, or cancels that request; the passkey approves it.',
    body: z.strictObject({ replace: Replace.schema, assertion: assertionSchema }),
    response: z.strictObject({ transaction: f.bytes32.schema }),
  }),
  finishReplacement: route({
    method: 'POST',
    path: '/v1/replacement/finish',
    access: 'owner',
    summary: 'Activates the new meter of a replacement whose 48 hours are over.',
    body: empty,
    response: z.strictObject({ transaction: f.bytes32.schema }),
  }),
  ...passkeyRoutes,
  ...operatorRoutes,
} as const;

export type RouteName = keyof typeof routes;
type Part<R, Key extends string> = R extends Record<Key, infer S extends z.ZodType> ? z.output<S> : undefined;
export type RouteResponse<N extends RouteName> = Part<(typeof routes)[N], 'response'>;
export type RouteBody<N extends RouteName> = Part<(typeof routes)[N], 'body'>;
export type RouteParams<N extends RouteName> = Part<(typeof routes)[N], 'params'>;
export type RouteQuery<N extends RouteName> = Part<(typeof routes)[N], 'query'>;

/** The event stream, which is not a JSON route. */
export const EVENTS_PATH = '/v1/events';
