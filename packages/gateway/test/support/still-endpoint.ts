/** An endpoint before a real node, which can be dead or stand still at a block while the chain goes on. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hex } from '@evlock/protocol';
import { keccak256 } from 'viem';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

const TAGS: ReadonlySet<unknown> = new Set(['latest', 'pending', 'safe', 'finalized', undefined]);
/** Where a method names the block whose state it asks for. */
const BLOCK_AT: Readonly<Record<string, number>> = {
  ...{ eth_call: 1, eth_getBalance: 1, eth_getCode: 1, eth_estimateGas: 1, eth_getTransactionCount: 1 },
  ...{ eth_getBlockByNumber: 0, eth_getBlockReceipts: 0 },
};

export class StillEndpoint {
  state: 'works' | 'dead' | { readonly stoppedAt: number } = 'works';
  /** Signed transactions that were given to it. */
  readonly sent: Hex[] = [];
  readonly #server: Server;
  readonly #target: string;

  constructor(target: string) {
    this.#target = target;
    this.#server = createServer(async (request, response) => {
      if (this.state === 'dead') return response.destroy();
      const chunks: Buffer[] = await request.toArray();
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
      const answers = await Promise.all([body].flat().map((call) => this.#answer(call)));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(call: Call): Promise<object> {
    const { id, method, params } = call;
    const raw = params[0] as Hex;
    if (method === 'eth_sendRawTransaction' && !this.sent.includes(raw)) this.sent.push(raw);
    if (typeof this.state === 'string') return this.#forward(call);
    const last = this.state.stoppedAt;
    const answer = (result: unknown): object => ({ jsonrpc: '2.0', id, result });
    // It takes what it is given, and brings it to nobody.
    if (method === 'eth_sendRawTransaction') return answer(keccak256(raw));
    if (method === 'eth_blockNumber') return answer(hex(last));
    const at = BLOCK_AT[method];
    if (at === undefined) return this.#known(await this.#forward(call), last);
    const block = TAGS.has(params[at]) ? last : Number(params[at]);
    if (block > last) return method.startsWith('eth_getBlock') ? answer(null) : unknownBlock(id);
    const filled = [...params];
    filled[at] = hex(block);
    return this.#forward({ id, method, params: filled });
  }

  /** A transaction of a later block is not known here. */
  #known(answer: { result?: unknown }, last: number): object {
    const block = (answer.result as { blockNumber?: string } | null | undefined)?.blockNumber;
    return block !== undefined && Number(block) > last ? { ...answer, result: null } : answer;
  }

  async #forward(call: Call): Promise<{ result?: unknown }> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ jsonrpc: '2.0', ...call });
    return (await (await fetch(this.#target, { method: 'POST', headers, body })).json()) as { result?: unknown };
  }
}

const hex = (number: number): Hex => `0x${number.toString(16)}`;
const unknownBlock = (id: number): object => ({
  jsonrpc: '2.0',
  id,
  error: { code: -32_000, message: 'header not found' },
});
