/** What a submitter actually put on chain, read block by block, without trusting its outbox. */
import { carriedTrades } from '@evlock/chain';
import type { Community } from '@evlock/community';
import { ensureChainKey } from '@evlock/community';
import type { Address, Deployment, Hex } from '@evlock/protocol';
import { createPublicClient, http } from 'viem';

export interface Sent {
  readonly transaction: string;
  readonly nonce: number;
  /** What it does: each item of a batch, named as its single call would be. */
  readonly does: readonly string[];
  readonly refused: boolean;
  /** Of its block, UTC seconds. */
  readonly time: number;
}

/** Blocks fetched at a time. */
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
    const mined = blocks.flatMap(({ transactions, timestamp }) => transactions.map((one) => ({ ...one, timestamp })));
    const own = mined.filter((one) => one.from.toLowerCase() === address);
    for (const { hash, nonce, input, to, timestamp } of own) {
      const { status } = await client.getTransactionReceipt({ hash });
      const refused = status === 'reverted';
      sent.push({ transaction: hash, nonce, does: doneBy(deployment, to, input), refused, time: Number(timestamp) });
    }
  }
  return sent.sort((one, other) => one.nonce - other.nonce);
}

/** Freeing before an opening is not the requested call. */
function doneBy(deployment: Deployment, to: Address | null, data: Hex): string[] {
  const carried = to ? carriedTrades(deployment, { to, data }) : [];
  if (carried.length === 0) return [data];
  const isOpening = carried.some(({ call }) => call === 'openTrade');
  return carried
    .filter(({ call }) => !isOpening || call === 'openTrade')
    .map(({ call, tradeId, receipts }) =>
      [call, tradeId, ...receipts.map(({ receipt }) => `${receipt.role} ${receipt.sequence}`)].join(' '),
    );
}

/** Calls mined more than once, one line each. */
export function sentTwice(sent: readonly Sent[]): string[] {
  const done = sent.flatMap(({ transaction, does }) => does.map((what) => ({ transaction, what })));
  return [...Map.groupBy(done, ({ what }) => what).values()]
    .filter((same) => same.length > 1)
    .map((same) => `sent ${same.length} times: ${same.map(({ transaction }) => transaction).join(', ')}`);
}
