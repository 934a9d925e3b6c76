/** How a request reaches the gateway: HTTPS with a pinned authority in Node, `fetch` in a browser. */
import type { EvlockError } from '@evlock/protocol';

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Path with query; starts with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ApiResponse {
  readonly status: number;
  readonly text: string;
}

/** A response with a streaming body. */
export interface ApiStream {
  readonly status: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  close(): void;
}

export interface Transport {
  /** Throws `GATEWAY_UNREACHABLE`, `GATEWAY_UNTRUSTED`, `TIMED_OUT`, `INPUT_TOO_LARGE` or `CANCELLED`. */
  exchange(request: ApiRequest): Promise<ApiResponse>;
  /** Throws like `exchange`; the caller reads and closes the body. */
  stream(request: ApiRequest): Promise<ApiStream>;
  /** Maps what broke a stream to a catalogue error. */
  typed(error: unknown): EvlockError;
  /** Closes idle connections. */
  close(): void;
}
