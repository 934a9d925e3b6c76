/** The chain as an owner reads it: by endpoints of the owner's own choice, past the gateway. */
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
  /** How many endpoints have to agree; with one, it is believed alone. */
  readonly endpoints: number;
}
