/**
 * One end of the device link, used by both: matches responses to requests, validates every body against its schema, and bounds the
 * number of requests in progress. It does no I/O: frames leave through `send` and arrive through `receive`; time comes from the clock.
 */
import type { z } from 'zod';
import { EvlockError } from '../errors/evlock-error.ts';
import type { Clock } from '../time/clock.ts';
import { toJson } from '../values/json.ts';
import { parse, parseJson } from '../values/parse.ts';
import { milliseconds } from '../values/units.ts';
import {
  DEVICE_LINK_MAX_FRAME,
  DEVICE_LINK_MAX_PENDING,
  DEVICE_LINK_TIMEOUT_SECONDS,
  type Frame,
  frameSchema,
} from './device-link.ts';

export type LinkMethods = Readonly<Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>>;
type RequestOf<Methods extends LinkMethods, M extends keyof Methods> = z.output<Methods[M]['request']>;
type ResponseOf<Methods extends LinkMethods, M extends keyof Methods> = z.output<Methods[M]['response']>;

/** Handles the other side's requests. A thrown `EvlockError` is sent as the response; anything else is sent as `INTERNAL`. */
export type LinkHandlers<Methods extends LinkMethods> = {
  readonly [M in keyof Methods]: (body: RequestOf<Methods, M>) => Promise<ResponseOf<Methods, M>>;
};

export interface LinkPeerOptions<Asks extends LinkMethods, Answers extends LinkMethods> {
  /** The methods that this side requests. */
  readonly asks: Asks;
  /** The methods that this side responds to. */
  readonly answers: Answers;
  /** Number of requests handled at a time; 1 keeps them in order. The rest wait; at most `DEVICE_LINK_MAX_PENDING` in all. */
  readonly concurrency: number;
  /** Seconds until an unanswered request fails with `TIMED_OUT`. */
  readonly timeoutSeconds?: number;
}

export interface LinkPeerModules<Answers extends LinkMethods> {
  /** Sends one frame. Must not throw. */
  readonly send: (text: string) => void;
  readonly clock: Clock;
  readonly handlers: LinkHandlers<Answers>;
  /** The other side violated the protocol: close the connection. Called at most once. */
  readonly violated: (error: EvlockError) => void;
  /** Called with the number of unanswered requests of the other side whenever it changes, for back-pressure. */
  readonly loadChanged?: (unanswered: number) => void;
  /** A handler failed, and the error is about to be sent. For the log. */
  readonly failed?: (method: string, error: EvlockError) => void;
  /** The error that the other side is shown in place of a handler's error. Default: the same. */
  readonly shown?: (error: EvlockError) => EvlockError;
}

interface Pending {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Question {
  readonly id: number;
  readonly method: string;
  readonly body: unknown;
}

// The frame's schema limits texts; long details are truncated so that the error still arrives.
const errorFrame = (id: number, error: EvlockError): string => {
  const details = Object.entries(error.details).map(([key, value]) => [
    key.slice(0, 64),
    typeof value === 'string' ? value.slice(0, 512) : value,
  ]);
  const body = { code: error.code, message: error.message.slice(0, 2000), details: Object.fromEntries(details) };
  return toJson({ id, error: body });
};

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * @example
 * // A meter's end, on a WebSocket that is open.
 * const peer = new LinkPeer(
 *   { asks: gatewayMethods, answers: meterMethods, concurrency: 8 },
 *   { send: (text) => socket.send(text), clock: systemClock, handlers, violated: () => socket.close(1008) },
 * );
 * socket.on('message', (data) => peer.receive(String(data)));
 * socket.on('close', () => peer.close(new EvlockError('GATEWAY_UNREACHABLE')));
 *
 * const { market, trades } = await peer.request('hello', hello);
 * await peer.request('receipt', { receipt, signature }); // resolves once the gateway has stored it
 */
export class LinkPeer<Asks extends LinkMethods, Answers extends LinkMethods> {
  readonly #options: LinkPeerOptions<Asks, Answers>;
  readonly #modules: LinkPeerModules<Answers>;
  readonly #pending = new Map<number, Pending>();
  readonly #waiting: Question[] = [];
  #running = 0;
  #nextId = 0;
  #lastQuestion = -1;
  #closed: EvlockError | undefined;

  constructor(options: LinkPeerOptions<Asks, Answers>, modules: LinkPeerModules<Answers>) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Number of the other side's requests that are not yet answered. */
  get unanswered(): number {
    return this.#running + this.#waiting.length;
  }

  /** Why the link is closed; undefined while it is open. */
  get closed(): EvlockError | undefined {
    return this.#closed;
  }

