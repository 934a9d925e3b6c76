/** A small real HTTPS server that answers the API's routes as a test scripts it. */
import { mkdtemp } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority } from '@evlock/gateway/internal/certificates';
import {
  type Bytes32,
  type DeploymentFile,
  deploymentFileOf,
  EVENTS_PATH,
  EvlockError,
  type MarketInfo,
  marketInfoSchema,
  parse,
  type Route,
  type RouteName,
  routes,
  systemClock,
  toJson,
} from '@evlock/protocol';

export interface Received {
  readonly name: RouteName;
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever body was sent.
  readonly body: any;
  readonly token: string | undefined;
}
export type Handler = (request: Received) => unknown;

export const hex = (digit: string, bytes = 32): Bytes32 => `0x${digit.repeat(bytes * 2)}`;

export const market: MarketInfo = parse(marketInfoSchema, {
  format: 'evlock-deployment-1',
  network: 'local',
  chainId: 31337,
  registry: hex('a', 20),
  market: hex('b', 20),
  batches: hex('e', 20),
  token: hex('c', 20),
  block: 1,
  tokenSymbol: 'TEST',
  tokenDecimals: 6,
  minimumLot: '1000',
  rpId: 'localhost',
  origins: ['https://localhost'],
  attestationKeys: [],
  development: true,
});

/** The deployment as handed over by its operator. */
export const deployment: DeploymentFile = deploymentFileOf(market);

export class TestGateway {
  readonly received: Received[] = [];
  handlers: Partial<Record<RouteName, Handler>> = { market: () => market };
  url = '';
  authority = '';
  authorityFile = '';
  folder = '';
  private issuer: CertificateAuthority | undefined;
  private server: Server | undefined;
  private readonly streams = new Set<ServerResponse>();

  static async start(): Promise<TestGateway> {
    const gateway = new TestGateway();
    gateway.folder = await mkdtemp(join(tmpdir(), 'evlock-owner-'));
    gateway.authorityFile = join(gateway.folder, 'authority.pem');
    const authority = await CertificateAuthority.open(
      { keyFolder: join(gateway.folder, 'keys'), certificateFile: gateway.authorityFile, serverNames: ['localhost'] },
      { clock: systemClock },
    );
    gateway.authority = authority.certificate;
    gateway.issuer = authority;
    const { certificate, privateKey } = await gateway.identity();
    gateway.server = createServer({ cert: certificate, key: privateKey, minVersion: 'TLSv1.3' });
    gateway.server.on('request', (request, response) => void gateway.answer(request, response));
    await new Promise<void>((resolve) => gateway.server!.listen(0, '127.0.0.1', resolve));
    gateway.url = `https://localhost:${(gateway.server.address() as AddressInfo).port}`;
    return gateway;
  }

  /** A further certificate of this gateway, with its key. */
  async identity(): Promise<{ certificate: string; privateKey: string }> {
    return this.issuer!.issueServer();
  }

  /** Sends an event to all listeners. */
  tell(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }

  get listeners(): number {
    return this.streams.size;
  }

  dropStreams(): void {
    for (const stream of this.streams) stream.destroy();
    this.streams.clear();
  }

  last(name: RouteName): Received {
    return this.received.findLast((request) => request.name === name)!;
  }

  async stop(): Promise<void> {
    this.dropStreams();
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
    if (url.pathname === EVENTS_PATH) return this.stream(response);
    const chunks = (await request.toArray()) as Buffer[];
    try {
      const [name, params] = find(request.method ?? '', url.pathname);
      const text = Buffer.concat(chunks).toString('utf8');
      const route: Route = routes[name];
      const body = route.body ? parse(route.body, JSON.parse(text)) : undefined;
      const received = { name, params, query: Object.fromEntries(url.searchParams), body, token };
      this.received.push(received);
      const handler = this.handlers[name];
      if (!handler) throw new EvlockError('INTERNAL', { route: name });
      const answer = toJson(await handler(received)) ?? '';
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    } catch (error) {
      const failure = EvlockError.from(error);
      response.writeHead(failure.status, { 'content-type': 'application/json' }).end(toJson(failure.toJSON()));
    }
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': evlock\n\n');
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }
}

function find(method: string, path: string): [RouteName, Record<string, string>] {
  for (const [name, route] of Object.entries(routes)) {
    const pattern = new RegExp(`^${route.path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match && route.method === method) return [name as RouteName, { ...match.groups }];
  }
  throw new EvlockError('INTERNAL', { path });
}
