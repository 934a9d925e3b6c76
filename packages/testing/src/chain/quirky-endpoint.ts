/**
 * A JSON-RPC endpoint in front of a scripted chain, with real-world quirks: nodes that lag in one thing or in all, that
 * hang, freeze, go back or serve another chain, and providers that refuse batches.
 */
import type { Address, Bytes32 } from '@evlock/protocol';
import { type Hex, hexToBigInt, toHex } from 'viem';
import { SCRIPTED_CHAIN_ID, type ScriptedBlock, type ScriptedChain } from './scripted-chain.ts';

/** Things in which the answering node may lag, each by this many blocks. */
export const LAGS = ['head', 'blocks', 'logs', 'receipts', 'nonces', 'code', 'balances', 'calls'] as const;
export type Lag = (typeof LAGS)[number];

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

class NodeError extends Error {
  readonly code: number;

  constructor(message: string, code = -32_000) {
    super(message);
    this.code = code;
  }
}

/** Answers to a batch that the endpoint refuses. */
export interface BatchHabit {
  readonly most: number;
  readonly status: number;
  readonly body: (calls: readonly Call[]) => string;
}

export class QuirkyEndpoint {
  readonly url: string;
  readonly chain: ScriptedChain;
  readonly lag: Partial<Record<Lag, number>> = {};
  /** Reports a missing block, where a quiet one answers as of an older one. */
  loud = true;
  /** `hangs` accepts requests and never answers; `dead` refuses connections. */
  state: 'works' | 'hangs' | 'dead' = 'works';
  /** Frozen at this block. */
  stoppedAt: number | undefined;
  chainId = SCRIPTED_CHAIN_ID;
  batch: BatchHabit | undefined;
  /** Accepts a transaction and forwards it to nobody. */
  swallows = false;
  /** Unsupported methods. */
  lacks: ReadonlySet<string> = new Set();
  /** Replaces the chain's answers; undefined for the chain's own. */
  instead: (call: Call) => unknown = () => undefined;
  readonly asked: string[] = [];
  readonly batches: number[] = [];
  readonly sent: Hex[] = [];

  constructor(chain: ScriptedChain, name: string) {
    this.chain = chain;
    this.url = `http://${name}.test/key-of-a-customer`;
  }

  /** Back to an endpoint without quirks. */
  calm(): void {
    for (const lag of LAGS) delete this.lag[lag];
    this.loud = true;
    this.state = 'works';
    this.stoppedAt = undefined;
    this.chainId = SCRIPTED_CHAIN_ID;
    this.swallows = false;
  }

  /** Sets every lag, to `blocks`. */
  behind(blocks: number): void {
    for (const lag of LAGS) this.lag[lag] = blocks;
  }

  async post(body: string, signal?: AbortSignal | null): Promise<Response> {
    if (this.state === 'dead') throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    if (this.state === 'hangs') {
      return await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    }
    const parsed = JSON.parse(body) as Call | Call[];
    const calls = Array.isArray(parsed) ? parsed : [parsed];
    this.batches.push(calls.length);
    if (Array.isArray(parsed) && this.batch && calls.length > this.batch.most) {
      return new Response(this.batch.body(calls), { status: this.batch.status });
    }
    const answers = await Promise.all(calls.map((call) => this.#one(call)));
    return new Response(JSON.stringify(Array.isArray(parsed) ? answers : answers[0]));
  }

  async #one(call: Call): Promise<object> {
    this.asked.push(call.method);
    const { id } = call;
    try {
      const result = this.instead(call) ?? (await this.#answer(call));
      return { jsonrpc: '2.0', id, result: result ?? null };
    } catch (error) {
      const { message, code = -32_000, data } = error as NodeError & { data?: Hex };
      return { jsonrpc: '2.0', id, error: { code, message, ...(data && { data }) } };
    }
  }

  #answer({ method, params }: Call): unknown {
    if (this.lacks.has(method)) throw new NodeError(`the method ${method} does not exist/is not available`, -32_601);
    const [first, second] = params;
    switch (method) {
      case 'eth_chainId':
        return toHex(this.chainId);
      case 'eth_blockNumber':
        return toHex(this.#top('head'));
      case 'eth_getBlockByNumber':
        return this.#block(first as Hex, second === true);
      case 'eth_getBlockReceipts':
        return this.receiptsOf(first as Bytes32);
      case 'eth_getTransactionReceipt':
        return this.#receipt(first as Bytes32);
      case 'eth_getLogs':
        return this.#logs(first as { fromBlock: Hex; toBlock: Hex; topics?: (Hex | Hex[] | null)[] });
      case 'eth_getTransactionCount':
        return this.#nonce(first as Address, second as Hex);
      case 'eth_getBalance':
        return this.#at('balances', second as Hex) >= 0 ? toHex(10n ** 20n) : null;
      case 'eth_getCode':
        return this.#at('code', second as Hex) > 0 ? '0x6001' : '0x';
      case 'eth_call':
        return this.#at('calls', second as Hex) >= 0 ? '0x' : null;
      case 'eth_estimateGas':
        return this.#at('calls', (second ?? 'latest') as Hex) >= 0 ? toHex(50_000) : null;
      case 'eth_gasPrice':
      case 'eth_maxPriorityFeePerGas':
        return '0x0';
      case 'eth_sendRawTransaction':
        return this.#send(first as Hex);
      default:
        throw new NodeError(`the method ${method} does not exist/is not available`, -32_601);
    }
  }

  async #send(raw: Hex): Promise<Bytes32> {
    this.sent.push(raw);
    if (this.swallows || this.stoppedAt !== undefined) return `0x${'00'.repeat(32)}`;
    return await this.chain.send(raw);
  }

  /** The latest block known to the node that answers about `what`. */
  #top(what: Lag): number {
    const newest = Math.min(this.chain.head.number, this.stoppedAt ?? Number.POSITIVE_INFINITY);
    return Math.max(0, newest - (this.lag[what] ?? 0));
  }

