/**
 * The listener for meters: mutual TLS 1.3, one WebSocket per device, and the directory through which the market reaches
 * the meters that are connected.
 */
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import {
  type Address,
  type Bytes32,
  type Clock,
  DEVICE_LINK_MAX_FRAME,
  DEVICE_LINK_VERSION,
  domainOf,
  EvlockError,
  type GatewayResponse,
  type MarketInfo,
  type MeterMethod,
  type MeterRequest,
  type MeterResponse,
  type MeterStatus,
  toJson,
} from '@evlock/protocol';
import { WebSocketServer } from 'ws';
import { listen } from '../listen.ts';
import type { ListenerCertificate } from '../listener-certificate.ts';
import type { Log } from '../log.ts';
import type { EventBus } from '../market/events.ts';
import type { Market } from '../market/market.ts';
import type { MeterDirectory } from '../market/meter-directory.ts';
import type { Owner } from '../market/owner.ts';
import { endWithError } from '../raw-response.ts';
import { TokenBucket } from '../token-bucket.ts';
import { type ClientCertificate, clientCertificate } from './client-certificate.ts';
import { type ConnectionHandlers, DeviceConnection } from './device-connection.ts';
import { DEVICE_LINK_LIMITS, type DeviceLinkLimits } from './limits.ts';

export interface DeviceLinkOptions {
  readonly host: string;
  readonly port: number;
  readonly marketInfo: MarketInfo;
  readonly limits?: Partial<DeviceLinkLimits>;
}

/** What the link asks of enrolment: whom a certificate speaks for, and to be told when it no longer does. */
export interface Admission {
  admitted(deviceId: Bytes32, certificateSerial: string): Promise<Owner>;
  onRevoked(listener: (deviceId: Bytes32) => void): void;
}

