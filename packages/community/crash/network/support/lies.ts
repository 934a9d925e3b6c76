/** What a lying RPC endpoint makes of a true answer. */
import type { Bytes32, Trade } from '@evlock/protocol';
import {
  decodeFunctionResult,
  encodeAbiParameters,
  encodeFunctionResult,
  type Hex,
  toEventSelector,
  toFunctionSelector,
  toHex,
} from 'viem';
import { marketAbi } from '../../../../chain/src/abi.ts';

export type Lie = (method: string, result: unknown, params: readonly unknown[]) => unknown;
export const honest: Lie = (_method, result) => result;

interface RpcLog {
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
}
interface RpcBlock {
  readonly number: Hex;
  readonly hash: Hex;
  readonly timestamp: Hex;
}

const only = <T extends { readonly type: string; readonly name?: string }>(items: readonly T[], name: string): T => {
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`no ${name} in the market's ABI`);
  return found;
};
const tradeSelector = toFunctionSelector(only(marketAbi, 'trade') as never);
const openedTopic = toEventSelector(only(marketAbi, 'TradeOpened') as never);

const isTradeCall = (method: string, params: readonly unknown[]): boolean =>
  method === 'eth_call' && ((params[0] as { data?: string }).data ?? '').startsWith(tradeSelector);
const isOpening = ({ topics }: RpcLog): boolean => topics[0] === openedTopic;
const isHead = (method: string, params: readonly unknown[]): boolean =>
  method === 'eth_getBlockByNumber' && (params[0] === 'finalized' || params[0] === 'latest');

/** `0` none, `1` open, `2` claimed, `3` closed. */
function inState(result: unknown, state: number): Hex {
  const trade = decodeFunctionResult({ abi: marketAbi, functionName: 'trade', data: result as Hex });
  return encodeFunctionResult({ abi: marketAbi, functionName: 'trade', result: { ...trade, state } });
}

/** Every trade is in this state. */
export const saysState =
  (state: number): Lie =>
  (method, result, params) =>
    isTradeCall(method, params) ? inState(result, state) : result;

/** No trade was ever opened: no block logged anything. */
export const hidesTrades: Lie = (method, result, params) => {
  if (method === 'eth_getBlockByNumber' && result) return { ...result, logsBloom: toHex(0, { size: 256 }) };
  if (method === 'eth_getLogs') return (result as RpcLog[]).filter((log) => !isOpening(log));
  return saysState(0)(method, result, params);
};

/** Every trade was opened to end a second later than it was. */
export const altersTrades: Lie = (method, result) => {
  const altered = (log: RpcLog): RpcLog => {
    if (!isOpening(log)) return log;
    const end = BigInt(`0x${log.data.slice(-64)}`) + 1n;
    return { ...log, data: `${log.data.slice(0, -64)}${toHex(end, { size: 32 }).slice(2)}` as Hex };
  };
  if (method !== 'eth_getBlockReceipts' || result === null) return result;
  return (result as { readonly logs: readonly RpcLog[] }[]).map((receipt) => ({
    ...receipt,
    logs: receipt.logs.map(altered),
  }));
};

/** Another block at every height. */
export const otherBlocks: Lie = (method, result) => {
  if (method !== 'eth_getBlockByNumber' || result === null) return result;
  const block = result as RpcBlock;
  return { ...block, hash: `0x${block.hash.slice(2).split('').reverse().join('')}` };
};

/** Stands at `block`, three hours ago. */
export const hoursBehind = (block: { readonly number: number; readonly hash: Bytes32 }): Lie => {
  return (method, result, params) => {
    if (isHead(method, params)) {
      const head = result as RpcBlock;
      const timestamp = toHex(BigInt(head.timestamp) - 10_800n);
      return { ...head, number: toHex(block.number), hash: block.hash, timestamp };
    }
    if (method === 'eth_getLogs') return (result as RpcLog[]).filter((log) => Number(log.blockNumber) <= block.number);
    if (method === 'eth_getTransactionReceipt') return null;
    if (method === 'eth_blockNumber') return toHex(block.number);
    return saysState(0)(method, result, params);
  };
};

/** Stands a day further than the chain. */
export const farAhead: Lie = (method, result, params) => {
  if (!isHead(method, params)) return result;
  const head = result as RpcBlock;
  const ahead = (value: Hex): Hex => toHex(BigInt(value) + 86_400n);
  return { ...head, number: ahead(head.number), timestamp: ahead(head.timestamp) };
};

/** This trade, which was never opened, is open since the block before last. */
export const inventsTrade = ({ market, trade }: { market: string; trade: Trade }): Lie => {
  const topic = (address: string): Hex => `0x${address.slice(2).padStart(64, '0')}`;
  let head = 0;
  return (method, result, params) => {
    if (isHead(method, params)) head = Number((result as RpcBlock).number);
    if (isTradeCall(method, params)) return inState(result, 1);
    if (method !== 'eth_getLogs') return result;
    const words = [BigInt(trade.offerHash), trade.energy, trade.price, trade.start, trade.end].map(BigInt);
    return [
      {
        address: market,
        topics: [openedTopic, trade.id, topic(trade.buyer.meterKey), topic(trade.seller.meterKey)],
        data: encodeAbiParameters(
          words.map(() => ({ type: 'uint256' })),
          words,
        ),
        blockNumber: toHex(Math.max(1, head - 2)),
        blockHash: `0x${'ab'.repeat(32)}`,
        transactionHash: `0x${'cd'.repeat(32)}`,
        transactionIndex: '0x0',
        logIndex: '0x0',
        removed: false,
      },
    ];
  };
};
