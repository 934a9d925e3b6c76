/** The gateway's HTTP API as typed calls over the route table the gateway itself serves. */
import {
  EVENTS_PATH,
  EvlockError,
  parse,
  type Route,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
  toJson,
} from '@evlock/protocol';
import { type ApiEvent, parseEventStream } from './event-stream.ts';
import type { ApiResponse, ApiStream, Transport } from './transport.ts';

/** Largest error body accepted from the event stream, in characters. */
const MAX_FAILURE = 65_536;

type Given<Key extends string, T> = [T] extends [undefined] ? unknown : { readonly [K in Key]: T };
type IsEmpty<T> = [keyof T] extends [never] ? true : T extends Record<string, never> ? true : false;

/** A route's input, and the bearer token unless it is public. A body without fields is omitted. */
export type CallInput<N extends RouteName> = Given<'params', RouteParams<N>> &
  (IsEmpty<RouteBody<N>> extends true ? unknown : Given<'body', RouteBody<N>>) & {
    readonly query?: Partial<RouteQuery<N>>;
    readonly token?: string;
    readonly signal?: AbortSignal;
  };

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly signal?: AbortSignal;
}

function pathOf(route: Route, input: LooseInput): string {
  const path = route.path.replaceAll(/:(\w+)/g, (_match, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined);
  if (query.length === 0) return path;
  return `${path}?${new URLSearchParams(query.map(([key, value]): [string, string] => [key, String(value)]))}`;
}

/** The error carried by a response. Anything not the gateway's own becomes `PROTOCOL_VIOLATION`. */
function failureOf({ status, text }: ApiResponse): EvlockError {
  try {
    const body = JSON.parse(text) as { code?: unknown; details?: Record<string, unknown> };
    if (typeof body.code === 'string') return EvlockError.fromBody({ code: body.code, details: body.details });
  } catch {
    // Not JSON: some other server, or a proxy in between.
  }
  return new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status });
}

async function textOf({ chunks }: ApiStream): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_FAILURE) break;
  }
  return text;
}

export class ApiClient {
  private readonly transport: Transport;

  constructor({ transport }: { readonly transport: Transport }) {
    this.transport = transport;
  }

  /**
   * Calls one route: `await api.call('trade', { params: { id }, token })`. Throws the gateway's own error, or
   * `GATEWAY_UNREACHABLE`, `GATEWAY_UNTRUSTED`, `TIMED_OUT`, `INPUT_TOO_LARGE`, `PROTOCOL_VIOLATION`.
   */
  async call<N extends RouteName>(name: N, input: CallInput<N>): Promise<RouteResponse<N>> {
    const route: Route = routes[name];
    const loose = input as LooseInput;
    const response = await this.transport.exchange({
      method: route.method,
      path: pathOf(route, loose),
      headers: {
        accept: 'application/json',
        ...(route.body ? { 'content-type': 'application/json' } : {}),
        ...(loose.token === undefined ? {} : { authorization: `Bearer ${loose.token}` }),
      },
      body: route.body ? toJson(loose.body ?? {}) : undefined,
      signal: loose.signal,
    });
    if (response.status < 200 || response.status > 299) throw failureOf(response);
    return this.parsed(route, response) as RouteResponse<N>;
  }

  /** The event stream, until `signal` aborts or the gateway ends it. Throws like `call`. */
  async *events({ token, signal }: { token: string; signal: AbortSignal }): AsyncGenerator<ApiEvent> {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    let stream: ApiStream | undefined;
    try {
      stream = await this.transport.stream({ method: 'GET', path: EVENTS_PATH, headers, signal });
      if (stream.status !== 200) throw failureOf({ status: stream.status, text: await textOf(stream) });
      yield* parseEventStream(stream.chunks);
    } catch (error) {
      if (!signal.aborted) throw this.transport.typed(error);
    } finally {
      stream?.close();
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.transport.close();
  }

  private parsed(route: Route, { status, text }: ApiResponse): unknown {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status }, { cause });
    }
    return parse(route.response, value, 'PROTOCOL_VIOLATION');
  }
}
