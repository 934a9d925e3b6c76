/** The chain as an owner reads it: through endpoints of the owner's choice, bypassing the gateway. */
import type { UnanimousReader } from '@evlock/chain';

export interface OwnersChain
  extends Pick<
    UnanimousReader,
    | 'finalized'
    | 'account'
    | 'meter'
    | 'isNonceSpent'
    | 'trade'
    | 'registryNonce'
    | 'pendingReplacement'
    | 'transactionReceipt'
    | 'events'
  > {
  /** How many endpoints must agree; a single one is believed alone. */
  readonly endpoints: number;
}
