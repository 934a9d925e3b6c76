/** Identifies the caller: anyone, an owner with a session, or the operator with the token or a session of the console. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Rate } from '@evlock/protocol';
import { type Bytes32, type Clock, EvlockError, type Route, rolesOf, TOKEN_HOLDER } from '@evlock/protocol';
import type { OperatorIdentity } from '../database/operators.ts';
import type { Principal } from '../database/principal.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';
import type { OperatorSessions } from './operator-sessions.ts';
import type { Sessions } from './sessions.ts';

export type Caller =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator'; readonly person: OperatorIdentity; readonly token: string }
  | { readonly kind: 'owner'; readonly principal: Principal; readonly session: Bytes32 };

export interface AccessOptions {
  readonly operatorToken: string;
  /** Rate of calls by one owner over all sessions, or by one person of the operator's. */
  readonly rate: Rate;
  /** Rate of wrong enrolment codes and operator tokens, and failed sign-ins, from one source address. */
  readonly guesses: Rate;
}

const MAX_TOKEN = 256;

const tokenIn = (authorization = ''): string | undefined => /^Bearer ([\w.~+/-]+=*)$/.exec(authorization)?.[1];
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export interface AccessModules {
  readonly sessions: Sessions;
  readonly operators: Pick<OperatorSessions, 'authenticate'>;
  readonly clock: Clock;
}

export class Access {
  readonly #operatorDigest: Buffer;
  readonly #sessions: Sessions;
  readonly #operators: Pick<OperatorSessions, 'authenticate'>;
  readonly #callers: IdentityBuckets;
  readonly #guesses: IdentityBuckets;

  constructor(options: AccessOptions, modules: AccessModules) {
    this.#operatorDigest = digest(options.operatorToken);
    this.#sessions = modules.sessions;
    this.#operators = modules.operators;
    this.#callers = new IdentityBuckets(options.rate, modules);
    this.#guesses = new IdentityBuckets(options.guesses, modules);
  }

  /**
   * The caller of a route, from its `Authorization` header. Throws `UNAUTHENTICATED`, `ROLE_MISSING`, and `RATE_LIMITED` also for a
   * source that has guessed at the operator's tokens too often.
   */
  async caller(
    route: Pick<Route, 'access' | 'roles'>,
    authorization: string | undefined,
    source: string,
  ): Promise<Caller> {
    if (route.access === 'public') return { kind: 'public' };
    if (route.access === 'operator') {
      const caller = await this.guessing(source, () => this.#operator(tokenIn(authorization)));
      const roles = rolesOf(route);
      if (!roles.includes(caller.person.role)) throw new EvlockError('ROLE_MISSING', { roles: roles.join(', ') });
      return caller;
    }
    const principal = await this.#principal(authorization);
    this.#callers.take(principal.deviceId);
    return { kind: 'owner', principal, session: this.#sessions.idOf(tokenIn(authorization) ?? '') };
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

  async #operator(token: string | undefined): Promise<Caller & { readonly kind: 'operator' }> {
    if (token === undefined || token.length > MAX_TOKEN) throw new EvlockError('UNAUTHENTICATED');
    // Digests have equal length, so they are compared in constant time.
    const holder = timingSafeEqual(digest(token), this.#operatorDigest);
    const person: OperatorIdentity = holder
      ? { name: TOKEN_HOLDER, role: 'operator' }
      : await this.#operators.authenticate(token);
    this.#callers.take(`operator ${person.name}`);
    return { kind: 'operator', person, token };
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
