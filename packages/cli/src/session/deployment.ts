/** The deployment file handed over by the operator, and whether a gateway contradicts it. */
import {
  type DeploymentFile,
  deploymentFingerprint,
  EvlockError,
  isSameMarket,
  requireSameDeployment,
} from '@evlock/protocol';
import type { Context } from '../context.ts';
import type { DeploymentOption, GatewayOptions } from '../input/options.ts';
import { wrongUsage } from '../input/usage.ts';
import { gatewayOf, withApi } from './session.ts';

/** Throws wrong usage when none is named, and what `readDeployment` throws. */
export async function neededDeployment({ env }: Context, options: DeploymentOption): Promise<DeploymentFile> {
  const file = options.deployment ?? env.EVLOCK_DEPLOYMENT;
  if (file === undefined) throw wrongUsage('--deployment', 'is required, or the variable EVLOCK_DEPLOYMENT');
  const { readDeployment } = await import('@evlock/chain');
  return readDeployment(file);
}

/** Compares with the gateway, if one is named; the file wins. Throws `DEPLOYMENT_DIFFERS` with the first differing field. */
export async function checkGateway(
  context: Context,
  options: GatewayOptions,
  deployment: DeploymentFile,
): Promise<'equal' | 'not asked'> {
  const gateway = gatewayOf(context, options);
  if (!gateway) return 'not asked';
  requireSameDeployment(deployment, await withApi(gateway, (api) => api.call('market', {})));
  return 'equal';
}

/** A row for a person to compare with the operator's. */
export const fingerprintRow = (deployment: DeploymentFile): readonly [string, string] => [
  'deployment',
  `${deploymentFingerprint(deployment)}  (compare it with the operator's)`,
];

/** The secure world must sign for this market. Throws `NOT_PROVISIONED`, `CHAIN_WRONG_NETWORK`. */
export function checkDomain(
  domain: { readonly chainId: number; readonly market: string } | undefined | null,
  deployment: DeploymentFile,
): void {
  if (!domain) throw new EvlockError('NOT_PROVISIONED');
  if (isSameMarket(domain, deployment)) return;
  throw new EvlockError('CHAIN_WRONG_NETWORK', {
    meter: `${domain.chainId} ${domain.market}`,
    deployment: `${deployment.chainId} ${deployment.market}`,
  });
}
