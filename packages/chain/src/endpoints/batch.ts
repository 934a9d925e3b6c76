/** Interprets the response to a request of one or several calls. Pure. */

export interface RpcCall {
  readonly jsonrpc: '2.0';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

export interface RpcFailure {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcFailure };

export interface Answered {
  /** Calls missing here were not answered: the batch itself was refused. */
  readonly byId: ReadonlyMap<number, RpcAnswer>;
  /** The error returned in place of answers. */
  readonly message: string;
  /** Rate-limited: a smaller batch would not help. */
  readonly limited: boolean;
}

interface RawAnswer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

const RATE_LIMITED = /rate.?limit|too many requests|request count exceeded|quota/i;
/** Wording in a batch item's error that blames the batch. */
const BATCH_REFUSED = /batch/i;

const TOO_MANY_REQUESTS = 429;

/** Parses a response body. Never throws. */
export function answersOf(calls: readonly RpcCall[], status: number, text: string): Answered {
  const body = parsed(text);
  const several = Array.isArray(body);
  const items = (several ? body : [body]).filter(isRawAnswer);
  const byId = new Map<number, RpcAnswer>();
  let message = several || items.length > 0 ? '' : text.slice(0, 200).replace(/\s+/g, ' ').trim();
  for (const item of items) {
    const answer = answerOf(item);
    if (answer === undefined) continue;
    if ('error' in answer && calls.length > 1 && (!several || BATCH_REFUSED.test(answer.error.message))) {
      message ||= answer.error.message;
      continue;
    }
    // A single call's answer is that call's, whatever its id.
    const id = calls.length === 1 ? calls[0]?.id : idOf(item.id);
    if (id !== undefined) byId.set(id, answer);
  }
  const alone = calls.length === 1;
  const limited =
    status === TOO_MANY_REQUESTS ? !BATCH_REFUSED.test(message) : !alone && byId.size === 0 && isRateLimit(message);
  return { byId, message, limited };
}

const isRateLimit = (message: string): boolean => RATE_LIMITED.test(message) && !BATCH_REFUSED.test(message);

/**
 * Calls to try in one request after a batch of `size` was refused: the number the endpoint names, else a quarter, down to one.
 */
export function sizeAfterRefusal(size: number, { message }: Pick<Answered, 'message'>): number {
  const named = [...message.matchAll(/\d+/g)].map(Number).filter((number) => number >= 1 && number < size);
  return named.length > 0 ? Math.min(...named) : Math.max(1, Math.floor(size / 4));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRawAnswer = (item: unknown): item is RawAnswer =>
  typeof item === 'object' && item !== null && ('result' in item || 'error' in item);

function answerOf({ result, error }: RawAnswer): RpcAnswer | undefined {
  if (error === undefined || error === null) return result === undefined ? undefined : { result };
  if (typeof error === 'string') return { error: { code: -32_603, message: error } };
  if (typeof error !== 'object') return undefined;
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: unknown };
  return { error: { code: Number(code) || 0, message: String(message ?? ''), ...(data !== undefined && { data }) } };
}

const idOf = (id: unknown): number | undefined => (typeof id === 'number' ? id : undefined);
