/** An in-memory mock gateway: knows its meters by key and passes receipts on, over the real link engine. */
import {
  type Address,
  EvlockError,
  type GatewayRequest,
  type GatewayResponse,
  gatewayMethods,
  LinkPeer,
  type MarketInfo,
  type MeterMethod,
  type MeterRequest,
  type MeterResponse,
  type MeterStatus,
  meterMethods,
  type Receipt,
  systemClock,
  type TradeOrders,
} from '@evlock/protocol';
import type { LinkSocket, OpenLink } from '../../src/link/link-socket.ts';

type Peer = LinkPeer<typeof meterMethods, typeof gatewayMethods>;

interface Connection {
  readonly peer: Peer;
  readonly cut: () => void;
}

export class MockGateway {
  readonly receipts: Receipt[] = [];
  readonly readings: GatewayRequest<'reading'>[] = [];
  readonly statuses = new Map<Address, MeterStatus>();
  /** What it reports as a meter's last signatures. */
  latest: GatewayResponse<'latest'> = { reading: null, order: null, receipts: [] };
  /** Named in the answer to `hello`. */
  readonly trades: TradeOrders[] = [];
  /** Receipts of these meters are accepted but not passed on. */
  readonly muted = new Set<Address>();
  /** Refuses connections. */
  down = false;
  readonly #market: MarketInfo;
  readonly #connections = new Map<Address, Connection>();

  constructor(market: MarketInfo) {
    this.#market = market;
  }

  /** A connection to this gateway for one meter. */
  readonly openLink: OpenLink = async () => {
    if (this.down) throw new EvlockError('GATEWAY_UNREACHABLE');
    let receive: (text: string) => void = () => undefined;
    let over: (error: EvlockError) => void = () => undefined;
    const closed = new Promise<EvlockError>((resolve) => {
      over = resolve;
    });
    const cut = (): void => {
      const error = new EvlockError('GATEWAY_UNREACHABLE');
      connection.peer.close(error);
      over(error);
    };
    const connection: Connection = {
      peer: this.#peer(
        () => connection,
        (text) => queueMicrotask(() => receive(text)),
      ),
      cut,
    };
    const socket: LinkSocket = {
      send: (text) => queueMicrotask(() => connection.peer.receive(text)),
      onText: (listener) => {
        receive = listener;
      },
      end: cut,
      closed,
    };
    return socket;
  };

  online(meterKey: Address): boolean {
    return this.#connections.has(meterKey);
  }

  async ask<M extends MeterMethod>(meterKey: Address, method: M, body: MeterRequest<M>): Promise<MeterResponse<M>> {
    const connection = this.#connections.get(meterKey);
    if (!connection) throw new EvlockError('DEVICE_OFFLINE', { meterKey });
    return await connection.peer.request(method, body);
  }

  /** Ends one meter's connection silently. */
  cut(meterKey: Address): void {
    this.#connections.get(meterKey)?.cut();
    this.#connections.delete(meterKey);
  }

  receiptsOf(role: Receipt['role'], tradeId: string): Receipt[] {
    return this.receipts.filter((receipt) => receipt.role === role && receipt.tradeId === tradeId);
  }

  #peer(connection: () => Connection, send: (text: string) => void): Peer {
    let own: Address | undefined;
    return new LinkPeer(
      { asks: meterMethods, answers: gatewayMethods, concurrency: 1 },
      {
        clock: systemClock,
        send,
        violated: () => connection().cut(),
        handlers: {
          hello: async ({ meterKey, status }) => {
            own = meterKey;
            this.#connections.set(meterKey, connection());
            this.statuses.set(meterKey, status);
            return { now: systemClock.now(), market: this.#market, trades: this.trades };
          },
          latest: async () => this.latest,
          receipt: async (signed) => {
            this.receipts.push(signed.receipt);
            if (own && !this.muted.has(own)) this.#pass(own, signed);
            return {};
          },
          reading: async (reading) => {
            this.readings.push(reading);
            return {};
          },
          renewCertificate: async () => ({ certificate: null, authority: 'none', links: '' }),
          status: async (status) => {
            if (own) this.statuses.set(own, status);
            return {};
          },
        },
      },
    );
  }

  #pass(from: Address, signed: GatewayRequest<'receipt'>): void {
    for (const [meterKey, { peer }] of this.#connections) {
      if (meterKey !== from) peer.request('partnerReceipt', signed).catch(() => undefined);
    }
  }
}
