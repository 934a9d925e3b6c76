/** What the market reads of the chain. */
import type { ChainReader } from '@evlock/chain';

export type MarketChain = Pick<
  ChainReader,
  'finalized' | 'account' | 'meter' | 'isNonceSpent' | 'meterOfAccount' | 'pendingReplacement' | 'registryNonce'
>;