  /** The block for a tag or number. A node without it says so, or answers from its latest. */
  #at(what: Lag, named: Hex | undefined): number {
    const top = this.#top(what);
    if (named === undefined || !/^0x/.test(named)) return top;
    const number = Number(hexToBigInt(named));
    if (number <= top) return number;
    if (this.loud) throw new NodeError(`the header does not exist (block number: ${number})`);
    return top;
  }

  #nonce(account: Address, named: Hex): number | Hex {
    const used = this.chain.nonceAt(account, this.#at('nonces', named));
    if (named !== ('pending' as Hex) || this.lag.nonces) return toHex(used);
    const waiting = [...this.chain.pool.values()].filter(({ from }) => from === account).map(({ nonce }) => nonce + 1);
    return toHex(Math.max(used, ...waiting));
  }

  #block(named: Hex, whole: boolean): object | null {
    const isTag = !/^0x/.test(named);
    const top = this.#top(isTag ? 'head' : 'blocks');
    const number = isTag ? top : Number(hexToBigInt(named));
    const block = number <= top ? this.chain.blocks[number] : undefined;
    return block ? blockAnswer(block, whole, this.chain.baseFee) : null;
  }

  /** The true header of a block, for a test that changes it. */
  blockOf(number: number): object {
    return blockAnswer(this.chain.blocks[number] ?? this.chain.head, false, this.chain.baseFee);
  }

  /** The true receipts of a block that the node has. */
  receiptsOf(hash: Bytes32): object[] | null {
    const block = this.chain.blocks.find((one) => one.hash === hash);
    if (!block || block.number > this.#top('receipts')) return null;
    return block.transactions.map(({ hash: transaction }) => this.#receipt(transaction)).filter((one) => one !== null);
  }

  #receipt(hash: Bytes32): object | null {
    const found = this.chain.find(hash);
    if (!found || found.block.number > this.#top('receipts')) return null;
    const { block, transaction, index } = found;
    const before = block.transactions.slice(0, index).flatMap(({ logs }) => logs).length;
    return {
      ...{ blockHash: block.hash, blockNumber: toHex(block.number), transactionHash: hash, type: '0x2' },
      ...{ transactionIndex: toHex(index), from: transaction.from, to: transaction.to, contractAddress: null },
      ...{ status: transaction.success ? '0x1' : '0x0', gasUsed: toHex(transaction.gasUsed) },
      ...{ cumulativeGasUsed: toHex(transaction.gasUsed), effectiveGasPrice: '0x1', logsBloom: block.logsBloom },
      logs: transaction.logs.map((log, at) => logAnswer(block, index, before + at, log)),
    };
  }

  /** Logs of the blocks the node has; silent about the others. */
  #logs({ fromBlock, toBlock, topics }: { fromBlock: Hex; toBlock: Hex; topics?: (Hex | Hex[] | null)[] }): object[] {
    const until = Math.min(Number(hexToBigInt(toBlock)), this.#top('logs'));
    const blocks = this.chain.blocks.slice(Number(hexToBigInt(fromBlock)), until + 1);
    const asked = (topic: Hex | undefined, at: number): boolean => {
      const wanted = topics?.[at];
      return !wanted || (topic !== undefined && [wanted].flat().includes(topic));
    };
    return blocks.flatMap((block) =>
      block.transactions.flatMap(({ logs }, index) =>
        logs
          .filter((log) => (topics ?? []).every((_wanted, at) => asked(log.topics[at], at)))
          .map((log, at) => logAnswer(block, index, at, log)),
      ),
    );
  }
}

function blockAnswer(block: ScriptedBlock, whole: boolean, baseFee: bigint): object {
  const { number, time, transactions, ...rest } = block;
  return {
    ...rest,
    number: toHex(number),
    timestamp: toHex(time),
    baseFeePerGas: toHex(baseFee),
    transactions: transactions.map(({ hash, from, to, input, nonce }) =>
      whole
        ? { hash, from, to, input, nonce: toHex(nonce), blockNumber: toHex(number), type: '0x0', value: '0x0' }
        : hash,
    ),
  };
}

const logAnswer = (block: ScriptedBlock, index: number, logIndex: number, log: object): object => ({
  ...log,
  ...{ blockHash: block.hash, blockNumber: toHex(block.number), transactionIndex: toHex(index) },
  ...{ transactionHash: block.transactions[index]?.hash, logIndex: toHex(logIndex), removed: false },
});

/** Routes requests to the endpoint at their address. */
export function networkOfEndpoints(endpoints: readonly QuirkyEndpoint[]): typeof fetch {
  return async (input, init) => {
    const endpoint = endpoints.find(({ url }) => url === String(input));
    if (!endpoint) throw new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } });
    return await endpoint.post(String(init?.body), init?.signal);
  };
}
