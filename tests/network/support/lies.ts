/**
 * How a lying RPC endpoint distorts true answers. Each lie is consistent across every related answer, so that only another
 * endpoint reveals it.
 */

import { bloomOf, marketAbi } from '@evlock/chain/internal/abi';
import type { Address, Bytes32, Trade } from '@evlock/protocol';
import {
  type AbiEvent,
  type AbiFunction,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  toEventSelector,
  toFunctionSelector,
  toHex,
} from 'viem';

export type Lie = (method: string, result: unknown, params: readonly unknown[]) => unknown;
export const honest: Lie = (_method, result) => result;

/** What a lie may be about. */
export interface About {
  readonly market: Address;
  /** A block from the community's beginning. */
  readonly longAgo: { readonly number: number; readonly hash: Bytes32 };
  /** The trade being lied about. Throws before it was ordered. */
  readonly trade: () => Trade;
}

interface RpcLog {
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
}
interface RpcReceipt {
  readonly logs: readonly RpcLog[];
}
interface RpcBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly timestamp: Hex;
  readonly logsBloom: Hex;
  readonly transactions: readonly Hex[];
}
interface LogFilter {
  readonly fromBlock: Hex;
  readonly toBlock: Hex;
  readonly topics?: readonly (Hex | readonly Hex[] | null)[];
}

const item = (type: 'event' | 'function', name: string): AbiEvent | AbiFunction => {
  const found = marketAbi.find((one) => one.type === type && 'name' in one && one.name === name);
  if (!found) throw new Error(`no ${name} in the market's ABI`);
  return found as AbiEvent | AbiFunction;
};
const eventNamed = (name: string): AbiEvent => item('event', name) as AbiEvent;
const selectorOf = (name: string): Hex => toFunctionSelector(item('function', name) as AbiFunction);

const tradeSelector = selectorOf('trade');
const nonceSelector = selectorOf('isNonceSpent');
const openedTopic = toEventSelector(eventNamed('TradeOpened'));

const isCall = (selector: Hex, method: string, params: readonly unknown[]): boolean =>
  method === 'eth_call' && ((params[0] as { data?: string }).data ?? '').startsWith(selector);
const isOpening = ({ topics }: RpcLog): boolean => topics[0] === openedTopic;
const isHead = (method: string, params: readonly unknown[]): boolean =>
  method === 'eth_getBlockByNumber' && (params[0] === 'finalized' || params[0] === 'latest');

/** Applies several in order. */
const together =
  (...lies: readonly Lie[]): Lie =>
  (method, result, params) =>
    lies.reduce((told, lie) => lie(method, told, params), result);

/** Every trade is in this state: `0` none, `1` open, `2` claimed, `3` closed. */
export const saysState =
  (state: number): Lie =>
  (method, result, params) => {
    if (!isCall(tradeSelector, method, params)) return result;
    const trade = decodeFunctionResult({ abi: marketAbi, functionName: 'trade', data: result as Hex });
    return encodeFunctionResult({ abi: marketAbi, functionName: 'trade', result: { ...trade, state } });
  };

const saysNonces =
  (spent: boolean): Lie =>
  (method, result, params) =>
    isCall(nonceSelector, method, params) ? toHex(spent ? 1 : 0, { size: 32 }) : result;

/** Every order was opened or cancelled. */
export const spendsNonces: Lie = saysNonces(true);

/** Changes the logs of every answer that contains any. */
const changesLogs =
  (change: (logs: readonly RpcLog[]) => readonly RpcLog[]): Lie =>
  (method, result) => {
    if (result === null) return result;
    if (method === 'eth_getLogs') return change(result as RpcLog[]);
    const changed = (receipt: RpcReceipt): RpcReceipt => ({ ...receipt, logs: change(receipt.logs) });
    if (method === 'eth_getBlockReceipts') return (result as RpcReceipt[]).map(changed);
    return method === 'eth_getTransactionReceipt' ? changed(result as RpcReceipt) : result;
  };

const emptyBlooms: Lie = (method, result) =>
  method === 'eth_getBlockByNumber' && result ? { ...result, logsBloom: toHex(0, { size: 256 }) } : result;

/** No trade was ever opened: no nonce is spent, and no block logged anything. */
export const hidesTrades: Lie = together(
  saysState(0),
  saysNonces(false),
  changesLogs(() => []),
  emptyBlooms,
);

/** Every trade was opened with an end one second later than its own. */
export const altersTrades: Lie = changesLogs((logs) =>
  logs.map((log) => {
    if (!isOpening(log)) return log;
    const end = BigInt(`0x${log.data.slice(-64)}`) + 1n;
    return { ...log, data: `${log.data.slice(0, -64)}${toHex(end, { size: 32 }).slice(2)}` as Hex };
  }),
);

