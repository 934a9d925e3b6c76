/** Where an endpoint is read: at its newest finalized block. */
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import type { Endpoint } from './endpoint.ts';

/** An endpoint and its newest finalized block. */
export interface Head {
  readonly endpoint: Endpoint;
  readonly block: FinalizedBlock;
}