  /**
   * Sends a request and resolves with its response. Throws the other side's error, `TIMED_OUT`, `RATE_LIMITED` when too many
   * requests are unanswered, `INPUT_TOO_LARGE`, `PROTOCOL_VIOLATION` for a malformed response, or the reason given to `close`.
   */
  async request<M extends keyof Asks & string>(method: M, body: RequestOf<Asks, M>): Promise<ResponseOf<Asks, M>> {
    if (this.#closed) throw this.#closed;
    if (this.#pending.size >= DEVICE_LINK_MAX_PENDING) {
      throw new EvlockError('RATE_LIMITED', { method, pending: this.#pending.size });
    }
    const text = toJson({ id: this.#nextId, method, body });
    if (byteLength(text) > DEVICE_LINK_MAX_FRAME) {
      throw new EvlockError('INPUT_TOO_LARGE', { method, limit: DEVICE_LINK_MAX_FRAME });
    }
    const result = await this.#ask(this.#nextId++, method, text);
    const schema = this.#options.asks[method]?.response as Asks[M]['response'];
    try {
      return parse(schema, result, 'PROTOCOL_VIOLATION') as ResponseOf<Asks, M>;
    } catch (error) {
      throw this.#violation(EvlockError.from(error));
    }
  }

  /** Handles one frame from the other side. Never throws: a violation of the protocol goes to `violated` and closes the link. */
  receive(text: string): void {
    if (this.#closed) return;
    let frame: Frame;
    try {
      frame = parseJson(frameSchema, text, DEVICE_LINK_MAX_FRAME);
    } catch (cause) {
      const { code, details } = EvlockError.from(cause);
      const tooLarge = code === 'INPUT_TOO_LARGE';
      this.#violation(new EvlockError(tooLarge ? code : 'PROTOCOL_VIOLATION', details, { cause }));
      return;
    }
    if ('method' in frame) this.#question(frame);
    else this.#answer(frame);
  }

  /** Ends the link: every unanswered request fails with `reason`, and responses in progress are dropped. */
  close(reason: EvlockError): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#waiting.length = 0;
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  async #ask(id: number, method: string, text: string): Promise<unknown> {
    const over = new AbortController();
    const answered = new Promise((resolve, reject) => this.#pending.set(id, { method, resolve, reject }));
    const seconds = this.#options.timeoutSeconds ?? DEVICE_LINK_TIMEOUT_SECONDS;
    const late = this.#modules.clock.sleep(milliseconds(seconds * 1000), over.signal).then(
      () => this.#pending.get(id)?.reject(new EvlockError('TIMED_OUT', { method, seconds })),
      () => undefined,
    );
    this.#modules.send(text);
    try {
      return await answered;
    } finally {
      this.#pending.delete(id);
      over.abort();
      await late;
    }
  }

  #answer(frame: Exclude<Frame, { method: string }>): void {
    const pending = this.#pending.get(frame.id);
    if (!pending) {
      // A response after its timeout is late, not wrong; a response to a request that was never made is wrong.
      if (frame.id >= this.#nextId) this.#violation(new EvlockError('PROTOCOL_VIOLATION', { answer: frame.id }));
      return;
    }
    if ('error' in frame) pending.reject(EvlockError.fromBody(frame.error));
    else pending.resolve(frame.result);
  }

  #question({ id, method, body }: Question): void {
    if (id <= this.#lastQuestion) {
      this.#violation(new EvlockError('PROTOCOL_VIOLATION', { request: id, last: this.#lastQuestion }));
      return;
    }
    this.#lastQuestion = id;
    if (this.unanswered >= DEVICE_LINK_MAX_PENDING) {
      this.#modules.send(errorFrame(id, new EvlockError('RATE_LIMITED', { method, pending: this.unanswered })));
      return;
    }
    this.#waiting.push({ id, method, body });
    this.#modules.loadChanged?.(this.unanswered);
    this.#work();
  }

  #work(): void {
    while (!this.#closed && this.#running < this.#options.concurrency) {
      const question = this.#waiting.shift();
      if (!question) return;
      this.#running++;
      void this.#handle(question).then((text) => {
        this.#running--;
        if (!this.#closed) this.#modules.send(text);
        this.#modules.loadChanged?.(this.unanswered);
        this.#work();
      });
    }
  }

  /** The frame that responds to a request. Never rejects. */
  async #handle({ id, method, body }: Question): Promise<string> {
    try {
      const known = Object.hasOwn(this.#options.answers, method) ? this.#options.answers[method] : undefined;
      if (!known) throw new EvlockError('PROTOCOL_VIOLATION', { method });
      const request = parse(known.request, body);
      const handler = this.#modules.handlers[method] as (request: unknown) => Promise<unknown>;
      const text = toJson({ id, result: await handler(request) });
      if (byteLength(text) > DEVICE_LINK_MAX_FRAME) {
        throw new EvlockError('INPUT_TOO_LARGE', { method, limit: DEVICE_LINK_MAX_FRAME });
      }
      return text;
    } catch (cause) {
      const error = EvlockError.from(cause);
      this.#modules.failed?.(method, error);
      return errorFrame(id, this.#modules.shown?.(error) ?? error);
    }
  }

  #violation(error: EvlockError): EvlockError {
    if (!this.#closed) {
      this.close(error);
      this.#modules.violated(error);
    }
    return error;
  }
}
