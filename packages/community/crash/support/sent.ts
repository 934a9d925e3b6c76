/** What a submitter really put on chain, read block by block, with no trust in its outbox. */
import type { Community } from '@evlock/community';
import { createPublicClient, http } from 'viem';
import { ensureChainKey } from '../../src/keys.ts';

export interface Sent {
  readonly transaction: string;
  readonly nonce: number;
  readonly data: string;
  readonly refused: boolean;
}

/** Blocks asked for at a time. */
const BATCH = 50;

/** Every mined transaction of the gateway's submitter, in nonce order. */
export async function sentBySubmitter({ chain, layout, deployment }: Community): Promise<Sent[]> {
  const { address } = await ensureChainKey(layout.key('submitter.key'));
  const client = createPublicClient({ transport: http(chain.url) });
  const head = Number(await client.getBlockNumber());
  const sent: Sent[] = [];
  for (let from = deployment.block; from <= head; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, head - from + 1) }, (_, index) => BigInt(from + index));
    const blocks = await Promise.all(
      numbers.map((blockNumber) => client.getBlock({ blockNumber, includeTransactions: true })),
    );
    const own = blocks.flatMap(({ transactions }) => transactions).filter((one) => one.from.toLowerCase() === address);
    for (const { hash, nonce, input } of own) {
      const { status } = await client.getTransactionReceipt({ hash });
      sent.push({ transaction: hash, nonce, data: input, refused: status === 'reverted' });
    }
  }
  return sent.sort((one, other) => one.nonce - other.nonce);
}

/** Calls that were mined more than once, one line each. */
export function sentTwice(sent: readonly Sent[]): string[] {
  const byData = Map.groupBy(sent, ({ data }) => data);
  return [...byData.values()]
    .filter((same) => same.length > 1)
    .map((same) => `sent ${same.length} times: ${same.map(({ transaction }) => transaction).join(', ')}`);
}
