/** The demo's routes on the pages' server: its feed, and the drawer of sabotage. */
import { timingSafeEqual } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { EvlockError, milliseconds, parseJson, toJson } from '@evlock/protocol';
import type { PagesApp } from '@evlock/web';
import {
  DEMO_HEADER,
  FEED_PATH,
  MEND_PATH,
  mendRequestSchema,
  SABOTAGE_PATH,
  type Snapshot,
  sabotageRequestSchema,
} from '../feed/index.ts';
import type { Saboteur } from '../sabotage/saboteur.ts';

/** Between two pictures. */
export const EVERY = milliseconds(1_000);
/** Open streams at a time. */
const STREAMS_MAX = 32;
/** Characters of a request. */
const REQUEST_MAX = 4_096;

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
};

export interface FeedModules {
  readonly snapshot: () => Snapshot;
  /** Only who could read the feed knows it: a page of another origin cannot. */
  readonly token: string;
  /** Undefined while there is nothing to break yet. */
  readonly saboteur: () => Saboteur | undefined;
}

export class FeedRoutes {
  readonly #modules: FeedModules;
  readonly #streams = new Set<ServerResponse>();

  constructor(modules: FeedModules) {
    this.#modules = modules;
  }

  /** Adds the routes; whoever asks shows a page of this origin, as the server has checked. */
  add(app: PagesApp): void {
    app.get(FEED_PATH, (_request, reply) => {
      if (this.#streams.size >= STREAMS_MAX) throw new EvlockError('RATE_LIMITED', { streams: STREAMS_MAX });
      reply.hijack();
      this.#open(reply.raw);
    });
    app.post(SABOTAGE_PATH, async ({ body, headers }) => {
      const { sabotage } = this.#asked(sabotageRequestSchema, body, headers[DEMO_HEADER]);
      return { fault: await this.#saboteur().sabotage(sabotage) };
    });
    app.post(MEND_PATH, async ({ body, headers }) => {
      const { fault } = this.#asked(mendRequestSchema, body, headers[DEMO_HEADER]);
      await this.#saboteur().mend(fault);
      return {};
    });
  }

  /** Whether anybody looks. */
  get isWatched(): boolean {
    return this.#streams.size > 0;
  }

  /** Sends everyone the present picture; who is too slow gets the next one. */
  tell(): void {
    if (!this.isWatched) return;
    const event = eventOf(this.#modules.snapshot());
    for (const stream of this.#streams) if (!stream.writableNeedDrain) stream.write(event);
  }

  close(): void {
    for (const stream of this.#streams) stream.end();
  }

  #open(stream: ServerResponse): void {
    stream.writeHead(200, STREAM_HEADERS);
    stream.write(eventOf(this.#modules.snapshot()));
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
  }

  #asked<S extends Parameters<typeof parseJson>[0]>(schema: S, body: unknown, token: unknown) {
    if (typeof token !== 'string' || !isEqual(token, this.#modules.token)) throw new EvlockError('UNAUTHENTICATED');
    return parseJson(schema, typeof body === 'string' ? body : '', REQUEST_MAX);
  }

  #saboteur(): Saboteur {
    const saboteur = this.#modules.saboteur();
    if (!saboteur) throw new EvlockError('OUT_OF_STATE', { problem: 'the community is not started' });
    return saboteur;
  }
}

const eventOf = (snapshot: Snapshot): string => `event: snapshot\ndata: ${toJson(snapshot)}\n\n`;

const isEqual = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
