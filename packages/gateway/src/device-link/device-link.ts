/**
 * The listener for meters: mutual TLS 1.3, one WebSocket per device, and the directory through which the market reaches
 * the meters that are connected.
 */
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import {
  type Address,
  type Bytes32,
  type Clock,
  DEVICE_LINK_MAX_FRAME,
  DEVICE_LINK_VERSION,
  domainOf,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  type MarketInfo,
  type MeterMethod,
  type MeterRequest,
  type MeterResponse,
  type MeterStatus,
  type Rate,
  TokenBucket,
  toJson,
} from '@evlock/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import { outward } from '../database/database-failure.ts';
import type { Principal } from '../database/principal.ts';
import { DEVICE_LINK_LIMITS, type DeviceLinkLimits } from '../limits/device-link-limits.ts';
import { ConnectionGuard } from '../listeners/connection-guard.ts';
import { IdentityBuckets, rateLimited } from '../listeners/identity-buckets.ts';
import { listen } from '../listeners/listen.ts';
import type { AuthorityNews, ListenerCertificate } from '../listeners/listener-certificate.ts';
import { endWithError } from '../listeners/raw-response.ts';
import type { Log } from '../log.ts';
import type { EventBus } from '../market/event-bus.ts';
import type { Market } from '../market/market.ts';
import type { MeterDirectory } from '../market/meter-directory.ts';
import { type ClientCertificate, clientCertificate } from './client-certificate.ts';
import { type ConnectionHandlers, DeviceConnection } from './device-connection.ts';
import { Instances } from './instances.ts';

export interface DeviceLinkOptions {
  readonly host: string;
  readonly port: number;
  readonly marketInfo: MarketInfo;
  readonly limits?: Partial<DeviceLinkLimits>;
}

/** What the link needs of enrolment: the principal of a certificate, and notice when it is no longer admitted. */
export interface Admission {
  admitted(deviceId: Bytes32, certificateSerial: string): Promise<Principal>;
  onEnded(listener: (deviceId: Bytes32, reason: EvlockError) => void): void;
  renew(certificate: ClientCertificate, request: string): Promise<GatewayResponse<'renewCertificate'>>;
}

export interface DeviceLinkModules {
  readonly certificate: ListenerCertificate & AuthorityNews;
  readonly enrolment: Admission;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

/** The desks that meters are served from. */
export type DeviceMarket = Pick<Market, 'receipts' | 'readings' | 'meters' | 'faults'>;

/** Trades in the response to a `hello`: at 1 207 bytes each, more might not fit its frame. The rest are sent one by one. */
const HELLO_TRADES = 12;
/** Rate of log lines about unauthenticated connections; the guard counts them all. */
const LOG_RATE: Rate = { perSecond: 2, burst: 100 };

interface Online {
  readonly connection: DeviceConnection;
  status: MeterStatus;
}

export class DeviceLink implements MeterDirectory {
  readonly #options: DeviceLinkOptions;
  readonly #modules: DeviceLinkModules;
  readonly #limits: DeviceLinkLimits;
  readonly #server: Server;
  readonly #webSockets: WebSocketServer;
  /** Connections after their `hello`, by meter key; and all connections, before it too. */
  readonly #online = new Map<Address, Online>();
  readonly #connections = new Set<DeviceConnection>();
  readonly #instances = new Instances();
  readonly #guard: ConnectionGuard;
  readonly #frames: IdentityBuckets;
  readonly #bytes: IdentityBuckets;
  readonly #logRate: TokenBucket;
  #market: DeviceMarket | undefined;
  #port = 0;

