/** Reading the chain through an endpoint that the person chose, not the gateway. */
import type { ChainReader } from '@evlock/chain';
import { deploymentSchema, type MarketInfo, parse } from '@evlock/protocol';
import type { Context } from './context.ts';

/** The contracts of a market. */
export function deploymentOf(market: MarketInfo) {
  const { network, chainId, registry, market: address, token, block } = market;
  return parse(deploymentSchema, { network, chainId, registry, market: address, token, block });
}

export async function chainReader({ clock }: Context, endpoint: string, market: MarketInfo): Promise<ChainReader> {
  const { ChainReader } = await import('@evlock/chain');
  return new ChainReader({ endpoints: [endpoint], deployment: deploymentOf(market) }, { clock });
}
