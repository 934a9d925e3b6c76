/** A browser's transport: `fetch` to the page's own origin, whose server passes it on to the gateway. */
import type { ApiRequest, ApiResponse, ApiStream, Transport } from '@evlock/owner';
import { CLIENT_WAITS, EvlockError } from '@evlock/protocol';

/** Longest silence of a stream of events in milliseconds: the gateway's heartbeat is every ten seconds. */
const SILENCE = 35_000;

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const browserFetch: Fetch = (path, init) => fetch(path, init);

const init = ({ method, headers, body, signal }: ApiRequest): RequestInit => ({
  method,
  headers,
  // The session is a header of ours: nothing is sent by itself.
  credentials: 'omit',
  cache: 'no-store',
  redirect: 'error',
  ...(body !== undefined && { body }),
  ...(signal && { signal }),
});

function typed(error: unknown): EvlockError {
  if (EvlockError.is(error)) return error;
  const { name } = (error ?? {}) as { name?: unknown };
  if (name === 'AbortError') return new EvlockError('CANCELLED', {}, { cause: error });
  if (name === 'TimeoutError') return new EvlockError('TIMED_OUT', { part: 'gateway' }, { cause: error });
  return new EvlockError('GATEWAY_UNREACHABLE', {}, { cause: error });
}

/** Whether the stream of events stands, and when it last said anything. */
export class StreamWatch {
  /** Told when that changes. */
  listener: (connected: boolean) => void = () => undefined;
  /** Undefined before the first attempt. */
  #connected: boolean | undefined;
  #last = 0;
  #close: () => void = () => undefined;

  opened(close: () => void): void {
    this.#close = close;
    this.heard();
  }

  heard(): void {
    this.#last = Date.now();
    this.#set(true);
  }

  closed(): void {
    this.#set(false);
  }

  /** `length` in milliseconds. */
  closeIfSilent(length: number): void {
    if (this.#connected && Date.now() - this.#last > length) this.#close();
  }

  #set(connected: boolean): void {
    if (connected === this.#connected) return;
    this.#connected = connected;
    this.listener(connected);
  }
}

/** Chunks until the end; throws `TIMED_OUT` after a silence, as after a sleep. Not every browser iterates over a body by itself. */
async function* silentNoLonger(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new EvlockError('TIMED_OUT', { part: 'gateway' })), SILENCE);
    });
    try {
      const read = await Promise.race([reader.read(), silence]);
      if (read.done) return;
      yield read.value;
    } finally {
      clearTimeout(timer);
    }
  }
}

async function* watched(chunks: AsyncIterable<Uint8Array>, watch: StreamWatch): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) {
      watch.heard();
      yield chunk;
    }
  } finally {
    watch.closed();
  }
}

export interface FetchModules {
  /** `fetch` of the browser by default. */
  readonly send?: Fetch;
  readonly watch?: StreamWatch;
}

/**
 * @example
 * const api = new ApiClient({ transport: fetchTransport() });
 */
export function fetchTransport({ send = browserFetch, watch = new StreamWatch() }: FetchModules = {}): Transport {
  return {
    async exchange(request: ApiRequest): Promise<ApiResponse> {
      const timeout = AbortSignal.timeout(CLIENT_WAITS);
      const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
      try {
        const response = await send(request.path, init({ ...request, signal }));
        return { status: response.status, text: await response.text() };
      } catch (error) {
        throw typed(error);
      }
    },
    async stream(request: ApiRequest): Promise<ApiStream> {
      try {
        const response = await send(request.path, init(request));
        const reader = response.body?.getReader();
        if (!reader) throw new EvlockError('PROTOCOL_VIOLATION', { part: 'gateway', status: response.status });
        const close = (): void => void reader.cancel().catch(() => undefined);
        const { status } = response;
        if (status === 200) watch.opened(close);
        else watch.closed();
        const chunks = silentNoLonger(reader);
        return { status, chunks: status === 200 ? watched(chunks, watch) : chunks, close };
      } catch (error) {
        watch.closed();
        throw typed(error);
      }
    },
    typed,
    close: () => undefined,
  };
}
