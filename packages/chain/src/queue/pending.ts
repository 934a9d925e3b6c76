/** Waits for what an account sent before this process started, for senders that keep no record of their own. */
import { type Address, type Clock, milliseconds } from '@evlock/protocol';
import { EndpointSet } from '../endpoints/endpoint-set.ts';
import { networkOf } from '../endpoints/networks.ts';
import { SenderReads } from './sender-reads.ts';

export interface PendingOptions {
  readonly endpoints: readonly string[];
  readonly chainId: number;
  readonly account: Address;
  /** Maximum wait, milliseconds. Default 60 000: anything stuck for longer is replaced or never mined. */
  readonly patience?: number;
  /** Milliseconds between reads. Default 500. */
  readonly pollInterval?: number;
}

/**
 * Resolves when no endpoint shows a pending transaction of the account, or patience runs out. Throws `CHAIN_UNREACHABLE`,
 * `CHAIN_WRONG_NETWORK`.
 */
export async function pendingIncluded(options: PendingOptions, { clock }: { readonly clock: Clock }): Promise<void> {
  const { endpoints, chainId, account, patience = 60_000, pollInterval = 500 } = options;
  const set = new EndpointSet({ endpoints, chainId }, { clock });
  const reads = new SenderReads(set, account, networkOf(chainId), 'eip1559');
  for (const until = clock.monotonic() + patience; clock.monotonic() < until; ) {
    if ((await reads.nextNonce()) <= (await reads.standing()).used) return;
    await clock.sleep(milliseconds(pollInterval));
  }
}
