/** Reads from a single endpoint: finalized state only, always at a block it is known to have. */
import { type Bytes32, type Deployment, EvlockError, type Timestamp, timestamp } from '@evlock/protocol';
import {
  type Abi,
  type AbiEvent,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  formatLog,
  type Log,
  numberToHex,
  type PublicClient,
  type RpcBlock,
  type RpcTransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem';
import type { ChainEvent } from '../contracts/chain-event.ts';
import { chainEvents, decodeEvent, lowerCase } from '../contracts/decode-event.ts';
import type { FinalizedBlock, FinalReceipt } from '../contracts/on-chain.ts';
import { type BlockHeader, bloomBits, isChain, mayHold, missingFrom } from './block-proof.ts';
import type { Endpoint } from './endpoint.ts';
import type { Head } from './head.ts';
import { networkOf } from './networks.ts';
import { notKnown } from './proof.ts';

const blockOf = ({ number, hash, time }: BlockHeader): FinalizedBlock => ({ number, hash, time: timestamp(time) });

const headerOf = ({ number, hash, parentHash, timestamp: time, logsBloom, transactions }: RpcBlock): BlockHeader => ({
  number: Number(number),
  hash: String(hash).toLowerCase() as Bytes32,
  parentHash: parentHash.toLowerCase() as Bytes32,
  time: Number(time),
  logsBloom: logsBloom ?? null,
  transactions: transactions.map((transaction) =>
    String(typeof transaction === 'string' ? transaction : transaction.hash).toLowerCase(),
  ) as Bytes32[],
});

/** Numbers are range-checked as they are read, so that one out of range counts as no answer. */
const askFinalized = async (client: PublicClient, block: number | 'finalized'): Promise<FinalizedBlock | undefined> => {
  const header = await askBlock(client, block);
  return header && blockOf(header);
};

const askBlock = async (client: PublicClient, block: number | 'finalized'): Promise<BlockHeader | undefined> => {
  const named = typeof block === 'number' ? numberToHex(block) : block;
  const answer = await client.request({ method: 'eth_getBlockByNumber', params: [named, false] });
  return answer ? headerOf(answer as RpcBlock) : undefined;
};

/** The newest finalized block; also checks that the endpoint still serves its chain. Throws as `Endpoint.ask`. */
export async function finalizedHead(endpoint: Endpoint): Promise<FinalizedBlock> {
  const [block] = await Promise.all([
    endpoint.ask((client) => askFinalized(client, 'finalized')),
    endpoint.checkChainNow(),
  ]);
  if (!block) throw notKnown(endpoint, 'finalized block');
  return block;
}

/** Throws `CHAIN_BEHIND` when the endpoint does not have the block, `CHAIN_UNREACHABLE`. */
export async function blockAt(endpoint: Endpoint, number: number): Promise<FinalizedBlock> {
  const block = await endpoint.ask((client) => askFinalized(client, number));
  if (!block || block.number !== number) throw notKnown(endpoint, 'block', number);
  return block;
}

/** Where a view is read: a client, and a block it has. */
export interface At {
  readonly client: PublicClient;
  readonly block: number;
}

/** Reads an endpoint's state at a block. Throws as `Endpoint.ask`. */
export const askAt = <T>({ endpoint, block }: Head, request: (at: At) => Promise<T>): Promise<T> =>
  endpoint.ask((client) => request({ client, block: block.number }));

/** A view at a block: a node without that block says so, where `latest` would return an older answer. */
export const readView = <const A extends Abi, Name extends ContractFunctionName<A, 'view' | 'pure'>>(
  { client, block }: At,
  call: { address: Address; abi: A; functionName: Name; args: ContractFunctionArgs<A, 'view' | 'pure', Name> },
) =>
  client.readContract<A, Name, ContractFunctionArgs<A, 'view' | 'pure', Name>>({
    ...call,
    blockNumber: BigInt(block),
  } as never);

// --- events

/** The contracts whose events are read. */
const contractsOf = ({ market, registry, batches }: Deployment): Address[] => [market, registry, batches];

/** Headers requested at once. */
const HEADERS_AT_ONCE = 100;

/**
 * Every event of registry, market and batches in blocks `fromBlock` to `toBlock`, proven by headers and receipts. Throws
 * `CHAIN_BEHIND` when the endpoint does not show everything.
 */
export async function provenEvents(
  { endpoint, block: head }: Head,
  deployment: Deployment,
  { fromBlock, toBlock }: { readonly fromBlock: number; readonly toBlock: number },
): Promise<ChainEvent[]> {
  const ours = contractsOf(deployment).map(bloomBits);
  const events: ChainEvent[] = [];
  let last: BlockHeader[] = [];
  for (let from = fromBlock; from <= toBlock; from += HEADERS_AT_ONCE) {
    const to = Math.min(from + HEADERS_AT_ONCE - 1, toBlock);
    const headers = await headersOf(endpoint, { from, to, oldest: oldestEmpty(deployment, head) });
    if (!isChain([...last, ...headers])) throw notKnown(endpoint, 'blocks of one chain', from);
    for (const header of headers.filter((one) => mayHold(one, ours))) {
      events.push(...(await eventsOf(endpoint, deployment, header)));
    }
    last = headers.slice(-1);
  }
  return events;
}

/** Our own local chain prunes empty blocks from its state file; anything missing below this height was one. */
function oldestEmpty({ chainId }: Deployment, head: FinalizedBlock): number {
  const { keptBlocks } = networkOf(chainId);
  return keptBlocks === undefined ? 0 : head.number - keptBlocks;
}

async function headersOf(
  endpoint: Endpoint,
  { from, to, oldest }: { readonly from: number; readonly to: number; readonly oldest: number },
): Promise<BlockHeader[]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const headers = await endpoint.ask((client) => Promise.all(numbers.map((number) => askBlock(client, number))));
  return headers.flatMap((header, index) => {
    const number = from + index;
    if (header?.number === number) return [header];
    if (header === undefined && number < oldest) return [];
    throw notKnown(endpoint, 'block', number);
  });
}