export interface DeviceLinkModules {
  readonly certificate: ListenerCertificate;
  readonly enrolment: Admission;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the link asks of the market. */
export type DeviceMarket = Pick<Market, 'receiptArrived' | 'readingArrived' | 'openTrades' | 'meterConnected'>;

/** Trades that a `hello` names; of 1 207 bytes each, more might not fit its frame. The rest follow one by one. */
const HELLO_TRADES = 12;

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
  /** Connections that said hello, by meter key; and all, greeted or not. */
  readonly #online = new Map<Address, Online>();
  readonly #connections = new Set<DeviceConnection>();
  readonly #buckets = new Map<Bytes32, TokenBucket>();
  readonly #perAddress = new Map<string, number>();
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
    this.#server.maxConnections = this.#limits.connections;
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: DEVICE_LINK_MAX_FRAME,
      perMessageDeflate: false,
    });
    modules.certificate.keepFresh(this.#server);
    modules.enrolment.onRevoked((deviceId) => this.disconnect(deviceId, new EvlockError('DEVICE_REVOKED')));
  }

  /** Opens the listener. Throws `PORT_IN_USE`. */
  async start(market: DeviceMarket): Promise<void> {
    this.#market = market;
    this.#server.on('connection', (socket) => this.#countAddress(socket as Socket));
    this.#server.on('secureConnection', (socket) => this.#report(socket));
    this.#server.on('tlsClientError', (error, socket) => {
      const { code } = error as NodeJS.ErrnoException;
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
      if (connection.owner.deviceId === deviceId) connection.close(reason);
    }
  }

  #countAddress(socket: Socket): void {
    const address = socket.remoteAddress ?? 'unknown';
    const count = (this.#perAddress.get(address) ?? 0) + 1;
    this.#perAddress.set(address, count);
    socket.once('close', () => {
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#perAddress.set(address, left);
      else this.#perAddress.delete(address);
    });
    if (count > this.#limits.connectionsPerAddress) {
      this.#modules.log.warn({ address, connections: count }, 'too many connections from one address');
      socket.destroy();
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
    // Until the WebSocket takes the socket over, an error of it would otherwise end the process.
    const ignore = (): void => void socket.destroy();
    socket.on('error', ignore);
    try {
      const certificate = clientCertificate(socket);
      const owner = await this.#modules.enrolment.admitted(certificate.deviceId, certificate.serial);
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => {
        socket.off('error', ignore);
        this.#connections.add(
          new DeviceConnection(
            {
              owner,
              domain: domainOf(this.#options.marketInfo),
              version: DEVICE_LINK_VERSION,
              limits: this.#limits,
            },
            {
              socket: webSocket,
              bucket: this.#bucket(owner.deviceId),
              handlers: this.#handlers(certificate),
              clock: this.#modules.clock,
              log: this.#modules.log,
            },
          ),
        );
      });
    } catch (cause) {
      const error = EvlockError.from(cause);
      this.#modules.log.warn({ error, address: socket.remoteAddress }, 'device refused');
      endWithError(socket, error);
    }
  }

  #bucket(deviceId: Bytes32): TokenBucket {
    const bucket = this.#buckets.get(deviceId) ?? new TokenBucket(this.#limits.rate, this.#modules);
    // Only admitted devices get here, so there are no more of these than devices.
    this.#buckets.set(deviceId, bucket);
    return bucket;
  }

  #handlers(certificate: ClientCertificate): ConnectionHandlers {
    const { enrolment, clock } = this.#modules;
    return {
      hello: (connection, status) => this.#greet(connection, status),
      receipt: (owner, receipt) => this.#requireMarket().receiptArrived(owner, receipt),
      reading: (owner, reading) => this.#requireMarket().readingArrived(owner, reading),
      status: (owner, status) => this.#statusArrived(owner, status),
      stillAdmitted: async () => {
        if (clock.now() >= certificate.expires) throw new EvlockError('DEVICE_REVOKED', { expired: true });
        await enrolment.admitted(certificate.deviceId, certificate.serial);
      },
      closed: (connection) => this.#closed(connection),
    };
  }

  async #greet(connection: DeviceConnection, status: MeterStatus): Promise<GatewayResponse<'hello'>> {
    const { owner } = connection;
    const market = this.#requireMarket();
    const trades = await market.openTrades(owner.meterKey);
    if (!this.#connections.has(connection)) throw new EvlockError('DEVICE_OFFLINE', { meterKey: owner.meterKey });
    const older = this.#online.get(owner.meterKey);
    this.#online.set(owner.meterKey, { connection, status });
    older?.connection.close(new EvlockError('CONNECTION_REPLACED', { deviceId: owner.deviceId }));
    this.#tell(owner, status);
    // After the answer has left: what the meter missed would otherwise arrive before it.
    setImmediate(() => {
      market.meterConnected(owner).catch((error: unknown) => {
        this.#modules.log.warn({ deviceId: owner.deviceId, error }, 'what the meter missed was not resent');
      });
    });
    const marketInfo = this.#options.marketInfo;
    return { now: this.#modules.clock.now(), market: marketInfo, trades: trades.slice(0, HELLO_TRADES) };
  }

  #statusArrived(owner: Owner, status: MeterStatus): void {
    const online = this.#online.get(owner.meterKey);
    if (!online) return;
    online.status = status;
    this.#tell(owner, status);
  }

  #closed(connection: DeviceConnection): void {
    this.#connections.delete(connection);
    const { owner } = connection;
    if (this.#online.get(owner.meterKey)?.connection !== connection) return;
    this.#online.delete(owner.meterKey);
    this.#tell(owner, null);
  }

  #tell({ deviceId }: Owner, status: MeterStatus | null): void {
    this.#modules.events.emit('status', { deviceId, online: status !== null, status });
  }

  #requireMarket(): DeviceMarket {
    if (!this.#market) throw new EvlockError('INTERNAL', { problem: 'not started' });
    return this.#market;
  }
}
