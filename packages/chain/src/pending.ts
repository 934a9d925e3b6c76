/** What an account sent before this process began: a sender without a memory of its own waits for it. */
import { type Address, type Clock, milliseconds } from '@evlock/protocol';
import { DEFAULT_RESPONSE_LIMIT, DEFAULT_TIMEOUT, Endpoint } from './endpoint.ts';

export interface PendingOptions {
  readonly endpoint: string;
  readonly chainId: number;
  readonly account: Address;
  /** Most milliseconds to wait. Default 60 000: what is stuck for longer is replaced or never comes. */
  readonly patience?: number;
  /** Milliseconds between two looks. Default 500. */
  readonly pollInterval?: number;
}

/**
 * Resolves when no transaction of the account waits to be included, or patience is over. Throws `CHAIN_UNREACHABLE`,
 * `CHAIN_WRONG_NETWORK`.
 */
export async function pendingIncluded(options: PendingOptions, { clock }: { readonly clock: Clock }): Promise<void> {
  const { endpoint: url, chainId, account: address, patience = 60_000, pollInterval = 500 } = options;
  const endpoint = new Endpoint({ url, chainId, timeout: DEFAULT_TIMEOUT, responseLimit: DEFAULT_RESPONSE_LIMIT });
  const nonces = () =>
    endpoint.ask((client) =>
      Promise.all([
        client.getTransactionCount({ address, blockTag: 'pending' }),
        client.getTransactionCount({ address, blockTag: 'finalized' }),
      ]),
    );
  for (const until = clock.monotonic() + patience; clock.monotonic() < until; ) {
    const [pending, included] = await nonces();
    if (pending <= included) return;
    await clock.sleep(milliseconds(pollInterval));
  }
}
