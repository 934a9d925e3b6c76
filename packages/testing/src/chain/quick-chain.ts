/** A local chain without a clock: every transaction is its own block, at the second the test chooses. */

import type { Call } from '@evlock/chain';
import { codeOfContractError, developmentAccount } from '@evlock/chain';
import { decodeEvent, everyAbi } from '@evlock/chain/internal/abi';
import type { Address, Hex, Timestamp } from '@evlock/protocol';
import { type Abi, decodeErrorResult, type Log as RpcLog, toFunctionSelector } from 'viem';

/** More than any call in a test needs. */
const GAS = '0x7a1200';

export interface Event {
  readonly name: string;
  readonly [field: string]: unknown;
}
export type Result =
  | { readonly kind: 'done'; readonly events: readonly Event[] }
  | { readonly kind: 'refused'; readonly reason: string };

interface RpcAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly data?: Hex };
}
interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

export class QuickChain {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Takes over a chain that mines every second. */
  static async take(url: string): Promise<QuickChain> {
    const chain = new QuickChain(url);
    await chain.#ask('evm_setIntervalMining', 0);
    await chain.#ask('evm_setAutomine', true);
    return chain;
  }

  async time(): Promise<number> {
    const block = (await this.#ask('eth_getBlockByNumber', 'latest', false)) as { readonly timestamp: Hex };
    return Number(block.timestamp);
  }

  async remember(): Promise<unknown> {
    return await this.#ask('evm_snapshot');
  }

  async goBack(snapshot: unknown): Promise<void> {
    if ((await this.#ask('evm_revert', snapshot)) !== true) throw new Error('the snapshot is gone');
  }

  /** Mines the call at `time`, which must not precede the last block. `sender`: one of the development accounts. */
  async send(call: Call, time: number, sender: number): Promise<Result> {
    const transaction = { from: developmentAccountAddress(sender), to: call.to, data: call.data, gas: GAS };
    await this.#ask('evm_setNextBlockTimestamp', time);
    const mined = (await this.#ask('eth_sendTransactionSync', transaction)) as {
      readonly status: Hex;
      readonly logs: readonly RpcLog<bigint, number, false>[];
    };
    if (mined.status === '0x1') return { kind: 'done', events: mined.logs.flatMap((log) => eventOf(log, time)) };
    // A refused call left no trace, so it is refused again at the same second, and then gives the reason.
    const [again] = await this.#post([{ method: 'eth_call', params: [transaction, 'latest'] }]);
    if (!again?.error?.data) throw new Error(`refused without a reason: ${again?.error?.message ?? 'not at all'}`);
    return { kind: 'refused', reason: decodeErrorResult({ abi: everyAbi, data: again.error.data }).errorName };
  }

  /** Answers to view calls, all at once. */
  async read(list: readonly { readonly to: Address; readonly data: Hex }[]): Promise<readonly Hex[]> {
    const answers = await this.#post(list.map((call) => ({ method: 'eth_call', params: [call, 'latest'] })));
    return answers.map(({ result, error }) => {
      if (typeof result !== 'string') throw new Error(error?.message ?? 'no answer');
      return result as Hex;
    });
  }

  async #ask(method: string, ...params: readonly unknown[]): Promise<unknown> {
    const [answer] = await this.#post([{ method, params }]);
    if (!answer || answer.error) throw new Error(`${method}: ${answer?.error?.message ?? 'no answer'}`);
    return answer.result;
  }

  async #post(requests: readonly RpcRequest[]): Promise<readonly RpcAnswer[]> {
    const body = JSON.stringify(requests.map((request, id) => ({ jsonrpc: '2.0', id, ...request })));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.#url, { method: 'POST', headers, body });
    const answers = (await response.json()) as RpcAnswer[];
    return answers.sort((one, other) => one.id - other.id);
  }
}

const addresses = new Map<number, Address>();
/** Deriving a key takes longer than a call. */
function developmentAccountAddress(index: number): Address {
  const known = addresses.get(index) ?? developmentAccount(index).address;
  addresses.set(index, known);
  return known;
}

/** Name and fields alone: its position does not concern the reference. */
function eventOf(log: RpcLog<bigint, number, false>, time: number): Event[] {
  const event = decodeEvent(log, time as Timestamp);
  if (!event) return [];
  const { block: _block, blockHash: _hash, time: _time, transaction: _transaction, logIndex: _index, ...said } = event;
  return [said];
}

/** `TradeNotOpen` by its first four bytes, as `ItemSkipped` gives it. */
const names = new Map<string, string>(
  (everyAbi as Abi).flatMap((item) => {
    if (item.type !== 'error') return [];
    const types = item.inputs.map(({ type }) => type).join(',');
    return [[toFunctionSelector(`${item.name}(${types})`), item.name] as const];
  }),
);
export const errorNamed = (selector: unknown): string => names.get(String(selector)) ?? String(selector);

/** Whether an owner would see something better than "The contract reverted". */
export const hasOwnCode = (reason: string): boolean => codeOfContractError(reason) !== 'CHAIN_REVERTED';