/** The events of a block that may contain some. Throws `CHAIN_BEHIND` unless all its receipts are present. */
async function eventsOf(endpoint: Endpoint, deployment: Deployment, header: BlockHeader): Promise<ChainEvent[]> {
  const receipts = await receiptsOf(endpoint, header);
  const missing = missingFrom(header, receipts);
  if (missing !== undefined) throw notKnown(endpoint, missing, header.number);
  const contracts = contractsOf(deployment);
  const logs = receipts.flatMap((receipt) => receipt.logs.map((log) => formatLog(log)));
  const ours = logs.filter(({ address }) => contracts.includes(lowerCase(address)));
  try {
    return ours.flatMap((log) => decodeEvent(log as Log<bigint, number, false>, timestamp(header.time)) ?? []);
  } catch {
    throw notKnown(endpoint, 'a log that can be read', header.number);
  }
}

async function receiptsOf(endpoint: Endpoint, { hash, transactions }: BlockHeader): Promise<RpcTransactionReceipt[]> {
  const found = await endpoint.attempt(askBlockReceipts(hash)).catch((error: unknown) => {
    // Not every node has the method, nor does every provider allow its response size.
    if (EvlockError.is(error)) throw error;
    return undefined;
  });
  if (found) return found.map(lowerCaseReceipt);
  const each = await endpoint.ask((client) =>
    Promise.all(
      transactions.map((transaction) => client.request({ method: 'eth_getTransactionReceipt', params: [transaction] })),
    ),
  );
  return each.flatMap((receipt) => (receipt ? [lowerCaseReceipt(receipt)] : []));
}

const askBlockReceipts =
  (hash: Bytes32) =>
  (client: PublicClient): Promise<RpcTransactionReceipt[] | null> =>
    client.request<{
      Method: 'eth_getBlockReceipts';
      Parameters: [Bytes32];
      ReturnType: RpcTransactionReceipt[] | null;
    }>({ method: 'eth_getBlockReceipts', params: [hash] });

