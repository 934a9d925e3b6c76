/**
 * One meter's connection: its WebSocket, the protocol engine on it, and everything that bounds a slow, silent, flooding or
 * lying device. The close reason is the error's code, so that the meter can say what went wrong.
 */
import type { Socket } from 'node:net';
import type { TokenBucket } from '@evlock/protocol';
import {
  type Clock,
  type Domain,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  gatewayMethods,
  LinkPeer,
  type MeterMethod,
  type MeterRequest,
  type MeterResponse,
  type MeterStatus,
  meterMethods,
  milliseconds,
  Reading,
  Receipt,
} from '@evlock/protocol';
import type { WebSocket } from 'ws';
import { outward } from '../database/database-failure.ts';
import type { Principal } from '../database/principal.ts';
import type { DeviceLinkLimits } from '../limits/device-link-limits.ts';
import { rateLimited } from '../listeners/identity-buckets.ts';
import type { Log } from '../log.ts';
import { type OwnSigned, ownSigned } from '../market/own-signed.ts';

/** What the connection does with a meter's requests. */
export interface ConnectionHandlers {
  hello(connection: DeviceConnection, body: GatewayRequest<'hello'>): Promise<GatewayResponse<'hello'>>;
  latest(principal: Principal): Promise<GatewayResponse<'latest'>>;
  receipt(principal: Principal, receipt: OwnSigned<GatewayRequest<'receipt'>>): Promise<void>;
  reading(principal: Principal, reading: OwnSigned<GatewayRequest<'reading'>>): Promise<void>;
  status(principal: Principal, status: MeterStatus): void;
  renewCertificate(body: GatewayRequest<'renewCertificate'>): Promise<GatewayResponse<'renewCertificate'>>;
  /** Still admitted? Throws `DEVICE_REVOKED`. Asked at every keepalive. */
  stillAdmitted(): Promise<void>;
  closed(connection: DeviceConnection): void;
}

export interface DeviceConnectionOptions {
  /** The principal of the certificate, from the database. */
  readonly principal: Principal;
  readonly domain: Domain;
  readonly version: number;
  readonly limits: DeviceLinkLimits;
}

export interface DeviceConnectionModules {
  readonly socket: WebSocket;
  /** Below the WebSocket: every byte counts, even those that form no message. */
  readonly transport: Pick<Socket, 'on'>;
  /** Of the device, over all its connections. */
  readonly frames: TokenBucket;
  readonly bytes: TokenBucket;
  readonly handlers: ConnectionHandlers;
  readonly clock: Clock;
  readonly log: Log;
}

/** RFC 6455, section 7.4.1. */
const POLICY_VIOLATION = 1008;

const CLOSE_PATIENCE = milliseconds(1000);

export class DeviceConnection {
  readonly principal: Principal;
  readonly #options: DeviceConnectionOptions;
  readonly #modules: DeviceConnectionModules;
  readonly #peer: LinkPeer<typeof meterMethods, typeof gatewayMethods>;
  readonly #over = new AbortController();
  #greeted = false;
  #paused = false;
  #heard: number;

