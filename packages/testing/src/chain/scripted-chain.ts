/** An in-memory chain whose blocks come when the test says so: the subset that reader and queue query. */

import { bloomOf, marketAbi, registryAbi } from '@evlock/chain/internal/abi';
import type { Address, Bytes32, Deployment } from '@evlock/protocol';
import {
  type Abi,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  keccak256,
  parseTransaction,
  recoverTransactionAddress,
  stringToHex,
  toHex,
} from 'viem';

export const SCRIPTED_CHAIN_ID = 8_217;
export const START_TIME = 1_800_000_000;

export const scriptedDeployment: Deployment = {
  network: 'kaia',
  chainId: SCRIPTED_CHAIN_ID,
  registry: `0x${'a1'.repeat(20)}`,
  market: `0x${'a2'.repeat(20)}`,
  batches: `0x${'a4'.repeat(20)}`,
  token: `0x${'a3'.repeat(20)}`,
  block: 1,
} as Deployment;

export interface ScriptedLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

export interface ScriptedTransaction {
  readonly hash: Bytes32;
  readonly from: Address;
  readonly to: Address;
  readonly nonce: number;
  readonly input: Hex;
  readonly gas: number;
  /** Price offered per unit of gas. */
  readonly feeCap: bigint;
}

export interface Mined extends ScriptedTransaction {
  readonly logs: readonly ScriptedLog[];
  readonly success: boolean;
  readonly gasUsed: number;
}

export interface ScriptedBlock {
  readonly number: number;
  readonly hash: Bytes32;
  readonly parentHash: Bytes32;
  readonly time: number;
  readonly transactions: readonly Mined[];
  readonly logsBloom: Hex;
}

/** One of our contracts' events, by its name in the ABI. */
export interface Wish {
  readonly contract?: 'market' | 'registry';
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const hashOf = (text: string): Bytes32 => keccak256(stringToHex(text));

export function logOf({ contract = 'market', name, args }: Wish): ScriptedLog {
  const abi = (contract === 'market' ? marketAbi : registryAbi) as Abi;
  const event = abi.find((item) => item.type === 'event' && item.name === name);
  if (event?.type !== 'event') throw new Error(`no event ${name}`);
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  return {
    address: scriptedDeployment[contract] as Address,
    topics: encodeEventTopics({ abi: [event], eventName: name, args: args as never }) as Hex[],
    data: encodeAbiParameters(
      plain,
      plain.map((input) => args[input.name ?? '']),
    ),
  };
}

export class ScriptedChain {
  readonly blocks: ScriptedBlock[] = [];
  /** Transactions in the mempool, not yet in a block. */
  readonly pool = new Map<Bytes32, ScriptedTransaction>();
  /** Outcome of a mined transaction. */
  execute: (transaction: ScriptedTransaction) => Partial<Mined> = () => ({});
  /** Lowest fee that is mined. */
  baseFee = 25_000_000_000n;
  #count = 0;

  constructor() {
    this.mine();
  }

  get head(): ScriptedBlock {
    const block = this.blocks.at(-1);
    if (!block) throw new Error('no block');
    return block;
  }

  /** Makes blocks; the first includes what waits in the pool, and the events of others. */
  mine(count = 1, events: readonly Wish[] = []): void {
    for (let made = 0; made < count; made++) {
      const others = made === 0 && events.length > 0 ? [this.#byOthers(events)] : [];
      this.#append([...(made === 0 ? this.#due() : []), ...others]);
    }
  }

  /** Accepts a signed transaction as a node's pool does. Throws with Kaia's messages. */
  async send(raw: Hex): Promise<Bytes32> {
    const { to, nonce = 0, data = '0x', gas = 0n, maxFeePerGas, gasPrice } = parseTransaction(raw);
    const from = (await recoverTransactionAddress({ serializedTransaction: raw as never })).toLowerCase() as Address;
    const transaction = {
      hash: keccak256(raw),
      from,
      to: String(to).toLowerCase() as Address,
      nonce,
      input: data,
      gas: Number(gas),
      feeCap: maxFeePerGas ?? gasPrice ?? 0n,
    };
    if (this.pool.has(transaction.hash)) throw new Error(`known transaction: ${transaction.hash.slice(2)}`);
    if (nonce < this.nonceAt(from, this.head.number)) throw new Error('nonce too low');
    const rival = [...this.pool.values()].find((other) => other.from === from && other.nonce === nonce);
    if (rival && rival.feeCap >= transaction.feeCap) {
      throw new Error('there is another tx which has the same nonce in the tx pool');
    }
    if (rival) this.pool.delete(rival.hash);
    this.pool.set(transaction.hash, transaction);
    return transaction.hash;
  }

  /** Nonces used by an account up to a block. */
  nonceAt(account: Address, block: number): number {
    const sent = this.blocks.slice(0, block + 1).flatMap(({ transactions }) => transactions);
    return sent.filter(({ from }) => from === account).length;
  }

  find(
    hash: Bytes32,
  ): { readonly block: ScriptedBlock; readonly transaction: Mined; readonly index: number } | undefined {
    for (const block of this.blocks) {
      const index = block.transactions.findIndex((one) => one.hash === hash);
      const transaction = block.transactions[index];
      if (transaction) return { block, transaction, index };
    }
    return undefined;
  }

  /** In nonce order, without a gap. */
  #due(): Mined[] {
    const due: Mined[] = [];
    const next = new Map<Address, number>();
    for (const one of [...this.pool.values()].sort((left, right) => left.nonce - right.nonce)) {
      const nonce = next.get(one.from) ?? this.nonceAt(one.from, this.head.number);
      if (one.nonce !== nonce || one.feeCap < this.baseFee) continue;
      next.set(one.from, nonce + 1);
      this.pool.delete(one.hash);
      due.push({ ...one, logs: [], success: true, gasUsed: Math.min(50_000, one.gas), ...this.execute(one) });
    }
    return due;
  }

  #byOthers(events: readonly Wish[]): Mined {
    const name = `others ${this.#count++}`;
    const nobody = `0x${'0d'.repeat(20)}` as Address;
    const market = scriptedDeployment.market as Address;
    const common = {
      hash: hashOf(name),
      from: nobody,
      to: market,
      input: '0x',
      gas: 90_000,
      feeCap: this.baseFee,
    } as const;
    return { ...common, nonce: this.#count, logs: events.map(logOf), success: true, gasUsed: 70_000 };
  }

  #append(transactions: readonly Mined[]): void {
    const number = this.blocks.length;
    const parentHash = this.blocks.at(-1)?.hash ?? hashOf('before the first');
    this.blocks.push({
      number,
      hash: hashOf(`block ${number} after ${parentHash}`),
      parentHash,
      time: START_TIME + number,
      transactions,
      logsBloom: toHex(bloomOf(transactions.flatMap(({ logs }) => logs)), { size: 256 }),
    });
  }
}
