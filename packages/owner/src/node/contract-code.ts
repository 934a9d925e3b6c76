/** Whether the contracts are those that this version was built with: before the first coin goes there. */
import { foreignContracts } from '@evlock/chain';
import { contractsOf, type Deployment, EvlockError } from '@evlock/protocol';

/** Throws `CONTRACT_FOREIGN` where the endpoints have other code at an address of the deployment; `CHAIN_DISAGREES`, `CHAIN_BEHIND` where they differ; `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`. */
export async function requireOwnContracts(endpoints: readonly string[], deployment: Deployment): Promise<void> {
  const [foreign] = await foreignContracts(endpoints, contractsOf(deployment));
  if (foreign) throw new EvlockError('CONTRACT_FOREIGN', { contract: foreign.contract, address: foreign.address });
}