  constructor(options: DeviceConnectionOptions, modules: DeviceConnectionModules) {
    this.principal = options.principal;
    this.#options = options;
    this.#modules = modules;
    this.#heard = modules.clock.monotonic();
    this.#peer = new LinkPeer(
      { asks: meterMethods, answers: gatewayMethods, concurrency: 1 },
      {
        clock: modules.clock,
        send: (text) => this.#send(text),
        handlers: {
          hello: (body) => this.#hello(body),
          latest: () => this.#latest(),
          receipt: (body) => this.#receipt(body),
          reading: (body) => this.#reading(body),
          status: (body) => this.#status(body),
          renewCertificate: (body) => this.#renewCertificate(body),
        },
        violated: (error) => this.close(error),
        loadChanged: (unanswered) => this.#balance(unanswered),
        failed: (method, error) => this.#failed(method, error),
        shown: outward,
      },
    );
    this.#listen();
    void this.#requireHello();
    void this.#keepAlive();
  }

  /** Asks the meter. Throws its error, `TIMED_OUT`, `RATE_LIMITED`, or why the connection ended. */
  request<M extends MeterMethod>(method: M, body: MeterRequest<M>): Promise<MeterResponse<M>> {
    return this.#peer.request(method, body);
  }

  /** Ends the connection; open requests fail with `reason`. */
  close(reason: EvlockError): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#peer.close(new EvlockError('DEVICE_OFFLINE', { meterKey: this.principal.meterKey }, { cause: reason }));
    const { socket, handlers, log, clock } = this.#modules;
    log.info({ deviceId: this.principal.deviceId, error: reason }, 'device link closed');
    // Further input is discarded unread.
    socket.removeAllListeners('message');
    socket.resume();
    socket.close(reason.entry.closeCode ?? POLICY_VIOLATION, reason.code);
    // A device that has gone away does not answer a close frame: the socket is terminated after a moment.
    const ended = new AbortController();
    socket.once('close', () => ended.abort());
    const patience = clock.sleep(CLOSE_PATIENCE, ended.signal);
    void patience.then(
      () => socket.terminate(),
      () => undefined,
    );
    handlers.closed(this);
  }

  #listen(): void {
    const { socket, transport, frames, bytes } = this.#modules;
    transport.on('data', (chunk: Buffer) => {
      if (!bytes.take(chunk.length)) this.close(rateLimited(bytes));
    });
    // Each is answered with a pong, which the device may leave unread.
    socket.on('ping', () => {
      if (!frames.take() || socket.bufferedAmount > this.#options.limits.maxBuffered) this.close(rateLimited(frames));
    });
    socket.on('message', (data, isBinary) => {
      this.#heard = this.#modules.clock.monotonic();
      if (!frames.take()) return this.close(rateLimited(frames));
      if (isBinary) return this.close(new EvlockError('PROTOCOL_VIOLATION', { problem: 'binary frame' }));
      this.#peer.receive(data.toString());
    });
    socket.on('pong', () => {
      this.#heard = this.#modules.clock.monotonic();
    });
    socket.on('error', (cause: Error & { code?: string }) => {
      const tooLarge = cause.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
      this.close(new EvlockError(tooLarge ? 'INPUT_TOO_LARGE' : 'PROTOCOL_VIOLATION', {}, { cause }));
    });
    socket.once('close', () => this.close(new EvlockError('DEVICE_OFFLINE', { meterKey: this.principal.meterKey })));
  }

  #send(text: string): void {
    const { socket } = this.#modules;
    // Unread output is buffered here: a slow device is disconnected before that costs memory.
    if (socket.bufferedAmount > this.#options.limits.maxBuffered) {
      this.close(new EvlockError('TIMED_OUT', { buffered: socket.bufferedAmount }));
    } else if (socket.readyState === socket.OPEN) {
      socket.send(text);
    }
  }

  /** Back-pressure: a device is not read while too many of its requests are unanswered. */
  #balance(unanswered: number): void {
    const { pauseAt, resumeAt } = this.#options.limits;
    if (!this.#paused && unanswered >= pauseAt) {
      this.#paused = true;
      this.#modules.socket.pause();
    } else if (this.#paused && unanswered <= resumeAt) {
      this.#paused = false;
      this.#heard = this.#modules.clock.monotonic();
      this.#modules.socket.resume();
    }
  }

  #failed(method: string, error: EvlockError): void {
    this.#modules.log.warn({ deviceId: this.principal.deviceId, method, error }, 'request of a device refused');
    // After the response is sent.
    if (error.entry.peer === 'close') setImmediate(() => this.close(error));
  }

  async #hello(body: GatewayRequest<'hello'>): Promise<GatewayResponse<'hello'>> {
    const { principal } = this;
    if (this.#greeted) throw new EvlockError('PROTOCOL_VIOLATION', { method: 'hello', problem: 'twice' });
    if (body.version !== this.#options.version) {
      throw new EvlockError('PROTOCOL_VIOLATION', { version: body.version, expected: this.#options.version });
    }
    for (const key of ['deviceId', 'meterKey', 'account'] as const) {
      if (body[key] !== principal[key]) throw new EvlockError('DEVICE_MISMATCH', { field: key, value: body[key] });
    }
    // Checked again now that a revocation would find this connection, so that none is missed in between.
    await this.#modules.handlers.stillAdmitted();
    this.#greeted = true;
    return this.#modules.handlers.hello(this, body);
  }

  async #latest(): Promise<GatewayResponse<'latest'>> {
    this.#requireHelloFirst();
    return this.#modules.handlers.latest(this.principal);
  }

  async #receipt(body: GatewayRequest<'receipt'>): Promise<GatewayResponse<'receipt'>> {
    this.#requireHelloFirst();
    const digest = Receipt.digest(this.#options.domain, body.receipt);
    await this.#modules.handlers.receipt(this.principal, ownSigned(this.principal, digest, body));
    return {};
  }

  async #reading(body: GatewayRequest<'reading'>): Promise<GatewayResponse<'reading'>> {
    this.#requireHelloFirst();
    const signed = ownSigned(this.principal, Reading.digest(this.#options.domain, body.reading), body);
    if (body.reading.meterKey !== this.principal.meterKey) {
      throw new EvlockError('DEVICE_MISMATCH', { field: 'meterKey', value: body.reading.meterKey });
    }
    await this.#modules.handlers.reading(this.principal, signed);
    return {};
  }

  async #status(body: GatewayRequest<'status'>): Promise<GatewayResponse<'status'>> {
    this.#requireHelloFirst();
    this.#modules.handlers.status(this.principal, body);
    return {};
  }

  async #renewCertificate(body: GatewayRequest<'renewCertificate'>): Promise<GatewayResponse<'renewCertificate'>> {
    this.#requireHelloFirst();
    await this.#modules.handlers.stillAdmitted();
    return this.#modules.handlers.renewCertificate(body);
  }

  #requireHelloFirst(): void {
    if (!this.#greeted) throw new EvlockError('PROTOCOL_VIOLATION', { problem: 'hello comes first' });
  }

  async #requireHello(): Promise<void> {
    const { helloSeconds } = this.#options.limits;
    await this.#sleep(helloSeconds);
    if (!this.#greeted) this.close(new EvlockError('TIMED_OUT', { method: 'hello', seconds: helloSeconds }));
  }

  async #keepAlive(): Promise<void> {
    const { socket, clock, handlers } = this.#modules;
    const { keepaliveSeconds } = this.#options.limits;
    for (;;) {
      await this.#sleep(keepaliveSeconds);
      if (this.#over.signal.aborted) return;
      // Two pings without a response. A paused device is not read, so this does not apply to it.
      if (!this.#paused && clock.monotonic() - this.#heard > 2.5 * keepaliveSeconds * 1000) {
        this.close(new EvlockError('TIMED_OUT', { method: 'ping', seconds: keepaliveSeconds }));
        return;
      }
      if (socket.readyState === socket.OPEN) socket.ping();
      await handlers.stillAdmitted().catch((error: unknown) => {
        // An unreachable database is no reason to interrupt a delivery.
        if (EvlockError.is(error) && error.entry.peer === 'close') this.close(error);
      });
    }
  }

  async #sleep(seconds: number): Promise<void> {
    await this.#modules.clock.sleep(milliseconds(seconds * 1000), this.#over.signal).catch(() => undefined);
  }
}
