/** What reads the chain and nothing else; runs in a browser too. */
export type { ChainEvent } from '../contracts/chain-event.ts';
export type * from '../contracts/on-chain.ts';
export * from './chain-reader.ts';
export * from './unanimous-reader.ts';
