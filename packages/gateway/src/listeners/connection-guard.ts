/**
 * Bounds the connections of a listener before anything is spent on them: in all, from one source address, and of strangers,
 * who have not yet proven who they are. Places are kept for addresses from which somebody lately did, so that a flood of
 * handshakes from elsewhere does not keep an honest meter from coming back.
 */
import type { Server, Socket } from 'node:net';
import type { Clock, ErrorDetails } from '@evlock/protocol';
import { type Rate, TokenBucket } from '@evlock/protocol';
import type { ConnectionLimits } from '../limits/connection-limits.ts';
import { IdentityBuckets } from './identity-buckets.ts';
import { sourceOf } from './source-address.ts';

/** Addresses that are known, the newest of them. */
const KNOWN = 10_000;
/** Lines in the log about refused connections. */
const LOG_RATE: Rate = { perSecond: 1, burst: 10 };

interface Warnings {
  warn(details: ErrorDetails, message: string): void;
}

interface Count {
  connections: number;
  strangers: number;
}

/** The two ends of one connection have one name, whichever of its sockets is asked. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

export class ConnectionGuard {
  readonly #limits: ConnectionLimits;
  readonly #log: Warnings;
  readonly #rates: IdentityBuckets;
  readonly #logRate: TokenBucket;
  readonly #sources = new Map<string, Count>();
  /** Strangers by name, with their source. */
  readonly #strangers = new Map<string, string>();
  readonly #known = new Set<string>();
  #connections = 0;
  #refused = 0;

  constructor(limits: ConnectionLimits, modules: { readonly clock: Clock; readonly log: Warnings }) {
    this.#limits = limits;
    this.#log = modules.log;
    this.#rates = new IdentityBuckets(limits.connectionRate, modules);
    this.#logRate = new TokenBucket(LOG_RATE, modules);
  }

  /** Connections now, strangers among them, and all that were ever refused. */
  get count(): { readonly connections: number; readonly strangers: number; readonly refused: number } {
    return { connections: this.#connections, strangers: this.#strangers.size, refused: this.#refused };
  }

  watch(server: Server): void {
    // Twice the bound: what is refused here still gets this far, and beyond it the kernel's queue has to do.
    server.maxConnections = this.#limits.connections * 2;
    server.on('connection', (socket: Socket) => this.#arrived(socket));
  }

  /** Whoever is on this connection has proven to be a device, an owner or the operator. */
  prove(socket: Socket): void {
    const name = nameOf(socket);
    const source = this.#strangers.get(name);
    if (source === undefined) return;
    this.#leaveStrangers(name, source);
    this.#known.delete(source);
    this.#known.add(source);
    const [oldest] = this.#known;
    if (this.#known.size > KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  #arrived(socket: Socket): void {
    const source = sourceOf(socket.remoteAddress);
    const problem = this.#problem(source);
    if (problem !== undefined) {
      this.#refused++;
      if (this.#logRate.take()) this.#log.warn({ source, problem, refused: this.#refused }, 'connection refused');
      socket.destroy();
      return;
    }
    const name = nameOf(socket);
    const count = this.#sources.get(source) ?? { connections: 0, strangers: 0 };
    this.#sources.set(source, count);
    count.connections++;
    count.strangers++;
    this.#connections++;
    this.#strangers.set(name, source);
    socket.once('close', () => {
      this.#leaveStrangers(name, source);
      this.#connections--;
      count.connections--;
      if (count.connections === 0) this.#sources.delete(source);
    });
  }

  #leaveStrangers(name: string, source: string): void {
    const count = this.#sources.get(source);
    if (this.#strangers.delete(name) && count) count.strangers--;
  }

  /** Why a connection from this source is refused, if it is. */
  #problem(source: string): string | undefined {
    const { connections, connectionsPerAddress, strangers, strangersPerAddress } = this.#limits;
    const own = this.#sources.get(source);
    const places = this.#known.has(source) ? 2 * strangers : strangers;
    if (this.#connections >= connections) return 'connections';
    if (own && own.connections >= connectionsPerAddress) return 'connections of the address';
    if (own && own.strangers >= strangersPerAddress) return 'strangers of the address';
    if (this.#strangers.size >= places) return 'strangers';
    return this.#rates.of(source).take() ? undefined : 'new connections of the address';
  }
}
