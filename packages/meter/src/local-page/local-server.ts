/** The HTTP side of a meter's local page: the gate, the table of routes, the files. It binds loopback and nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenOnBothLoopbacks } from '@evlock/files';
import {
  EvlockError,
  LOCAL_PAGE_MAX_BODY,
  type LocalBody,
  type LocalRouteName,
  localRoutes,
  parse,
  parseJson,
  toJson,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Gate } from './gate.ts';
import { PAGE_HEADERS, pageFile } from './page-files.ts';

export interface LocalServerModules {
  readonly gate: Gate;
  readonly desk: LocalHandlers;
  readonly log: Log;
}

type Handled = Exclude<LocalRouteName, 'session'>;
/** Answers of all routes but the session's. */
export type LocalHandlers = { readonly [N in Handled]: (body: LocalBody<N>) => Promise<object> };

const CONNECTIONS_MAX = 32;
const PATIENCE_MS = 10_000;
const BASE = 'http://localhost';

/** A server that does not listen yet. */
export function createLocalServer(
  options: { readonly pagesFolder: string | undefined },
  modules: LocalServerModules,
): Server {
  const bounds = { headersTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS, maxHeaderSize: 8192 };
  const server = createServer(bounds, (request, response) => {
    answer(request, options, modules).then(
      ({ status, type, bytes }) => send(response, status, type, bytes),
      (thrown: unknown) => refuse(request, response, EvlockError.from(thrown), modules.log),
    );
  });
  server.maxConnections = CONNECTIONS_MAX;
  // No route speaks another protocol.
  server.on('upgrade', (_request, socket) => socket.destroy());
  return server;
}

/** Ports that are tried where any will do: another process may hold one of the two addresses. */
const TRIED = 16;

/** Listens on both addresses of `localhost`, or on none. Rejects with the system's error. */
export async function listenLocally(server: Server, port: number): Promise<number> {
  for (let tried = 1; ; tried++) {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1' }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    try {
      await listenOnBothLoopbacks(server);
      return (server.address() as AddressInfo).port;
    } catch (error) {
      await new Promise((resolve) => server.close(resolve));
      if (port !== 0 || tried === TRIED) throw error;
    }
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array | string;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const json = (value: object): Answer => ({ status: 200, type: JSON_TYPE, bytes: toJson(value) });

async function answer(
  request: IncomingMessage,
  { pagesFolder }: { readonly pagesFolder: string | undefined },
  modules: LocalServerModules,
): Promise<Answer> {
  const { gate, log } = modules;
  gate.requireHost(request);
  const { pathname } = new URL(request.url ?? '/', BASE);
  const found = (Object.keys(localRoutes) as LocalRouteName[]).find((name) => {
    return localRoutes[name].path === pathname && localRoutes[name].method === request.method;
  });
  if (found === undefined) return fileAt(pathname, request.method, pagesFolder);
  gate.requireOwnPage(request);
  if (found === 'session') {
    const { code } = await bodyOf(request, found);
    return json({ token: gate.enter(code) });
  }
  gate.requireToken(request);
  const handler = modules.desk[found] as (body: unknown) => Promise<object>;
  const result = await handler(await bodyOf(request, found));
  // Never the body, and never the answer: either may hold the recovery phrase.
  log[found === 'state' ? 'debug' : 'info']({ route: found }, 'local page');
  return json(parse(localRoutes[found].response, result, 'INTERNAL'));
}

async function fileAt(path: string, method: string | undefined, folder: string | undefined): Promise<Answer> {
  const file = method === 'GET' ? await pageFile(folder, path) : undefined;
  if (!file) throw new EvlockError('ROUTE_NOT_FOUND');
  return { status: 200, type: file.type, bytes: file.bytes };
}

async function bodyOf<N extends LocalRouteName>(request: IncomingMessage, name: N): Promise<LocalBody<N>> {
  const route = localRoutes[name];
  if (!('body' in route)) return undefined as LocalBody<N>;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LOCAL_PAGE_MAX_BODY) throw new EvlockError('INPUT_TOO_LARGE', { limit: LOCAL_PAGE_MAX_BODY });
    pieces.push(piece);
  }
  return parseJson(route.body, Buffer.concat(pieces).toString('utf8'), LOCAL_PAGE_MAX_BODY) as LocalBody<N>;
}

function refuse(request: IncomingMessage, response: ServerResponse, error: EvlockError, log: Log): void {
  log[error.entry.defect ? 'error' : 'debug']({ error, method: request.method }, 'request refused at the local page');
  if (error.retryAfter !== undefined) response.setHeader('retry-after', error.retryAfter);
  // What was not read of the request would be taken for the next one.
  if (!request.complete) response.setHeader('connection', 'close');
  send(response, error.status, JSON_TYPE, toJson(error.toJSON()));
}

function send(response: ServerResponse, status: number, type: string, bytes: Uint8Array | string): void {
  response.writeHead(status, { ...PAGE_HEADERS, 'content-type': type });
  response.end(bytes);
}