/** Another block at every height. */
export const otherBlocks: Lie = (method, result) => {
  if (method !== 'eth_getBlockByNumber' || result === null) return result;
  const block = result as RpcBlock;
  return { ...block, hash: `0x${block.hash.slice(2).split('').reverse().join('')}` };
};

/** Frozen at an early block, three hours ago, knowing nothing after it. */
export const hoursBehind = ({ longAgo }: Pick<About, 'longAgo'>): Lie => {
  const isKnown = ({ blockNumber }: RpcLog): boolean => Number(blockNumber) <= longAgo.number;
  const stands: Lie = (method, result, params) => {
    if (isHead(method, params)) {
      const head = result as RpcBlock;
      const timestamp = toHex(BigInt(head.timestamp) - 10_800n);
      return { ...head, number: toHex(longAgo.number), hash: longAgo.hash, timestamp };
    }
    if (method === 'eth_getBlockByNumber') return Number(params[0]) <= longAgo.number ? result : null;
    if (method === 'eth_getTransactionReceipt' || method === 'eth_getBlockReceipts') return null;
    return method === 'eth_blockNumber' ? toHex(longAgo.number) : result;
  };
  return together(
    stands,
    changesLogs((logs) => logs.filter(isKnown)),
    saysState(0),
    saysNonces(false),
  );
};

/** A day ahead of the chain. */
export const farAhead: Lie = (method, result, params) => {
  if (!isHead(method, params)) return result;
  const head = result as RpcBlock;
  const ahead = (value: Hex): Hex => toHex(BigInt(value) + 86_400n);
  return { ...head, number: ahead(head.number), timestamp: ahead(head.timestamp) };
};

/** The trade, which was never opened, is open. */
export const inventsTrade = ({ market, trade: told }: About): Lie => {
  const trade = told();
  const { offerHash, energy, price, start, end } = trade;
  const args = { tradeId: trade.id, buyerMeter: trade.buyer.meterKey, sellerMeter: trade.seller.meterKey };
  const opened = logOf(market, 'TradeOpened', { ...args, offerHash, energy, price, start, end });
  return together(saysState(1), saysNonces(true), forges(opened));
};

/** The trade, which is being delivered, was settled for nothing. */
export const inventsEnd = ({ market, trade: told }: About): Lie => {
  const settled = logOf(market, 'TradeSettled', { tradeId: told().id, delivered: 0n, paid: 0n, refunded: 0n });
  return together(saysState(0), saysNonces(true), forges(settled));
};

type Forged = Pick<RpcLog, 'topics' | 'data'> & { readonly address: Address };

function logOf(address: Address, name: string, args: Readonly<Record<string, unknown>>): Forged {
  const event = eventNamed(name);
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  const topics = encodeEventTopics({ abi: [event], args } as never) as Hex[];
  return { address, topics, data: encodeAbiParameters(plain, plain.map((input) => args[input.name ?? '']) as never) };
}

/** A log that no contract emitted, in a block whose header and receipts support it. */
function forges(log: Forged): Lie {
  const transactionHash: Hex = `0x${'cd'.repeat(32)}`;
  let at: number | undefined;
  let blockHash: Hex = '0x';
  const forged = () => ({
    ...log,
    blockNumber: toHex(at ?? 0),
    blockHash,
    transactionHash,
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  });
  const asksFor = ({ fromBlock, toBlock, topics = [] }: LogFilter): boolean => {
    const [first] = topics;
    const matches = first == null || [first].flat().includes(log.topics[0] as Hex);
    return matches && at !== undefined && Number(fromBlock) <= at && at <= Number(toBlock);
  };
  return (method, result, params) => {
    if (isHead(method, params)) at ??= Math.max(1, Number((result as RpcBlock).number) - 2);
    if (method === 'eth_getBlockByNumber' && result !== null && Number((result as RpcBlock).number) === at) {
      const block = result as RpcBlock;
      blockHash = block.hash;
      const logsBloom = toHex(BigInt(block.logsBloom) | bloomOf([log]), { size: 256 });
      return { ...block, logsBloom, transactions: [...block.transactions, transactionHash] };
    }
    if (method === 'eth_getLogs' && asksFor(params[0] as LogFilter)) return [...(result as RpcLog[]), forged()];
    if (method !== 'eth_getBlockReceipts' || params[0] !== blockHash) return result;
    return [...(result as RpcReceipt[]), { transactionHash, blockHash, logs: [forged()] }];
  };
}
