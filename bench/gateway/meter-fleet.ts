/**
 * Many meters in one process, over real connections: each signs its receipts in advance, sends them, and acknowledges its
 * partner's. The same fleet drives the floor's server, so both carry the same load.
 */
import { once } from 'node:events';
import { type Domain, energy, type Hex, Receipt, type Role, signDigest, toJson } from '@evlock/protocol';
import { WebSocket } from 'ws';

/** A meter as played by the fleet. */
export interface FleetMeter {
  readonly deviceId: Hex;
  readonly meterKey: Hex;
  readonly account: Hex;
  readonly privateKey: Hex;
  /** PEM. */
  readonly certificate: string;
  readonly tlsKey: string;
  readonly tradeId: Hex;
  readonly role: Role;
}

export interface FleetOptions {
  readonly port: number;
  /** PEM of the server's authority. */
  readonly authority: string;
  readonly domain: Domain;
  readonly meters: readonly FleetMeter[];
}

/** One answered request: milliseconds from send to answer. */
type Answered = (milliseconds: number) => void;

const IDLE = {
  ...{ state: 'delivering', relayClosed: true, tradeId: null, import: '0', export: '0' },
  ...{ power: 0, voltage: 48_000, fault: null },
};

class FleetConnection {
  readonly #meter: FleetMeter;
  readonly #domain: Domain;
  readonly #socket: WebSocket;
  readonly #sent = new Map<number, { readonly at: number; readonly answered: Answered }>();
  #frames: string[] = [];
  #nextId = 0;
  #sequence = 0;

  constructor({ port, authority, domain }: FleetOptions, meter: FleetMeter) {
    this.#meter = meter;
    this.#domain = domain;
    const { certificate, tlsKey } = meter;
    const trust = { ca: authority, cert: certificate, key: tlsKey, minVersion: 'TLSv1.3' } as const;
    this.#socket = new WebSocket(`wss://127.0.0.1:${port}/`, { ...trust, perMessageDeflate: false });
  }

  /** Resolves once the other side has answered `hello`. */
  async connect(): Promise<void> {
    await once(this.#socket, 'open');
    const { deviceId, meterKey, account } = this.#meter;
    this.#socket.on('message', (data: Buffer) => this.#received(data.toString()));
    const body = { version: 1, deviceId, meterKey, account, status: IDLE };
    await new Promise<void>((resolve) =>
      this.#send(toJson({ id: this.#nextId, method: 'hello', body }), () => resolve()),
    );
  }

  /** Signs the next `count` receipts. */
  prepare(count: number): void {
    const { tradeId, role, privateKey } = this.#meter;
    const key = Buffer.from(privateKey.slice(2), 'hex');
    for (let index = 0; index < count; index++) {
      const sequence = ++this.#sequence;
      const receipt: Receipt = {
        ...{ tradeId, role, sequence, energy: energy(BigInt(sequence) * 100n) },
        ...{ partnerSequence: 0, partnerEnergy: energy(0n), final: false, cause: 'none' },
      };
      const signature = signDigest(Receipt.digest(this.#domain, receipt), key);
      const id = this.#nextId + this.#frames.length;
      this.#frames.push(toJson({ id, method: 'receipt', body: { receipt: Receipt.toJSON(receipt), signature } }));
    }
  }

  /** Sends the next prepared receipt; false when there is none. */
  sendNext(answered: Answered): boolean {
    const text = this.#frames.shift();
    if (text === undefined) return false;
    this.#send(text, answered);
    return true;
  }

  close(): void {
    this.#socket.terminate();
  }

  #send(text: string, answered: Answered): void {
    this.#sent.set(this.#nextId++, { at: performance.now(), answered });
    this.#socket.send(text);
  }

  #received(text: string): void {
    const frame = JSON.parse(text) as { id: number; method?: string; error?: { code: string } };
    if (frame.method !== undefined) {
      this.#socket.send(`{"id":${frame.id},"result":{}}`);
      return;
    }
    if (frame.error !== undefined) throw new Error(`refused: ${text}`);
    const request = this.#sent.get(frame.id);
    this.#sent.delete(frame.id);
    request?.answered(performance.now() - request.at);
  }
}

/** Connections opened concurrently. */
const DIALLED_AT_ONCE = 32;

export class MeterFleet {
  readonly #connections: readonly FleetConnection[];

  private constructor(connections: readonly FleetConnection[]) {
    this.#connections = connections;
  }

  static async connect(options: FleetOptions): Promise<MeterFleet> {
    const connections: FleetConnection[] = [];
    for (let from = 0; from < options.meters.length; from += DIALLED_AT_ONCE) {
      const next = options.meters.slice(from, from + DIALLED_AT_ONCE);
      const opened = next.map((meter) => new FleetConnection(options, meter));
      await Promise.all(opened.map((connection) => connection.connect()));
      connections.push(...opened);
    }
    return new MeterFleet(connections);
  }

  prepare(receiptsOfEach: number): void {
    for (const connection of this.#connections) connection.prepare(receiptsOfEach);
  }

  /** Sends everything prepared, with up to `window` unanswered receipts per meter; returns receipts and milliseconds. */
  async sendAll(window: number): Promise<{ readonly receipts: number; readonly milliseconds: number }> {
    let receipts = 0;
    const begun = performance.now();
    const sendOn = (connection: FleetConnection, done: () => void): void => {
      const more = connection.sendNext(() => {
        receipts++;
        sendOn(connection, done);
      });
      if (!more) done();
    };
    const lanes = this.#connections.flatMap((connection) => Array.from({ length: window }, () => connection));
    await Promise.all(lanes.map((connection) => new Promise<void>((done) => sendOn(connection, done))));
    return { receipts, milliseconds: performance.now() - begun };
  }

  /** Every meter sends one receipt per second, spread evenly; returns the latencies in milliseconds. */
  async sendEverySecond(seconds: number): Promise<number[]> {
    const latencies: number[] = [];
    const gap = 1000 / this.#connections.length;
    const sendings = this.#connections.flatMap((connection, index) =>
      Array.from({ length: seconds }, (_, second) => ({ connection, due: second * 1000 + index * gap })),
    );
    sendings.sort((one, other) => one.due - other.due);
    const begun = performance.now();
    const answers = sendings.map(async ({ connection, due }) => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, begun + due - performance.now())));
      await new Promise<void>((resolve) => {
        const sent = connection.sendNext((milliseconds) => {
          latencies.push(milliseconds);
          resolve();
        });
        if (!sent) throw new Error('no receipt is prepared');
      });
    });
    await Promise.all(answers);
    return latencies;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }
}
