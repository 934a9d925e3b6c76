/** Reads the chain through an endpoint of the person's choice, not the gateway's. */
import type { ChainReader } from '@evlock/chain';
import { contractsOf, type Deployment } from '@evlock/protocol';
import type { Context } from '../context.ts';

export async function chainReader({ clock }: Context, endpoint: string, deployment: Deployment): Promise<ChainReader> {
  const { ChainReader } = await import('@evlock/chain');
  return new ChainReader({ endpoints: [endpoint], deployment: contractsOf(deployment) }, { clock });
}
