/**
 * The device link under an attacker's control. To a meter it is the gateway, with the gateway's own certificate; to the real
 * gateway it is the meter, with a certificate issued by the hacked authority. Without a real gateway it answers by its rules
 * alone.
 */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  type Bytes32,
  type Clock,
  DEVICE_LINK_MAX_FRAME,
  DEVICE_LINK_MAX_PENDING,
  EvlockError,
  gatewayMethods,
  type LinkHandlers,
  type LinkMethods,
  LinkPeer,
  type MeterMethod,
  meterMethods,
} from '@evlock/protocol';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { HostileIdentity } from './identity.ts';
import { type Exchange, type Forward, forwardToNobody, type Rules } from './rules.ts';

type Methods = typeof gatewayMethods;
/** Talks to a meter. */
type ToMeter = LinkPeer<typeof meterMethods, Methods>;
/** Talks to the real gateway. */
type ToGateway = LinkPeer<Methods, typeof meterMethods>;

export interface HostileLinkOptions {
  readonly identity: HostileIdentity;
  /** 0 takes any free port. */
  readonly port?: number;
}

export interface HostileLinkModules {
  /** For the meters' requests to the gateway. */
  readonly toGateway: Rules;
  /** For the gateway's requests to meters. */
  readonly toMeter: Rules;
  /** Connects to the real gateway as a device; nothing behind it when omitted. */
  readonly connect?: (deviceId: Bytes32) => Promise<WebSocket>;
  readonly clock: Clock;
}

/** A withheld request keeps its place for good: so allow as many as may be unanswered in total. */
const CONCURRENCY = DEVICE_LINK_MAX_PENDING;

export class HostileLink {
  readonly #modules: HostileLinkModules;
  readonly #options: HostileLinkOptions;
  readonly #server: Server;
  readonly #meters = new Map<Bytes32, ToMeter>();
  readonly #sockets = new Set<WebSocket>();
  #arrived = Promise.withResolvers<void>();

  constructor(options: HostileLinkOptions, modules: HostileLinkModules) {
    const { certificate: cert, privateKey: key, authority: ca } = options.identity;
    this.#options = options;
    this.#modules = modules;
    this.#server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' });
    const sockets = new WebSocketServer({ server: this.#server, maxPayload: DEVICE_LINK_MAX_FRAME });
    sockets.on('connection', (socket, { socket: transport }) => {
      const name = (transport as TLSSocket).getPeerCertificate().subject?.CN;
      void this.#serve(`0x${name}`, socket);
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

  /** `wss://localhost:PORT`. */
  get url(): string {
    return `wss://localhost:${this.port}`;
  }

  /** Resolves once this device is connected. */
  async connected(deviceId: Bytes32): Promise<void> {
    while (!this.#meters.has(deviceId)) await this.#arrived.promise;
  }

  /** Sends a meter any request. Throws the meter's error, `DEVICE_OFFLINE`. */
  async ask(deviceId: Bytes32, method: MeterMethod, body: unknown): Promise<unknown> {
    const meter = this.#meters.get(deviceId);
    if (!meter) throw new EvlockError('DEVICE_OFFLINE', { deviceId });
    return meter.request(method, body as never);
  }

  /** Sends `count` requests, as many at once as the link allows; returns each answer or refusal. */
  async flood(
    deviceId: Bytes32,
    { method, body, count, atOnce = 16 }: Flood,
  ): Promise<readonly PromiseSettledResult<unknown>[]> {
    const results: PromiseSettledResult<unknown>[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < count; index = next++) {
        const [result] = await Promise.allSettled([this.ask(deviceId, method, body(index))]);
        results[index] = result;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return results;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(deviceId: Bytes32, socket: WebSocket): Promise<void> {
    const { toGateway, toMeter, connect, clock } = this.#modules;
    const early: string[] = [];
    let receive = (text: string): void => void early.push(text);
    socket.on('message', (data: RawData) => receive(data.toString()));
    const upstream = connect && (await connect(deviceId));
    const pass = { deviceId, clock };
    // Each peer forwards to the other, which exists before the first frame arrives.
    const meter: ToMeter = peerOn(
      socket,
      { asks: meterMethods, answers: gatewayMethods },
      pass,
      toGateway,
      (exchange) =>
        gateway ? gateway.request(exchange.name as never, exchange.body as never) : forwardToNobody(exchange),
    );
    const gateway: ToGateway | undefined =
      upstream &&
      peerOn(upstream, { asks: gatewayMethods, answers: meterMethods }, pass, toMeter, (exchange) =>
        meter.request(exchange.name as never, exchange.body as never),
      );
    this.#keep(deviceId, meter, socket, upstream);
    upstream?.on('message', (data: RawData) => gateway?.receive(data.toString()));
    for (const text of early) meter.receive(text);
    receive = (text) => meter.receive(text);
  }

  #keep(deviceId: Bytes32, meter: ToMeter, socket: WebSocket, upstream: WebSocket | undefined): void {
    this.#meters.set(deviceId, meter);
    for (const one of upstream ? [socket, upstream] : [socket]) {
      this.#sockets.add(one);
      one.on('error', () => one.terminate());
      one.on('close', () => {
        this.#sockets.delete(one);
        meter.close(new EvlockError('DEVICE_OFFLINE', { deviceId }));
        if (this.#meters.get(deviceId) === meter) this.#meters.delete(deviceId);
        (one === socket ? upstream : socket)?.close();
      });
    }
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
  }
}

export interface Flood {
  readonly method: MeterMethod;
  readonly body: (index: number) => unknown;
  readonly count: number;
  readonly atOnce?: number;
}

/** One end of a link whose requests from the other side go through the rules. */
function peerOn<Asks extends LinkMethods, Answers extends LinkMethods>(
  socket: WebSocket,
  methods: { readonly asks: Asks; readonly answers: Answers },
  { deviceId, clock }: { readonly deviceId: Bytes32; readonly clock: Clock },
  rules: Rules,
  forward: Forward,
): LinkPeer<Asks, Answers> {
  const handler = (name: string) => (body: unknown) =>
    rules.carry({ name, body, params: {}, caller: deviceId } satisfies Exchange, forward);
  const handlers = Object.fromEntries(Object.keys(methods.answers).map((name) => [name, handler(name)]));
  return new LinkPeer(
    { ...methods, concurrency: CONCURRENCY },
    {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      clock,
      handlers: handlers as unknown as LinkHandlers<Answers>,
      violated: () => socket.terminate(),
    },
  );
}
