/** The chain as an owner reads it: believes only what every endpoint agrees on. */
import { UnanimousReader } from '@evlock/chain';
import { type Clock, contractsOf, type Deployment } from '@evlock/protocol';
import type { OwnersChain } from '../verification/chain.ts';

export interface OwnersChainOptions {
  /** One or more; worthwhile with two from different providers. */
  readonly endpoints: readonly string[];
  readonly deployment: Deployment;
}

/**
 * Every method throws `CHAIN_UNREACHABLE`, `CHAIN_DISAGREES`, `CHAIN_WRONG_NETWORK`. Construction throws `INVALID_INPUT` without
 * an endpoint.
 */
export function openOwnersChain(
  { endpoints, deployment }: OwnersChainOptions,
  { clock }: { readonly clock: Clock },
): OwnersChain {
  const reader = new UnanimousReader({ endpoints, deployment: contractsOf(deployment) }, { clock });
  return {
    endpoints: new Set(endpoints).size,
    finalized: () => reader.finalized(),
    account: reader.account,
    meter: reader.meter,
    isNonceSpent: reader.isNonceSpent,
    trade: reader.trade,
    registryNonce: reader.registryNonce,
    pendingReplacement: reader.pendingReplacement,
    transactionReceipt: reader.transactionReceipt,
    events: reader.events,
  };
}
