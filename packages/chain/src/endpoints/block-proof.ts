/**
 * Whether an endpoint has shown everything that happened in a block. The header's bloom filter covers the addresses and topics of
 * every log: without our contracts' bits, they logged nothing; with them, the receipts of all the block's transactions must be
 * present and reproduce exactly that filter. Pure.
 *
 * Source: Ethereum yellow paper 4.3.1; Kaia v2.2.1 `blockchain/types/bloom9.go` does the same.
 */
import type { Bytes32 } from '@evlock/protocol';
import { type Hex, keccak256 } from 'viem';

/** The block header fields needed. */
export interface BlockHeader {
  readonly number: number;
  readonly hash: Bytes32;
  readonly parentHash: Bytes32;
  /** UTC seconds. */
  readonly time: number;
  /** Null where the node omits it: then any block may contain our logs. */
  readonly logsBloom: Hex | null;
  readonly transactions: readonly Bytes32[];
}

export interface LoggedBy {
  readonly address: Hex;
  readonly topics: readonly Hex[];
}

/** The transaction receipt fields needed. */
export interface ShownReceipt<L extends LoggedBy = LoggedBy> {
  readonly transactionHash: Bytes32;
  readonly blockHash: Bytes32;
  readonly logs: readonly L[];
}

const BLOOM_BITS = 2048n;
/** Each item sets three bits, named by the first three pairs of bytes of its hash. */
const PAIRS = [0, 2, 4] as const;

/** The bits of an address or topic. */
export function bloomBits(item: Hex): bigint {
  const hash = keccak256(item, 'bytes');
  return PAIRS.reduce((bits, at) => {
    const index = BigInt(((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) % BLOOM_BITS;
    return bits | (1n << index);
  }, 0n);
}

/** The filter over all logs of a block. */
export function bloomOf(logs: readonly LoggedBy[]): bigint {
  const items = new Set(logs.flatMap(({ address, topics }) => [address.toLowerCase() as Hex, ...topics]));
  return [...items].reduce((bits, item) => bits | bloomBits(item), 0n);
}

/** False only when no contract of `addresses` (by their bits) logged anything in the block. */
export function mayHold({ logsBloom, transactions }: BlockHeader, addresses: readonly bigint[]): boolean {
  if (transactions.length === 0) return false;
  if (logsBloom === null) return true;
  const bloom = BigInt(logsBloom);
  return addresses.some((bits) => (bloom & bits) === bits);
}

/** What is wrong with the receipts shown for a block; undefined when they are complete. */
export function missingFrom(header: BlockHeader, receipts: readonly ShownReceipt[]): string | undefined {
  const shown = new Set(receipts.map(({ transactionHash }) => transactionHash));
  if (shown.size !== header.transactions.length || header.transactions.some((hash) => !shown.has(hash))) {
    return 'transaction receipts';
  }
  if (receipts.some(({ blockHash }) => blockHash !== header.hash)) return 'receipts of this block';
  const logs = receipts.flatMap((receipt) => receipt.logs);
  if (header.logsBloom !== null && bloomOf(logs) !== BigInt(header.logsBloom)) return 'logs';
  return undefined;
}

/** Whether each block follows the one before: an endpoint may mix blocks from several nodes. */
export const isChain = (headers: readonly BlockHeader[]): boolean =>
  headers.every((header, index) => {
    const before = headers[index - 1];
    return before === undefined || before.number + 1 !== header.number || before.hash === header.parentHash;
  });
