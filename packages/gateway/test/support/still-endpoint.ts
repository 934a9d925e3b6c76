/** An endpoint in front of a real node that can be dead, or halted at a block while the chain continues. */
import type { Hex } from '@evlock/protocol';
import { LyingEndpoint, type Request } from '@evlock/testing/chain/lying-endpoint';
import { keccak256 } from 'viem';

const TAGS: ReadonlySet<unknown> = new Set(['latest', 'pending', 'safe', 'finalized', undefined]);
/** The position of the block parameter in a method's arguments. */
const BLOCK_AT: Readonly<Record<string, number>> = {
  ...{ eth_call: 1, eth_getBalance: 1, eth_getCode: 1, eth_estimateGas: 1, eth_getTransactionCount: 1 },
  ...{ eth_getBlockByNumber: 0, eth_getBlockReceipts: 0 },
};

export class StillEndpoint extends LyingEndpoint {
  state: 'works' | 'dead' | { readonly stoppedAt: number } = 'works';
  /** Signed transactions it was given. */
  readonly sent: Hex[] = [];

  protected override async one(call: Request): Promise<unknown> {
    if (this.state === 'dead') throw new Error('dead');
    const { id, method, params } = call;
    const raw = params[0] as Hex;
    if (method === 'eth_sendRawTransaction' && !this.sent.includes(raw)) this.sent.push(raw);
    if (typeof this.state === 'string') return this.forward(call);
    const last = this.state.stoppedAt;
    const answer = (result: unknown): object => ({ jsonrpc: '2.0', id, result });
    // It accepts what it is given, and passes it to nobody.
    if (method === 'eth_sendRawTransaction') return answer(keccak256(raw));
    if (method === 'eth_blockNumber') return answer(hex(last));
    const at = BLOCK_AT[method];
    if (at === undefined) return this.#known(await this.forward(call), last);
    const block = TAGS.has(params[at]) ? last : Number(params[at]);
    if (block > last) return method.startsWith('eth_getBlock') ? answer(null) : unknownBlock(id);
    const filled = [...params];
    filled[at] = hex(block);
    return this.forward({ id, method, params: filled });
  }

  /** A later block's transaction is unknown here. */
  #known(answer: { result?: unknown }, last: number): object {
    const block = (answer.result as { blockNumber?: string } | null | undefined)?.blockNumber;
    return block !== undefined && Number(block) > last ? { ...answer, result: null } : answer;
  }
}

const hex = (number: number): Hex => `0x${number.toString(16)}`;
const unknownBlock = (id: number): object => ({
  jsonrpc: '2.0',
  id,
  error: { code: -32_000, message: 'header not found' },
});
