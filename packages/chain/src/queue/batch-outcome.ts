/**
 * The outcome of each item in a mined batch. Every item must be proven done or skipped by its own log: a receipt that shows
 * neither is incomplete, and nothing is concluded from it. Pure.
 */
import type { Address, ErrorCode, Hex } from '@evlock/protocol';
import { type Abi, decodeEventLog, type Log, toFunctionSelector } from 'viem';
import { batchesAbi, everyAbi } from '../contracts/abi.ts';
import type { BatchItem } from '../contracts/call.ts';
import { lowerCase } from '../contracts/decode-event.ts';
import { type Named, notKnown } from '../endpoints/proof.ts';
import { codeOfContractError } from '../endpoints/revert.ts';

/** An item the market refused; it left no trace on chain. */
export interface SkippedItem {
  readonly key: string;
  readonly reason: ErrorCode;
}

type ReceiptLog = Pick<Log<bigint, number, false>, 'address' | 'topics' | 'data'>;

/** Throws `CHAIN_BEHIND` when the logs do not account for every item. */
export function skippedItems(
  endpoint: Named,
  batches: Address,
  items: readonly BatchItem[],
  logs: readonly ReceiptLog[],
): SkippedItem[] {
  const reasons = new Map(logs.flatMap((log) => (lowerCase(log.address) === batches ? skipOf(log) : [])));
  return items.flatMap((item) => {
    const reason = reasons.get(item.index);
    if (reason !== undefined) return [{ key: item.key, reason: codeOfSelector(reason) }];
    if (!logs.some((log) => proves(log, item.proof))) throw notKnown(endpoint, `logs of ${item.key}`);
    return [];
  });
}

const proves = ({ address, topics }: ReceiptLog, proof: BatchItem['proof']): boolean =>
  lowerCase(address) === proof.contract && proof.topics.every((topic, index) => topics[index]?.toLowerCase() === topic);

function skipOf({ topics, data }: ReceiptLog): [index: number, reason: Hex][] {
  try {
    const { eventName, args } = decodeEventLog({ abi: batchesAbi, topics, data });
    return eventName === 'ItemSkipped' ? [[Number(args.index), args.reason]] : [];
  } catch {
    return [];
  }
}

type AbiError = Extract<Abi[number], { readonly type: 'error' }>;

const errorNames = new Map<Hex, string>(
  (everyAbi as Abi)
    .filter((item): item is AbiError => item.type === 'error')
    .map(({ name, inputs }) => [toFunctionSelector(`${name}(${inputs.map(({ type }) => type).join(',')})`), name]),
);

/** `CHAIN_REVERTED` for an error that none of our contracts defines. */
function codeOfSelector(selector: Hex): ErrorCode {
  const name = errorNames.get(selector);
  return name === undefined ? 'CHAIN_REVERTED' : codeOfContractError(name);
}
