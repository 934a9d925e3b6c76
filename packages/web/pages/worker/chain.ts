/** The chain as a browser reads it: through the pages' server, past the gateway. */
import { UnanimousReader } from '@evlock/chain/reader';
import type { OwnersChain } from '@evlock/owner';
import { type Clock, contractsOf, type DeploymentFile, EvlockError } from '@evlock/protocol';

export interface ChainOptions {
  /** Paths of the pages' server, or addresses. */
  readonly endpoints: readonly string[];
  readonly deployment: DeploymentFile;
}

const addresses = (endpoints: readonly string[]): string[] =>
  endpoints.map((path) => new URL(path, location.origin).href);

/** Undefined without endpoints: then what only the chain can prove stays unchecked, and is marked so. */
export function openChain({ endpoints, deployment }: ChainOptions, clock: Clock): OwnersChain | undefined {
  if (endpoints.length === 0) return undefined;
  const reader = new UnanimousReader(
    { endpoints: addresses(endpoints), deployment: contractsOf(deployment) },
    { clock },
  );
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

/** Throws `CONTRACT_FOREIGN` when an endpoint shows other code than this version was built with. Its bytecode is loaded when it is needed. */
export async function checkContracts({ endpoints, deployment }: ChainOptions): Promise<void> {
  const { foreignContracts } = await import('@evlock/chain/deployed-code');
  const [foreign] = await foreignContracts(addresses(endpoints), contractsOf(deployment));
  if (foreign) throw new EvlockError('CONTRACT_FOREIGN', { contract: foreign.contract, address: foreign.address });
}
