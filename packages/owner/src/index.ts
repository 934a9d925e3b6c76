/**
 * What an owner's device does: mandates, verification of what a gateway shows, calls to its API. Nothing here needs Node;
 * files, sockets and the chain are in `@evlock/owner/node`.
 */
export type * from './answers.ts';
export * from './api-client.ts';
export * from './deposit.ts';
export * from './enroller.ts';
export type { ApiEvent } from './event-stream.ts';
export * from './mandates.ts';
export * from './operator.ts';
export * from './owner.ts';
export * from './passkey.ts';
export * from './store.ts';
export type * from './transport.ts';
export * from './verification/index.ts';