const lowerCaseReceipt = (receipt: RpcTransactionReceipt): RpcTransactionReceipt => ({
  ...receipt,
  blockHash: receipt.blockHash.toLowerCase() as Bytes32,
  transactionHash: receipt.transactionHash.toLowerCase() as Bytes32,
});

export interface EventFilter {
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Only this event, with these indexed arguments. */
  readonly only?: { readonly event: AbiEvent; readonly args: Readonly<Record<string, string>> };
}

/**
 * The events the endpoint finds, in order, queried `range` blocks at a time. What is found exists; that nothing is missing is not
 * proven. Throws as `Endpoint.ask`.
 */
export async function findEvents(
  endpoint: Endpoint,
  deployment: Deployment,
  filter: EventFilter,
  range: number,
): Promise<ChainEvent[]> {
  const found: ChainEvent[] = [];
  let piece = range;
  for (let fromBlock = filter.fromBlock; fromBlock <= filter.toBlock; ) {
    const toBlock = Math.min(fromBlock + piece - 1, filter.toBlock);
    try {
      found.push(...(await findPiece(endpoint, deployment, { ...filter, fromBlock, toBlock })));
      fromBlock = toBlock + 1;
    } catch (error) {
      // Providers cap the blocks per query, each differently.
      if (!EvlockError.is(error, 'CHAIN_UNREACHABLE') || !isTooMuch(error) || piece <= 1) throw error;
      piece = Math.max(1, Math.floor(Math.min(piece, toBlock - fromBlock + 1) / 4));
    }
  }
  return found.sort((one, other) => one.block - other.block || one.logIndex - other.logIndex);
}

const isTooMuch = ({ details }: EvlockError): boolean =>
  /range|limit|exceed|too (many|large|wide)|more than/i.test(String(details.reason ?? ''));

function findPiece(endpoint: Endpoint, deployment: Deployment, filter: EventFilter): Promise<ChainEvent[]> {
  return endpoint.ask(async (client) => {
    const range = {
      address: contractsOf(deployment),
      fromBlock: BigInt(filter.fromBlock),
      toBlock: BigInt(filter.toBlock),
      strict: true,
    } as const;
    const logs = filter.only
      ? await client.getLogs({ ...range, event: filter.only.event, args: filter.only.args })
      : await client.getLogs({ ...range, events: chainEvents });
    const times = await timesOf(client, new Set(logs.map((log) => log.blockNumber)));
    return logs.flatMap((log) => decodeEvent(log, times.get(log.blockNumber) as Timestamp) ?? []);
  });
}

async function timesOf(client: PublicClient, blocks: ReadonlySet<bigint>): Promise<ReadonlyMap<bigint, Timestamp>> {
  const entries = [...blocks].map(async (blockNumber) => {
    const block = await client.getBlock({ blockNumber });
    return [blockNumber, timestamp(Number(block.timestamp))] as const;
  });
  return new Map(await Promise.all(entries));
}

// --- transactions

/**
 * The transaction if the endpoint shows it in a finalized block; `undefined` proves nothing. Throws `CHAIN_BEHIND` when its
 * receipt names a block that is not the endpoint's own.
 */
export async function finalReceipt(head: Head, transaction: Bytes32): Promise<FinalReceipt | undefined> {
  const { endpoint } = head;
  const receipt = await endpoint.ask((client) =>
    client.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    }),
  );
  if (receipt === undefined || receipt.blockNumber > head.block.number) return undefined;
  const block = await blockAt(endpoint, Number(receipt.blockNumber));
  if (block.hash !== receipt.blockHash.toLowerCase()) throw notKnown(endpoint, 'block of the receipt', block.number);
  return {
    transaction,
    block: block.number,
    blockHash: block.hash,
    time: block.time,
    success: receipt.status === 'success',
    from: lowerCase(receipt.from),
    gas: Number(receipt.gasUsed),
  };
}
