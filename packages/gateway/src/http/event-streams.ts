/** Server-sent events: every owner sees all offers, its own trades and its own meter. Bounded in number and in memory. */
import type { ServerResponse } from 'node:http';
import { type Bytes32, type Clock, EvlockError, milliseconds, toJson } from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';
import type { EventStreamLimits } from '../limits/http-limits.ts';
import { concerns, type EventBus, type MarketEvent } from '../market/event-bus.ts';

export interface EventStreamModules {
  readonly events: EventBus;
  readonly clock: Clock;
}

export interface StreamReader {
  readonly principal: Principal;
  /** Whether the session that the stream was opened with is still valid for this owner. */
  readonly holds: () => Promise<boolean>;
}

interface Stream extends StreamReader {
  readonly response: ServerResponse;
  readonly over: AbortController;
}

export class EventStreams {
  readonly #limits: EventStreamLimits;
  readonly #modules: EventStreamModules;
  readonly #streams = new Set<Stream>();
  readonly #unlisten: () => void;

  constructor(limits: EventStreamLimits, modules: EventStreamModules) {
    this.#limits = limits;
    this.#modules = modules;
    this.#unlisten = modules.events.listen((event) => this.#tell(event));
  }

  /** Number of open streams. */
  get count(): number {
    return this.#streams.size;
  }

  /** Throws `RATE_LIMITED` when this owner, or all together, have too many streams. */
  requireRoom(principal: Principal): void {
    const own = [...this.#streams].filter((stream) => stream.principal.deviceId === principal.deviceId).length;
    if (own >= this.#limits.streamsPerOwner || this.#streams.size >= this.#limits.streams) {
      throw new EvlockError('RATE_LIMITED', { streams: own, seconds: this.#limits.heartbeatSeconds });
    }
  }

  /**
   * Writes events to a response until either side ends it, or the session no longer `holds`. That is checked at once, since
   * the session may have ended before the stream could be found by `endOf`, and with every heartbeat.
   */
  open(reader: StreamReader, response: ServerResponse, headers: Readonly<Record<string, string>>): void {
    const stream: Stream = { ...reader, response, over: new AbortController() };
    this.#streams.add(stream);
    response.on('close', () => this.#end(stream));
    response.on('error', () => this.#end(stream));
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(': evlock\n\n');
    void this.#beat(stream);
  }

  /** Ends the streams of one device: it was revoked, or has another passkey now. */
  endOf(deviceId: Bytes32): void {
    for (const stream of [...this.#streams]) if (stream.principal.deviceId === deviceId) this.#end(stream);
  }

  stop(): void {
    this.#unlisten();
    for (const stream of [...this.#streams]) this.#end(stream);
  }

  #tell(event: MarketEvent): void {
    const readers = [...this.#streams].filter(({ principal }) => concerns(event, principal));
    if (readers.length === 0) return;
    const text = `event: ${event.name}\ndata: ${toJson(event.body)}\n\n`;
    for (const reader of readers) this.#write(reader, text);
  }

  #write(stream: Stream, text: string): void {
    stream.response.write(text);
    if (stream.response.writableLength > this.#limits.maxBuffered) {
      this.#end(stream);
      stream.response.destroy();
    }
  }

  #end(stream: Stream): void {
    if (!this.#streams.delete(stream)) return;
    stream.over.abort();
    stream.response.end();
  }

  async #beat(stream: Stream): Promise<void> {
    const { clock } = this.#modules;
    const { signal } = stream.over;
    const ends = clock.monotonic() + this.#limits.longestSeconds * 1000;
    while (!signal.aborted && clock.monotonic() < ends && (await stream.holds())) {
      await clock.sleep(milliseconds(this.#limits.heartbeatSeconds * 1000), signal).catch(() => undefined);
      if (!signal.aborted) this.#write(stream, ': still here\n\n');
    }
    this.#end(stream);
  }
}
