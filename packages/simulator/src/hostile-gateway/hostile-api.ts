/**
 * The owners' and operator's HTTPS API under an attacker's control: holds the gateway's own certificate, and forwards,
 * alters, withholds or answers by its rules. Behind it is the real gateway, or nothing.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, type RequestOptions, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { EVENTS_PATH, EvlockError, parse, type Route, type RouteName, routes, toJson } from '@evlock/protocol';
import type { HostileIdentity } from './identity.ts';
import { type Exchange, forwardToNobody, type Rules } from './rules.ts';

export interface HostileApiOptions {
  readonly identity: HostileIdentity;
  /** `https://host:port` of the real gateway, under the same authority; nothing behind it when omitted. */
  readonly upstream?: string;
  /** 0 takes any free port. */
  readonly port?: number;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const json = { 'content-type': 'application/json' };

export class HostileApi {
  readonly rules: Rules;
  readonly #options: HostileApiOptions;
  readonly #server: Server;
  readonly #agent: Agent;
  readonly #streams = new Set<ServerResponse>();

  constructor(options: HostileApiOptions, modules: { readonly rules: Rules }) {
    const { certificate: cert, privateKey: key, authority: ca } = options.identity;
    this.#options = options;
    this.rules = modules.rules;
    this.#agent = new Agent({ keepAlive: true, ca, minVersion: 'TLSv1.3' });
    this.#server = createServer({ cert, key, minVersion: 'TLSv1.3' }, (incoming, response) => {
      this.#handle(incoming, response).catch((error: unknown) => fail(response, EvlockError.from(error)));
    });
  }

  /** Listens on loopback. */
  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `https://localhost:${this.port}`;
  }

  /** Currently open event streams. */
  get listeners(): number {
    return this.#streams.size;
  }

  /** Sends every open event stream an event that never happened. */
  tell(name: string, data: unknown): void {
    for (const stream of this.#streams) stream.write(`event: ${name}\ndata: ${toJson(data)}\n\n`);
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams } = new URL(incoming.url ?? '/', 'https://localhost');
    if (path === EVENTS_PATH) return this.#stream(incoming, response);
    const found = routeOf(incoming.method ?? '', path);
    const text = Buffer.concat((await incoming.toArray()) as Buffer[]).toString('utf8');
    if (!found) {
      const { status, body } = await this.#ask(incoming, text);
      return void response.writeHead(status, json).end(toJson(body));
    }
    const { name, route, params } = found;
    const body = route.body ? parse(route.body, JSON.parse(text || '{}')) : undefined;
    const caller = /^Bearer (.*)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? null;
    const query = Object.fromEntries(searchParams);
    const answer = await this.rules.carry({ name, body, params, query, caller }, (exchange) =>
      this.#forward(route, exchange, incoming),
    );
    response.writeHead(200, json).end(toJson(answer));
  }

  /** Throws the real gateway's refusal. */
  async #forward(route: Route, exchange: Exchange, incoming: IncomingMessage): Promise<unknown> {
    if (this.#options.upstream === undefined) return forwardToNobody(exchange);
    const { status, body } = await this.#ask(incoming, exchange.body === undefined ? '' : toJson(exchange.body));
    if (status !== 200) throw EvlockError.fromBody(body as { code: string });
    return parse(route.response, body);
  }

  async #ask(incoming: IncomingMessage, text: string): Promise<Reply> {
    const answered = await this.#open(incoming, text);
    const received = Buffer.concat((await answered.toArray()) as Buffer[]).toString('utf8');
    return { status: answered.statusCode ?? 502, body: JSON.parse(received) };
  }

  #open({ method, url, headers }: IncomingMessage, text: string): Promise<IncomingMessage> {
    const { authorization, accept } = headers;
    const options: RequestOptions = {
      agent: this.#agent,
      method,
      headers: {
        ...(accept && { accept }),
        ...(authorization && { authorization }),
        ...(text && { ...json, 'content-length': String(Buffer.byteLength(text)) }),
      },
    };
    return new Promise((resolve, reject) => {
      request(new URL(url ?? '/', this.#options.upstream), options, resolve)
        .once('error', reject)
        .end(text);
    });
  }

  async #stream(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': evlock\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
    if (this.#options.upstream === undefined) return;
    const events = await this.#open(incoming, '');
    response.on('close', () => events.destroy());
    events.pipe(response);
  }
}

function fail(response: ServerResponse, error: EvlockError): void {
  if (!response.headersSent) response.writeHead(error.status, json);
  response.end(toJson(error.toJSON()));
}

interface Found {
  readonly name: RouteName;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

function routeOf(method: string, path: string): Found | undefined {
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    const pattern = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match && route.method === method) return { name, route, params: { ...match.groups } };
  }
  return undefined;
}
