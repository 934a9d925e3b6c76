/**
 * The meter's end of the device link: a WebSocket over mutual TLS 1.3 that reconnects, and on each connection sends the
 * store's outbox until every message is acknowledged.
 */
import { randomBytes, type X509Certificate } from 'node:crypto';
import {
  type Address,
  type Bytes32,
  type Clock,
  DEVICE_LINK_VERSION,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  gatewayMethods,
  type LinkHandlers,
  LinkPeer,
  type MeterStatus,
  meterMethods,
  milliseconds,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { Backoff } from './backoff.ts';
import type { LinkSocket, OpenLink } from './link-socket.ts';
import { OutboxSender } from './outbox-sender.ts';
import { RefusalLog } from './refusal-log.ts';

export type Hello = GatewayResponse<'hello'>;
type Peer = LinkPeer<typeof gatewayMethods, typeof meterMethods>;

export interface UplinkOptions {
  readonly deviceId: Bytes32;
  readonly meterKey: Address;
  readonly account: Address;
}

export interface UplinkModules {
  /** Opens one connection. Rejects with why it was refused. */
  readonly open: OpenLink;
  readonly store: Pick<Store, 'outbox' | 'acknowledge'>;
  /** Answers to the gateway's requests. */
  readonly handlers: LinkHandlers<typeof meterMethods>;
  readonly status: () => MeterStatus;
  /** What the gateway holds of this meter's signatures; queried first on every connection. */
  readonly learn: (latest: GatewayResponse<'latest'>) => Promise<void>;
  /** The gateway answered `hello`. */
  readonly greeted: (hello: Hello) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** A connection that lasted this long was good: the next attempt comes soon. */
const GOOD_CONNECTION = milliseconds(5000);
/** A mandate or an order may wait for a self-test; the partner's receipts must not wait behind it. */
const CONCURRENCY = 8;

export class Uplink {
  readonly #options: UplinkOptions;
  readonly #modules: UplinkModules;
  readonly #backoff: Backoff;
  readonly #refusals: RefusalLog;
  readonly #stopped = new AbortController();
  /** Per process: a second one with the same key has another. */
  readonly #instance = randomBytes(16).toString('hex');
  #session: { readonly peer: Peer; readonly sender: OutboxSender } | undefined;
  #socket: LinkSocket | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: UplinkOptions, modules: UplinkModules) {
    this.#options = options;
    this.#modules = modules;
    this.#refusals = new RefusalLog(modules);
    this.#backoff = new Backoff({ first: milliseconds(250), most: milliseconds(15_000) }, modules);
  }

  /** Whether the gateway has answered `hello` on the current connection. */
  get connected(): boolean {
    return this.#session !== undefined;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#socket?.end();
    await this.#running;
  }

  /** What the gateway presented on the current connection. */
  get peer(): X509Certificate | undefined {
    return this.#session && this.#socket?.peer;
  }

  /** Something was put in the outbox. */
  flush(): void {
    this.#session?.sender.flush();
  }

  /** Sends the meter's status to the gateway; lost while disconnected, since `hello` repeats it. */
  tellStatus(): void {
    this.#session?.peer.request('status', this.#modules.status()).catch((error: unknown) => {
      this.#modules.log.debug({ error }, 'the status was refused');
    });
  }

  /** Requests the next certificate. Throws `GATEWAY_UNREACHABLE` while disconnected. */
  async renewCertificate(body: GatewayRequest<'renewCertificate'>): Promise<GatewayResponse<'renewCertificate'>> {
    if (!this.#session) throw new EvlockError('GATEWAY_UNREACHABLE');
    return this.#session.peer.request('renewCertificate', body);
  }

  /** Ends the current connection; the next one opens with the files as they are then. */
  reconnect(): void {
    this.#socket?.end();
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#modules;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const began = clock.monotonic();
      try {
        await this.#connect();
      } catch (error) {
        if (!signal.aborted) log.warn({ error }, 'no connection to the gateway');
      }
      if (clock.monotonic() - began >= GOOD_CONNECTION) this.#backoff.reset();
      await clock.sleep(this.#backoff.next(), signal).catch(() => undefined);
    }
  }

  /** One connection from opening to end. Rejects with why it ended. */
  async #connect(): Promise<void> {
    const { signal } = this.#stopped;
    const socket = await this.#modules.open(signal);
    this.#socket = socket;
    if (signal.aborted) socket.end();
    const peer = this.#peerOn(socket);
    const sender = this.#senderOn(peer);
    const closed = socket.closed.then((reason) => {
      peer.close(reason);
      return reason;
    });
    try {
      socket.onText((text) => peer.receive(text));
      const hello = await peer.request('hello', this.#hello());
      this.#session = { peer, sender };
      this.#modules.log.info({ trades: hello.trades.length }, 'connected to the gateway');
      await this.#modules.learn(await peer.request('latest', {}));
      this.#modules.greeted(hello);
      sender.flush();
      throw await closed;
    } finally {
      this.#session = undefined;
      this.#socket = undefined;
      sender.stop();
      socket.end();
      await closed;
    }
  }

  #hello() {
    return { version: DEVICE_LINK_VERSION, ...this.#options, instance: this.#instance, status: this.#modules.status() };
  }

  #peerOn(socket: LinkSocket): Peer {
    const { clock, handlers, log } = this.#modules;
    return new LinkPeer(
      { asks: gatewayMethods, answers: meterMethods, concurrency: CONCURRENCY },
      {
        send: (text) => socket.send(text),
        clock,
        handlers,
        violated: (error) => {
          log.warn({ error }, 'the gateway broke the protocol');
          socket.end();
        },
        failed: (method, error) => this.#refusals.note(method, error),
      },
    );
  }

  #senderOn(peer: Peer): OutboxSender {
    const { store, clock, log } = this.#modules;
    return new OutboxSender(
      { inFlight: CONCURRENCY, retrySeconds: 5 },
      {
        store,
        send: (entry) =>
          entry.method === 'receipt' ? peer.request('receipt', entry.body) : peer.request('reading', entry.body),
        clock,
        log,
      },
    );
  }
}
