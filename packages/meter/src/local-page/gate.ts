/**
 * Who may use a meter's local page. Any page in the same browser can send requests to loopback, so each of these holds by itself:
 * the exact `Host` (against a foreign name that is rebound to this address), the exact `Origin` (against other pages and their
 * forms), a JSON body (which no form can send without asking first), and a token for the meter's code, which no page can read.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Clock, EvlockError, TokenBucket } from '@evlock/protocol';
import { isAccessCode } from './access-code.ts';

/** Five guesses, then five a minute. Counted for all together: over loopback everybody has one address. */
const GUESSES = { perSecond: 1 / 12, burst: 5 };
/** Milliseconds without a request after which a token is no longer valid. */
const IDLE = 30 * 60_000;
const TOKENS_MAX = 8;

export interface GateOptions {
  /** `localhost:8090` and the like: how the page may be addressed. */
  readonly hosts: readonly string[];
  readonly scheme: 'http' | 'https';
  /** From the console or the label. */
  readonly code: string;
}

interface Token {
  readonly digest: Buffer;
  usedAt: number;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export class Gate {
  readonly #options: GateOptions;
  readonly #clock: Clock;
  readonly #guesses: TokenBucket;
  /** Oldest first. */
  #tokens: Token[] = [];

  constructor(options: GateOptions, modules: { readonly clock: Clock }) {
    this.#options = options;
    this.#clock = modules.clock;
    this.#guesses = new TokenBucket(GUESSES, modules);
  }

  /** Of every request, for a file too. Throws `ORIGIN_REFUSED`. */
  requireHost({ rawHeaders, headers }: IncomingMessage): void {
    const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length === 1 && this.#options.hosts.includes(headers.host ?? '')) return;
    throw new EvlockError('ORIGIN_REFUSED', { header: 'host' });
  }

  /** Of a request for data. Throws `ORIGIN_REFUSED`, or `INVALID_INPUT` for a body that is not JSON. */
  requireOwnPage({ method, headers }: IncomingMessage): void {
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin')
      throw new EvlockError('ORIGIN_REFUSED', { header: 'sec-fetch-site' });
    // A browser sends it with every POST; with a GET of the same origin it does not.
    const isOwn = origin === `${this.#options.scheme}://${headers.host}`;
    if (!isOwn && (method !== 'GET' || origin !== undefined))
      throw new EvlockError('ORIGIN_REFUSED', { header: 'origin' });
    if (method === 'GET') return;
    if (headers['content-type'] !== 'application/json')
      throw new EvlockError('INVALID_INPUT', { field: 'content-type', problem: 'not application/json' });
  }

  /** A token for the code. Throws `LOCAL_CODE_WRONG`, `RATE_LIMITED`. */
  enter(code: string): string {
    const wait = this.#guesses.secondsLeft();
    if (wait > 0) throw new EvlockError('RATE_LIMITED', { seconds: wait });
    if (!isAccessCode(code, this.#options.code)) {
      this.#guesses.take();
      throw new EvlockError('LOCAL_CODE_WRONG');
    }
    const token = randomBytes(32).toString('base64url');
    this.#tokens = [...this.#tokens, { digest: digest(token), usedAt: this.#clock.monotonic() }].slice(-TOKENS_MAX);
    return token;
  }

  /** Throws `UNAUTHENTICATED`. */
  requireToken({ headers }: IncomingMessage): void {
    const now = this.#clock.monotonic();
    this.#tokens = this.#tokens.filter(({ usedAt }) => now - usedAt < IDLE);
    const shown = digest(/^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '')?.[1] ?? '');
    const known = this.#tokens.filter((token) => timingSafeEqual(token.digest, shown))[0];
    if (!known) throw new EvlockError('UNAUTHENTICATED');
    known.usedAt = now;
  }
}
