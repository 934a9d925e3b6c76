/** What owners and operators do, for the command line and for communities of simulated households alike. */
export * from './api-client.ts';
export type { ApiEvent } from './event-stream.ts';
export * from './mandates.ts';
export * from './operator.ts';
export * from './owner.ts';
export * from './passkey.ts';
export * from './profile.ts';
export * from './store.ts';
export * from './wallet.ts';
