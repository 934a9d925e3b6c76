/** Builds the deployment file from contracts on a chain. */
import { type Clock, type Deployment, type DeploymentFile, deploymentFileSchema, parse } from '@evlock/protocol';
import { ChainReader } from '../reader/chain-reader.ts';
import { requirePublicPages } from './deployment.ts';

/** What the operator chooses; the rest is on chain. */
export type OperatorsChoice = Pick<DeploymentFile, 'rpId' | 'origins' | 'attestationKeys'>;

/**
 * Reads token and lot from the chain. Throws `INVALID_INPUT` for a token without 6 decimals or a page without a valid origin,
 * `DEVELOPMENT_ONLY`, `CHAIN_UNREACHABLE`.
 */
export async function describeDeployment(
  url: string,
  { deployment, choice }: { readonly deployment: Deployment; readonly choice: OperatorsChoice },
  { clock }: { readonly clock: Clock },
): Promise<DeploymentFile> {
  const reader = new ChainReader({ endpoints: [url], deployment }, { clock });
  const { tokenSymbol, tokenDecimals, minimumLot } = await reader.marketTerms();
  const terms = { tokenSymbol, tokenDecimals, minimumLot: String(minimumLot) };
  const file = parse(deploymentFileSchema, { format: 'evlock-deployment-1', ...deployment, ...terms, ...choice });
  requirePublicPages(file);
  return file;
}
