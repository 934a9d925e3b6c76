/** Checks, before the first deposit, that the contracts are those this version was built with. */
import { foreignContracts } from '@evlock/chain';
import { contractsOf, type Deployment, EvlockError } from '@evlock/protocol';

/**
 * Throws `CONTRACT_FOREIGN` when the endpoints show other code at a deployment address; `CHAIN_DISAGREES`, `CHAIN_BEHIND` when
 * they differ; `CHAIN_UNREACHABLE`, `CHAIN_WRONG_NETWORK`.
 */
export async function requireOwnContracts(endpoints: readonly string[], deployment: Deployment): Promise<void> {
  const [foreign] = await foreignContracts(endpoints, contractsOf(deployment));
  if (foreign) throw new EvlockError('CONTRACT_FOREIGN', { contract: foreign.contract, address: foreign.address });
}
