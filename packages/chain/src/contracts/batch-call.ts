/**
 * One call to the batches contract in place of several to the market. A batch item is static and encoded exactly as in its single
 * call, so a batch is assembled from single calls. Pure.
 */
import { type Bytes32, type Deployment, EvlockError, type Hex } from '@evlock/protocol';
import { concat, numberToHex, size, slice, toEventSelector, toFunctionSelector } from 'viem';
import { getAbiItem } from 'viem/utils';
import { batchesAbi, marketAbi } from './abi.ts';
import type { BatchItem, Call } from './call.ts';

/** For each market function: its batch counterpart, and the event that proves it done. */
const FORMS = {
  openTrade: { many: 'openMany', event: 'TradeOpened' },
  settleFinal: { many: 'settleFinalMany', event: 'TradeSettled' },
  claim: { many: 'claimMany', event: 'Claimed' },
  settleClaimed: { many: 'settleClaimedMany', event: 'TradeSettled' },
  expire: { many: 'expireMany', event: 'TradeExpired' },
  free: { many: 'freeMany', event: 'MetersFreed' },
} as const;

/** Market functions that can be batched. */
export type BatchedFunction = keyof typeof FORMS;

/** Maximum items the batches contract accepts. */
export const MOST_IN_BATCH = 100;

/** A single call of the market that may become part of a batch. */
export interface BatchPart {
  /** The submitter's idempotency key. */
  readonly key: string;
  readonly tradeId: Bytes32;
  readonly call: Call;
}

const selectorOf = (name: string): Hex => {
  const item = getAbiItem({ abi: batchesAbi, name: name as 'openMany' });
  return toFunctionSelector(item);
};
const eventTopic = (name: string): Hex =>
  toEventSelector(getAbiItem({ abi: marketAbi, name: name as 'TradeOpened' }) as never);

const word = (value: number): Hex => numberToHex(value, { size: 32 });
const bodyOf = ({ data }: Call): Hex => slice(data, 4);

/** An array of static structs: its length, then each. */
const arrayOf = (calls: readonly Call[]): Hex => concat([word(calls.length), ...calls.map(bodyOf)]);

/**
 * Combines the parts into one call. All parts call the same function, and no two claims are for the same trade, since one's event
 * would then prove the other. The meters in `frees` are freed first, allowed only before openings; whether that succeeds is not
 * tracked. Throws `INVALID_INPUT`.
 */
export function batchCall(deployment: Deployment, parts: readonly BatchPart[], frees: readonly Call[] = []): Call {
  const name = parts[0]?.call.label as BatchedFunction;
  const form = FORMS[name];
  const isSound =
    form !== undefined &&
    parts.every(({ call }) => call.label === name && call.to === deployment.market) &&
    new Set(parts.map(({ tradeId }) => tradeId)).size === parts.length &&
    parts.length + frees.length <= MOST_IN_BATCH &&
    (frees.length === 0 || name === 'openTrade');
  if (!isSound) throw new EvlockError('INVALID_INPUT', { field: 'parts', problem: 'no batch', count: parts.length });
  const calls = parts.map(({ call }) => call);
  const items = parts.map(
    ({ key, tradeId }, index): BatchItem => ({
      key,
      index: frees.length + index,
      proof: { contract: deployment.market, topics: [eventTopic(form.event), tradeId] },
    }),
  );
  const to = deployment.batches;
  if (frees.length === 0) {
    return { to, data: concat([selectorOf(form.many), word(32), arrayOf(calls)]), label: form.many, items };
  }
  const freed = arrayOf(frees);
  const heads = [word(64), word(64 + size(freed))];
  const data = concat([selectorOf('freeAndOpenMany'), ...heads, freed, arrayOf(calls)]);
  return { to, data, label: 'freeAndOpenMany', items };
}
