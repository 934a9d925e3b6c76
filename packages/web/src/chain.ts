/**
 * Questions to the chain's endpoints, through this server: they need not allow pages of any origin, a customer's key in an address
 * stays here, and a page asks nothing but its own origin. Reads alone, and transactions that are signed already.
 */
import { EvlockError } from '@evlock/protocol';
import type { FastifyReply } from 'fastify';
import { DATA_HEADERS } from './policy.ts';

const METHODS =
  /^(?:(?:eth|kaia|klay)_(?:get\w+|call|chainId|blockNumber|gasPrice|feeHistory|estimateGas|maxPriorityFeePerGas|sendRawTransaction)|net_version)$/;
/** Calls in one request, bytes of an answer, and milliseconds for it. */
const MAX_CALLS = 100;
const MAX_ANSWER = 4 * 1024 * 1024;
const TIMEOUT = 15_000;

/** Throws `INVALID_INPUT` for anything but calls of these methods: a development chain has others that move money. */
function requireReads(body: string): void {
  let calls: unknown;
  try {
    calls = [JSON.parse(body)].flat();
  } catch (cause) {
    throw new EvlockError('INVALID_INPUT', { field: 'body' }, { cause });
  }
  const list = calls as readonly { readonly method?: unknown }[];
  const isRead = (call: { readonly method?: unknown } | null): boolean =>
    typeof call?.method === 'string' && METHODS.test(call.method);
  if (list.length === 0 || list.length > MAX_CALLS || !list.every(isRead)) {
    throw new EvlockError('INVALID_INPUT', { field: 'method' });
  }
}

async function answerOf(url: string, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (cause) {
    throw new EvlockError('CHAIN_UNREACHABLE', {}, { cause });
  }
}

/** Passes one request on to the endpoint of this number. Throws `ROUTE_NOT_FOUND`, `INVALID_INPUT`, `CHAIN_UNREACHABLE`. */
export async function askChain(
  endpoints: readonly string[],
  index: string,
  body: unknown,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const url = /^\d$/.test(index) ? endpoints[Number(index)] : undefined;
  if (url === undefined) throw new EvlockError('ROUTE_NOT_FOUND');
  if (typeof body !== 'string') throw new EvlockError('INVALID_INPUT', { field: 'body' });
  requireReads(body);
  const response = await answerOf(url, body);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new EvlockError('INPUT_TOO_LARGE', { limit: MAX_ANSWER, part: 'chain' });
    chunks.push(chunk);
  }
  return reply
    .headers(DATA_HEADERS)
    .status(response.status)
    .type('application/json; charset=utf-8')
    .send(Buffer.concat(chunks).toString('utf8'));
}
