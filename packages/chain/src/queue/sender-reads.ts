/**
 * A sending account's reads, through whichever endpoints answer and are not behind. A used nonce, a receipt, the transaction that
 * used a nonce: one endpoint showing it proves it; others not showing it disprove nothing.
 */
import { type Address, type Bytes32, EvlockError } from '@evlock/protocol';
import { type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem';
import { currentFees, type Fees } from '../accounts/fees.ts';
import type { Call } from '../contracts/call.ts';
import { blockAt } from '../endpoints/endpoint-reads.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Head } from '../endpoints/head.ts';
import type { Network } from '../endpoints/networks.ts';
import { notKnown, proven, type Reply, verdictOf } from '../endpoints/proof.ts';
import { type SkippedItem, skippedItems } from './batch-outcome.ts';
import type { OutboxEntry } from './outbox.ts';
import { simulate, whyReverted } from './simulation.ts';

/** The state of an account on chain. */
export interface Standing {
  /** The newest finalized block any endpoint shows. */
  readonly head: number;
  /** Nonces used in finalized blocks, by the endpoint that shows the most. */
  readonly used: number;
}

/** A transaction in a finalized block. */
export interface Mined {
  readonly receipt: TransactionReceipt;
  /** For a batch not refused as a whole. */
  readonly skipped: readonly SkippedItem[] | undefined;
}

/** Nonces by which a pool may be ahead when we have nothing open: an account's forgotten transactions, never this many. */
export const MOST_AHEAD = 64;
/** Blocks scanned per step for the transaction that used a nonce. */
const BLOCKS_AT_ONCE = 25;

export class SenderReads {
  readonly #endpoints: EndpointSet;
  readonly #address: Address;
  readonly #network: Network;
  readonly #feeType: Fees['type'];
  /** Nonces once seen used stay used where finalized blocks are permanent. */
  #used = 0;

  constructor(endpoints: EndpointSet, address: Address, network: Network, feeType: Fees['type']) {
    this.#endpoints = endpoints;
    this.#address = address;
    this.#network = network;
    this.#feeType = feeType;
  }

  /** Throws `CHAIN_UNREACHABLE`, `CHAIN_BEHIND`, `CHAIN_DISAGREES`, `CHAIN_WRONG_NETWORK`, like every method here. */
  async standing(): Promise<Standing> {
    const replies = await this.#endpoints.everyAnswer(async ({ endpoint, block }) => ({
      head: block.number,
      used: await endpoint.ask((client) =>
        client.getTransactionCount({ address: this.#address, blockNumber: BigInt(block.number) }),
      ),
    }));
    const standings = valuesOf(replies);
    const head = Math.max(...standings.map((one) => one.head));
    const used = Math.max(...standings.map((one) => one.used));
    if (this.#network.losableBlocks > 0) return { head, used };
    this.#used = Math.max(this.#used, used);
    return { head, used: this.#used };
  }

  /** The nonce after everything in any endpoint's pool. Throws `CHAIN_DISAGREES` for one that no pool of ours can hold. */
  async nextNonce(): Promise<number> {
    const replies = await this.#endpoints.everyAnswer(({ endpoint }) =>
      endpoint.ask((client) => client.getTransactionCount({ address: this.#address, blockTag: 'pending' })),
    );
    const { used } = await this.standing();
    const pending = Math.max(used, ...valuesOf(replies));
    if (pending - used <= MOST_AHEAD) return pending;
    const liar = replies.find((one) => 'value' in one && one.value === pending);
    throw new EvlockError('CHAIN_DISAGREES', { one: liar?.endpoint.name ?? '', what: 'pending nonce', pending, used });
  }

  /** Native balance in wei, from the endpoint that shows the most: another may not have seen a payment yet. */
  async balance(): Promise<bigint> {
    const replies = await this.#endpoints.everyAnswer(({ endpoint, block }) =>
      endpoint.ask((client) => client.getBalance({ address: this.#address, blockNumber: BigInt(block.number) })),
    );
    return valuesOf(replies).reduce((most, balance) => (balance > most ? balance : most));
  }

  fees(): Promise<Fees> {
    return this.#endpoints.anyAnswer(({ endpoint }) =>
      endpoint.ask((client) => currentFees(client, this.#network, this.#feeType)),
    );
  }

  simulate(call: Call): Promise<number> {
    return simulate(this.#endpoints, this.#address, call);
  }

  whyReverted(entry: OutboxEntry, receipt: TransactionReceipt) {
    return whyReverted(this.#endpoints, entry, receipt);
  }

  /** UTC seconds of a block. */
  async timeOf(block: number): Promise<number> {
    return (await this.#endpoints.anyAnswer(({ endpoint }) => blockAt(endpoint, block))).time;
  }

  /**
   * The receipt of whichever attempt an endpoint shows in a finalized block, a batch's with all required logs; `undefined` proves
   * nothing.
   */
  async mined({ attempts, items, to }: OutboxEntry): Promise<Mined | undefined> {
    const replies = await this.#endpoints.everyAnswer(async (head) => {
      for (const { transaction } of attempts.toReversed()) {
        const receipt = await receiptIn(head, transaction);
        if (!receipt) continue;
        const isBatch = items !== undefined && receipt.status === 'success';
        return { receipt, skipped: isBatch ? skippedItems(head.endpoint, to, items, receipt.logs) : undefined };
      }
      throw notKnown(head.endpoint, 'transaction receipt');
    });
    const shown = replies.flatMap((one) => ('value' in one ? [one.value] : []));
    // Endpoints format receipts differently; the essentials must match.
    const essence = replies.map((one) => ('value' in one ? { ...one, value: essenceOf(one.value) } : one));
    const verdict = verdictOf(essence, 'transaction receipt');
    if (verdict.is === 'disagree') throw verdict.error;
    return shown[0];
  }

  /**
   * This account's transaction that used `nonce`, searched for in a few blocks from `from` downwards. If absent, returns the
   * block below which to continue.
   */
  takerOf(nonce: number, from: number): Promise<{ readonly taker: Bytes32 } | { readonly searched: number }> {
    const until = Math.max(0, from - BLOCKS_AT_ONCE + 1);
    const numbers = Array.from({ length: from - until + 1 }, (_, index) => from - index);
    return this.#endpoints.anyAnswer(async ({ endpoint }) => {
      const blocks = await endpoint.ask((client) =>
        Promise.all(
          numbers.map((number) => client.getBlock({ blockNumber: BigInt(number), includeTransactions: true })),
        ),
      );
      const sent = blocks.flatMap(({ transactions }) => transactions);
      const taker = sent.find((one) => one.nonce === nonce && one.from.toLowerCase() === this.#address);
      return taker ? { taker: taker.hash } : { searched: until };
    });
  }
}

const essenceOf = ({ receipt: { transactionHash, blockHash, status }, skipped }: Mined) => ({
  transactionHash,
  blockHash: blockHash.toLowerCase(),
  status,
  skipped,
});

/** At least one; throws the gravest error when none answered. */
const valuesOf = <T>(replies: readonly Reply<T>[]): readonly [T, ...T[]] => {
  const [first, ...others] = replies.flatMap((one) => ('value' in one ? [one.value] : []));
  if (first !== undefined) return [first, ...others];
  return [proven(verdictOf(replies, 'account'))];
};

async function receiptIn({ endpoint, block }: Head, hash: Bytes32): Promise<TransactionReceipt | undefined> {
  const receipt = await endpoint.ask((client) =>
    client.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    }),
  );
  if (!receipt || receipt.blockNumber > block.number) return undefined;
  const { hash: own } = await blockAt(endpoint, Number(receipt.blockNumber));
  if (own !== receipt.blockHash.toLowerCase()) throw notKnown(endpoint, 'block of the receipt', block.number);
  return receipt;
}
