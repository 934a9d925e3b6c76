/**
 * A TCP proxy that treats a stream as a bad line does. TLS cannot survive lost, repeated or reordered bytes: those end the
 * connection, which both ends must survive. Delays, truncation and stalls do not end it.
 */
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { milliseconds, systemClock } from '@evlock/protocol';
import type { Faults } from './faults.ts';

export const WIRE_FAULTS = ['delay', 'stall', 'halve', 'drop', 'duplicate', 'reorder', 'cut', 'cut half-way'] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];

const sleep = (length: number): Promise<void> => systemClock.sleep(milliseconds(length));

export class UnrulyWire {
  readonly #faults: Faults<WireFault>;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  #light: Promise<void> = Promise.resolve();
  /** Since when nothing at all gets through; undefined when something may. */
  darkSince: number | undefined;

  constructor(faults: Faults<WireFault>) {
    this.#faults = faults;
  }

  /** Listens in front of `port`; returns the port to use instead. */
  async listen(port: number): Promise<number> {
    const server = createServer((near) => {
      const far = createConnection(port, '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      void this.#carry(near, far);
      void this.#carry(far, near);
    });
    this.#servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  /** Nothing passes for this long, in either direction; then the backlog does. */
  async darken(length: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#light = promise;
    // What was written before is still in flight.
    await sleep(50);
    this.darkSince = systemClock.monotonic();
    await sleep(length);
    this.darkSince = undefined;
    resolve();
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #carry(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        await this.#light;
        await this.#pass(chunk, this.#faults.next(), from, to);
      }
      to.end();
    } catch {
      to.destroy();
    }
  }

  async #pass(chunk: Buffer, fault: WireFault | undefined, from: Socket, to: Socket): Promise<void> {
    const { draw } = this.#faults;
    const middle = chunk.length >> 1;
    if (fault) this.#faults.happened(fault);
    switch (fault) {
      case 'drop':
        return;
      case 'duplicate':
        to.write(chunk);
        break;
      case 'reorder':
        to.write(chunk.subarray(middle));
        to.write(chunk.subarray(0, middle));
        return;
      case 'delay':
        await sleep(draw.between(50, 800));
        break;
      case 'stall':
        await sleep(draw.between(1_500, 6_000));
        break;
      case 'halve':
        to.write(chunk.subarray(0, middle));
        await sleep(draw.between(20, 300));
        await this.#light;
        to.write(chunk.subarray(middle));
        return;
      case 'cut':
        from.resetAndDestroy();
        to.resetAndDestroy();
        return;
      case 'cut half-way':
        to.end(chunk.subarray(0, middle));
        from.end();
        return;
      case undefined:
        break;
    }
    // What waited in a fault waits for the line to come back too.
    await this.#light;
    if (!to.write(chunk)) await once(to, 'drain');
  }
}