  constructor(options: DeviceLinkOptions, modules: DeviceLinkModules) {
    this.#options = options;
    this.#modules = modules;
    this.#limits = { ...DEVICE_LINK_LIMITS, ...options.limits };
    const handshake = this.#limits.handshakeSeconds * 1000;
    this.#server = createServer({
      ...modules.certificate.context,
      requestCert: true,
      rejectUnauthorized: true,
      handshakeTimeout: handshake,
      headersTimeout: handshake,
      requestTimeout: handshake,
      connectionsCheckingInterval: Math.min(handshake, 1000),
      maxHeaderSize: 8192,
    });
    this.#server.timeout = handshake;
    this.#guard = new ConnectionGuard(this.#limits, modules);
    this.#frames = new IdentityBuckets(this.#limits.rate, modules);
    this.#bytes = new IdentityBuckets(this.#limits.byteRate, modules);
    this.#logRate = new TokenBucket(LOG_RATE, modules);
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: DEVICE_LINK_MAX_FRAME,
      perMessageDeflate: false,
    });
    modules.certificate.keepFresh(this.#server);
    modules.certificate.onAuthorityChanged(() => this.#tellAuthorityChanged());
    modules.enrolment.onEnded((deviceId, reason) => this.disconnect(deviceId, reason));
  }

  /** Opens the listener. Throws `PORT_IN_USE`. */
  async start(market: DeviceMarket): Promise<void> {
    this.#market = market;
    this.#guard.watch(this.#server);
    this.#server.on('secureConnection', (socket) => this.#report(socket));
    this.#server.on('tlsClientError', (error, socket) => {
      const { code } = error as NodeJS.ErrnoException;
      if (!this.#logRate.take()) return;
      this.#modules.log.warn({ reason: code ?? error.name, address: socket.remoteAddress }, 'TLS handshake refused');
    });
    this.#server.on('request', (_request, response) => {
      response.writeHead(426, { 'content-type': 'application/json', connection: 'close', upgrade: 'websocket' });
      response.end(toJson(new EvlockError('PROTOCOL_VIOLATION', { problem: 'not a WebSocket' })));
    });
    this.#server.on('upgrade', (request, socket, head) => void this.#upgrade(request, socket as TLSSocket, head));
    this.#port = await listen(this.#server, this.#options);
  }

  /** Closes every connection and the listener. */
  async stop(): Promise<void> {
    for (const connection of [...this.#connections]) connection.close(new EvlockError('CANCELLED'));
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    await closed;
  }

  get port(): number {
    return this.#port;
  }

  /** Meters that are connected now. */
  get count(): number {
    return this.#online.size;
  }

  /** Connections now, unauthenticated ones included. */
  get connections(): number {
    return this.#guard.count.connections;
  }

  /** Connections refused since the start. */
  get refusedConnections(): number {
    return this.#guard.count.refused;
  }

  online(meterKey: Address): boolean {
    return this.#online.has(meterKey);
  }

  status(meterKey: Address): MeterStatus | null {
    return this.#online.get(meterKey)?.status ?? null;
  }

  async request<M extends MeterMethod>(meterKey: Address, method: M, body: MeterRequest<M>): Promise<MeterResponse<M>> {
    const online = this.#online.get(meterKey);
    if (!online) throw new EvlockError('DEVICE_OFFLINE', { meterKey });
    return online.connection.request(method, body);
  }

  /** Closes the connections of one device, if there are any. */
  disconnect(deviceId: Bytes32, reason: EvlockError): void {
    for (const connection of [...this.#connections]) {
      if (connection.principal.deviceId === deviceId) connection.close(reason);
    }
  }

  /** Meters ask every few hours anyway; after a stolen authority key that would be too late. */
  #tellAuthorityChanged(): void {
    for (const [meterKey, { connection }] of this.#online) {
      connection.request('authorityChanged', {}).catch((error: unknown) => {
        this.#modules.log.warn({ meterKey, error }, 'a meter was not notified of the changed authority');
      });
    }
  }

  /** The TLS layer's own report of every accepted connection. */
  #report(socket: TLSSocket): void {
    const name: unknown = socket.getPeerCertificate().subject?.CN;
    const report = {
      protocol: socket.getProtocol(),
      cipher: socket.getCipher().name,
      authorized: socket.authorized,
      deviceId: typeof name === 'string' ? `0x${name}` : null,
      address: socket.remoteAddress,
    };
    this.#modules.log.info(report, 'device link TLS');
  }

  async #upgrade(request: IncomingMessage, socket: TLSSocket, head: Buffer): Promise<void> {
    // Until the WebSocket owns the socket, an unhandled error event would end the process.
    const ignore = (): void => void socket.destroy();
    socket.on('error', ignore);
    try {
      const certificate = clientCertificate(socket);
      this.#requireRoom(certificate.deviceId);
      const principal = await this.#modules.enrolment.admitted(certificate.deviceId, certificate.serial);
      this.#guard.prove(socket);
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        socket.off('error', ignore);
        this.#connections.add(this.#connection(principal, certificate, webSocket, socket));
      });
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (this.#logRate.take()) this.#modules.log.warn({ error, address: socket.remoteAddress }, 'device refused');
      endWithError(socket, outward(error));
    }
  }

  /** Throws `RATE_LIMITED` for a device that exceeded its rate or has too many connections. */
  #requireRoom(deviceId: Bytes32): void {
    for (const bucket of [this.#frames.of(deviceId), this.#bytes.of(deviceId)]) {
      if (bucket.secondsLeft() > 0) throw rateLimited(bucket);
    }
    const own = [...this.#connections].filter(({ principal }) => principal.deviceId === deviceId);
    if (own.length >= this.#limits.connectionsPerDevice) {
      throw new EvlockError('RATE_LIMITED', { connections: own.length, seconds: this.#limits.helloSeconds });
    }
  }

  #connection(
    principal: Principal,
    certificate: ClientCertificate,
    socket: WebSocket,
    transport: TLSSocket,
  ): DeviceConnection {
    const { clock, log } = this.#modules;
    const [frames, bytes] = [this.#frames.of(principal.deviceId), this.#bytes.of(principal.deviceId)];
    return new DeviceConnection(
      { principal, domain: domainOf(this.#options.marketInfo), version: DEVICE_LINK_VERSION, limits: this.#limits },
      { socket, transport, frames, bytes, handlers: this.#handlers(certificate), clock, log },
    );
  }

  #handlers(certificate: ClientCertificate): ConnectionHandlers {
    const { enrolment, clock } = this.#modules;
    return {
      hello: (connection, body) => this.#greet(connection, body),
      latest: (principal) => this.#requireMarket().meters.latestSigned(principal),
      receipt: (principal, receipt) => this.#requireMarket().receipts.receive(principal, receipt),
      reading: (principal, reading) => this.#requireMarket().readings.receive(principal, reading),
      status: (principal, status) => this.#statusArrived(principal, status),
      renewCertificate: ({ certificateRequest }) => enrolment.renew(certificate, certificateRequest),
      stillAdmitted: async () => {
        if (clock.now() >= certificate.expires) throw new EvlockError('DEVICE_REVOKED', { expired: true });
        await enrolment.admitted(certificate.deviceId, certificate.serial);
      },
      closed: (connection) => this.#closed(connection),
    };
  }

  async #greet(
    connection: DeviceConnection,
    { status, instance }: GatewayRequest<'hello'>,
  ): Promise<GatewayResponse<'hello'>> {
    const { principal } = connection;
    const market = this.#requireMarket();
    if (instance !== undefined) await this.#requireOnlyOne(principal, instance);
    const trades = await market.meters.openTrades(principal.meterKey);
    if (!this.#connections.has(connection)) throw new EvlockError('DEVICE_OFFLINE', { meterKey: principal.meterKey });
    const older = this.#online.get(principal.meterKey);
    this.#online.set(principal.meterKey, { connection, status });
    older?.connection.close(new EvlockError('CONNECTION_REPLACED', { deviceId: principal.deviceId }));
    this.#tell(principal, status);
    // After the response is sent: what the meter missed would otherwise arrive before it.
    setImmediate(() => {
      market.meters.resend(principal).catch((error: unknown) => {
        this.#modules.log.warn(
          { deviceId: principal.deviceId, error },
          'messages that the meter missed were not resent',
        );
      });
    });
    const marketInfo = this.#options.marketInfo;
    return { now: this.#modules.clock.now(), market: marketInfo, trades: trades.slice(0, HELLO_TRADES) };
  }

  /** Throws `DUPLICATE_METER` when a superseded process of this meter reconnects. */
  async #requireOnlyOne(principal: Principal, instance: string): Promise<void> {
    const serving = this.#instances.greet(principal.meterKey, instance);
    if (serving === undefined) return;
    const { faults } = this.#requireMarket();
    await faults.report(principal.meterKey, 'DUPLICATE_METER', { instance: serving }, { instance });
    throw new EvlockError('DUPLICATE_METER', { deviceId: principal.deviceId });
  }

  #statusArrived(principal: Principal, status: MeterStatus): void {
    const online = this.#online.get(principal.meterKey);
    if (!online) return;
    online.status = status;
    this.#tell(principal, status);
  }

  #closed(connection: DeviceConnection): void {
    this.#connections.delete(connection);
    const { principal } = connection;
    if (this.#online.get(principal.meterKey)?.connection !== connection) return;
    this.#online.delete(principal.meterKey);
    this.#tell(principal, null);
  }

  #tell({ deviceId }: Principal, status: MeterStatus | null): void {
    this.#modules.events.emit('status', { deviceId, online: status !== null, status });
  }

  #requireMarket(): DeviceMarket {
    if (!this.#market) throw new EvlockError('INTERNAL', { problem: 'not started' });
    return this.#market;
  }
}
