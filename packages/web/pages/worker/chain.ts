/** The chain as a browser reads it: through endpoints that the page is pinned to, past the gateway. */
import { UnanimousReader } from '@evlock/chain/reader';
import type { OwnersChain } from '@evlock/owner';
import { type Clock, contractsOf, type DeploymentFile } from '@evlock/protocol';

export interface ChainOptions {
  readonly endpoints: readonly string[];
  readonly deployment: DeploymentFile;
}

/** Undefined without endpoints: then what only the chain can prove stays unchecked, and is marked so. */
export function openChain({ endpoints, deployment }: ChainOptions, clock: Clock): OwnersChain | undefined {
  if (endpoints.length === 0) return undefined;
  // A browser's `fetch` is one of its global scope's methods.
  const send: typeof fetch = (input, init) => fetch(input, init);
  const reader = new UnanimousReader({ endpoints, deployment: contractsOf(deployment) }, { clock, fetch: send });
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
