/**
 * Bounds the connections of a listener before anything is spent on them: in all, from one source address, and of
 * unauthenticated connections, whose peer has proven nothing yet. Places are reserved for addresses that were recently authenticated, so that a flood of
 * handshakes from elsewhere does not prevent an honest meter from reconnecting.
 */
import type { Server, Socket } from 'node:net';
import type { Clock, ErrorDetails } from '@evlock/protocol';
import { type Rate, TokenBucket } from '@evlock/protocol';
import type { ConnectionLimits } from '../limits/connection-limits.ts';
import { IdentityBuckets } from './identity-buckets.ts';
import { sourceOf } from './source-address.ts';

/** Maximum number of remembered authenticated addresses; the newest are kept. */
const KNOWN = 10_000;
/** Rate of log lines about refused connections. */
const LOG_RATE: Rate = { perSecond: 1, burst: 10 };

interface Warnings {
  warn(details: ErrorDetails, message: string): void;
}

interface Count {
  connections: number;
  unauthenticated: number;
}

/** Names a connection alike for its TCP socket and for the TLS socket above it. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

export class ConnectionGuard {
  readonly #limits: ConnectionLimits;
  readonly #log: Warnings;
  readonly #rates: IdentityBuckets;
  readonly #logRate: TokenBucket;
  readonly #sources = new Map<string, Count>();
  /** Unauthenticated connections by name, with their source. */
  readonly #unauthenticated = new Map<string, string>();
  readonly #known = new Set<string>();
  #connections = 0;
  #refused = 0;

  constructor(limits: ConnectionLimits, modules: { readonly clock: Clock; readonly log: Warnings }) {
    this.#limits = limits;
    this.#log = modules.log;
    this.#rates = new IdentityBuckets(limits.connectionRate, modules);
    this.#logRate = new TokenBucket(LOG_RATE, modules);
  }

  /** Connections now, those of them that are unauthenticated, and how many were ever refused. */
  get count(): { readonly connections: number; readonly unauthenticated: number; readonly refused: number } {
    return { connections: this.#connections, unauthenticated: this.#unauthenticated.size, refused: this.#refused };
  }

  watch(server: Server): void {
    // Twice the limit: connections refused here still get this far; beyond that, the kernel's backlog applies.
    server.maxConnections = this.#limits.connections * 2;
    server.on('connection', (socket: Socket) => this.#arrived(socket));
  }

  /** The peer of this connection has authenticated as a device, an owner or the operator. */
  prove(socket: Socket): void {
    const name = nameOf(socket);
    const source = this.#unauthenticated.get(name);
    if (source === undefined) return;
    this.#authenticated(name, source);
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
    const count = this.#sources.get(source) ?? { connections: 0, unauthenticated: 0 };
    this.#sources.set(source, count);
    count.connections++;
    count.unauthenticated++;
    this.#connections++;
    this.#unauthenticated.set(name, source);
    socket.once('close', () => {
      this.#authenticated(name, source);
      this.#connections--;
      count.connections--;
      if (count.connections === 0) this.#sources.delete(source);
    });
  }

  #authenticated(name: string, source: string): void {
    const count = this.#sources.get(source);
    if (this.#unauthenticated.delete(name) && count) count.unauthenticated--;
  }

  /** Why a connection from this source is refused, if it is. */
  #problem(source: string): string | undefined {
    const { connections, connectionsPerAddress, unauthenticated, unauthenticatedPerAddress } = this.#limits;
    const own = this.#sources.get(source);
    const places = this.#known.has(source) ? 2 * unauthenticated : unauthenticated;
    if (this.#connections >= connections) return 'connections';
    if (own && own.connections >= connectionsPerAddress) return 'connections of the address';
    if (own && own.unauthenticated >= unauthenticatedPerAddress) return 'unauthenticated connections of the address';
    if (this.#unauthenticated.size >= places) return 'unauthenticated connections';
    return this.#rates.of(source).take() ? undefined : 'new connections of the address';
  }
}
