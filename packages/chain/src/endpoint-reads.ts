/** What is asked of a single endpoint, in finalized state only. */
import {
  type Bytes32,
  type Claim,
  type Deployment,
  energy,
  type Timestamp,
  type TradeOnChain,
  timestamp,
} from '@evlock/protocol';
import type { Abi, AbiEvent, Address, ContractFunctionArgs, ContractFunctionName, PublicClient } from 'viem';
import { TransactionReceiptNotFoundError } from 'viem';
import { marketAbi } from './abi.ts';
import type { ChainEvent } from './chain-event.ts';
import { chainEvents, decodeEvent, lowerCase } from './decode-event.ts';
import type { Endpoint } from './endpoint.ts';
import type { FinalizedBlock, FinalReceipt } from './on-chain.ts';

interface RpcBlock {
  readonly number: bigint;
  readonly hash: Bytes32;
  readonly timestamp: bigint;
}

const blockOf = ({ number, hash, timestamp: time }: RpcBlock): FinalizedBlock => ({
  number: Number(number),
  hash: hash.toLowerCase() as Bytes32,
  time: timestamp(Number(time)),
});

/** The newest finalized block. Throws `CHAIN_UNREACHABLE`. */
export const finalizedHead = (endpoint: Endpoint): Promise<FinalizedBlock> =>
  endpoint.ask(async (client) => blockOf(await client.getBlock({ blockTag: 'finalized' })));

/** Throws `CHAIN_UNREACHABLE`, also when the endpoint has no such block. */
export const blockAt = (endpoint: Endpoint, number: number): Promise<FinalizedBlock> =>
  endpoint.ask(async (client) => blockOf(await client.getBlock({ blockNumber: BigInt(number) })));

/** A view function at the newest finalized block. */
export const readView = <const A extends Abi, Name extends ContractFunctionName<A, 'view' | 'pure'>>(
  client: PublicClient,
  call: { address: Address; abi: A; functionName: Name; args: ContractFunctionArgs<A, 'view' | 'pure', Name> },
) =>
  client.readContract<A, Name, ContractFunctionArgs<A, 'view' | 'pure', Name>>({
    ...call,
    blockTag: 'finalized',
  } as never);

const TRADE_STATES = ['none', 'open', 'claimed', 'settled', 'expired'] as const;

/** State and claims of a trade. Throws `CHAIN_UNREACHABLE`. */
export const tradeAt = (endpoint: Endpoint, market: Address, tradeId: Bytes32): Promise<TradeOnChain> =>
  endpoint.ask(async (client) => {
    const stored = await readView(client, { address: market, abi: marketAbi, functionName: 'trade', args: [tradeId] });
    const side = (claimed: boolean, amount: bigint, final: boolean): Claim | undefined =>
      claimed ? { energy: energy(amount), final } : undefined;
    const buyer = side(stored.buyerClaimed, stored.buyerEnergy, stored.buyerFinal);
    const seller = side(stored.sellerClaimed, stored.sellerEnergy, stored.sellerFinal);
    return { state: TRADE_STATES[stored.state] ?? 'none', ...(buyer && { buyer }), ...(seller && { seller }) };
  });

export interface EventFilter {
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Only this event, with these indexed arguments. */
  readonly only?: { readonly event: AbiEvent; readonly args: Readonly<Record<string, string>> };
}

/** Events of registry and market, in order, asked for in pieces of `range` blocks. Throws `CHAIN_UNREACHABLE`. */
export async function readEvents(
  endpoint: Endpoint,
  deployment: Deployment,
  filter: EventFilter,
  range: number,
): Promise<ChainEvent[]> {
  const found: ChainEvent[] = [];
  for (let fromBlock = filter.fromBlock; fromBlock <= filter.toBlock; fromBlock += range) {
    const toBlock = Math.min(fromBlock + range - 1, filter.toBlock);
    found.push(...(await readPiece(endpoint, deployment, { ...filter, fromBlock, toBlock })));
  }
  return found.sort((one, other) => one.block - other.block || one.logIndex - other.logIndex);
}

function readPiece(endpoint: Endpoint, deployment: Deployment, filter: EventFilter): Promise<ChainEvent[]> {
  return endpoint.ask(async (client) => {
    const range = {
      address: [deployment.market, deployment.registry] as Address[],
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

/** The transaction if it is finalized. Throws `CHAIN_UNREACHABLE`. */
export const finalReceipt = (endpoint: Endpoint, transaction: Bytes32): Promise<FinalReceipt | undefined> =>
  endpoint.ask(async (client) => {
    const [receipt, head] = await Promise.all([
      client.getTransactionReceipt({ hash: transaction }).catch((error: unknown) => {
        if (error instanceof TransactionReceiptNotFoundError) return undefined;
        throw error;
      }),
      client.getBlock({ blockTag: 'finalized' }),
    ]);
    if (receipt === undefined || receipt.blockNumber > head.number) return undefined;
    const block = await client.getBlock({ blockNumber: receipt.blockNumber });
    return {
      transaction,
      block: Number(receipt.blockNumber),
      blockHash: receipt.blockHash,
      time: timestamp(Number(block.timestamp)),
      success: receipt.status === 'success',
      from: lowerCase(receipt.from),
      gas: Number(receipt.gasUsed),
    };
  });
