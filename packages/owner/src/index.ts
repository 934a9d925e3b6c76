/**
 * What an owner's device does: mandates, verification of a gateway's answers, API calls. Nothing here needs Node; files, sockets
 * and the chain are in `@evlock/owner/node`.
 */
export type * from './api/answers.ts';
export * from './api/client.ts';
export type { ApiEvent } from './api/event-stream.ts';
export type * from './api/transport.ts';
export * from './approval/deposit.ts';
export * from './approval/deposit-plan.ts';
export type { Draft, MandateBounds } from './approval/drafts.ts';
export * from './approval/mandates.ts';
export * from './approval/passkey.ts';
export * from './approval/standing.ts';
export * from './approval/store.ts';
export * from './operator/enroller.ts';
export * from './operator/ledger.ts';
export * from './operator/operator.ts';
export * from './operator/operator-session.ts';
export * from './owner.ts';
export * from './statement/index.ts';
export * from './verification/index.ts';
