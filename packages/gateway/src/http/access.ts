/** Identifies the caller: anyone, an owner with a session, or the operator with the operator's token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Rate } from '@evlock/protocol';
import { type Clock, EvlockError, type Route } from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';
import type { Sessions } from './sessions.ts';

export type Caller =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'owner'; readonly principal: Principal };

export interface AccessOptions {
  readonly operatorToken: string;
  /** Rate of calls by one owner over all sessions, or by the operator. */
  readonly rate: Rate;
  /** Rate of wrong enrolment codes and operator tokens, and failed sign-ins, from one source address. */
  readonly guesses: Rate;
}

const MAX_TOKEN = 256;

const tokenIn = (authorization = ''): string | undefined => /^Bearer ([\w.~+/-]+=*)$/.exec(authorization)?.[1];
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export class Access {
  readonly #operatorDigest: Buffer;
  readonly #sessions: Sessions;
  readonly #callers: IdentityBuckets;
  readonly #guesses: IdentityBuckets;

  constructor(options: AccessOptions, modules: { readonly sessions: Sessions; readonly clock: Clock }) {
    this.#operatorDigest = digest(options.operatorToken);
    this.#sessions = modules.sessions;
    this.#callers = new IdentityBuckets(options.rate, modules);
    this.#guesses = new IdentityBuckets(options.guesses, modules);
  }

  /**
   * The caller of a route, from its `Authorization` header. Throws `UNAUTHENTICATED`, and `RATE_LIMITED` also for a source that has
   * guessed at the operator's token too often.
   */
  async caller(required: Route['access'], authorization: string | undefined, source: string): Promise<Caller> {
    if (required === 'public') return { kind: 'public' };
    if (required === 'operator') return this.guessing(source, async () => this.#operator(tokenIn(authorization)));
    const principal = await this.#principal(authorization);
    this.#callers.take(principal.deviceId);
    return { kind: 'owner', principal };
  }

  /** Whether the session is still valid for this owner. If the database cannot be read, the answer is yes: it is asked again. */
  async stillHolds({ deviceId }: Principal, authorization: string | undefined): Promise<boolean> {
    try {
      return (await this.#principal(authorization)).deviceId === deviceId;
    } catch (error) {
      return !EvlockError.is(error) || error.code !== 'UNAUTHENTICATED';
    }
  }

  async #principal(authorization: string | undefined): Promise<Principal> {
    const token = tokenIn(authorization);
    if (token === undefined || token.length > MAX_TOKEN) throw new EvlockError('UNAUTHENTICATED');
    return this.#sessions.authenticate(token);
  }

  #operator(token: string | undefined): Caller {
    // Digests have equal length, so they are compared in constant time.
    const known = token !== undefined && timingSafeEqual(digest(token.slice(0, MAX_TOKEN + 1)), this.#operatorDigest);
    if (!known) throw new EvlockError('UNAUTHENTICATED');
    this.#callers.take('operator');
    return { kind: 'operator' };
  }

  /** Runs `work` that checks a guessable secret. Throws `RATE_LIMITED` after too many wrong guesses from this source, or what `work` throws. */
  async guessing<T>(source: string, work: () => Promise<T>): Promise<T> {
    this.#guesses.require(source);
    try {
      return await work();
    } catch (error) {
      if (EvlockError.is(error) && error.entry.guess) this.#guesses.of(source).take();
      throw error;
    }
  }
}
