/** Who calls: nobody in particular, an owner with a session, or the operator with the operator's token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Clock, EvlockError, type Route } from '@evlock/protocol';
import type { Owner } from '../market/owner.ts';
import { type Rate, TokenBucket } from '../token-bucket.ts';
import type { Sessions } from './sessions.ts';

export type Caller =
  | { readonly kind: 'public' }
  | { readonly kind: 'operator' }
  | { readonly kind: 'owner'; readonly owner: Owner };

export interface AccessOptions {
  readonly operatorToken: string;
  /** Calls of one owner, or of the operator, over all sessions. */
  readonly rate: Rate;
}

const MAX_TOKEN = 256;
/** Callers whose rate is remembered; beyond, the oldest starts anew. */
const MAX_BUCKETS = 10_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export class Access {
  readonly #operatorDigest: Buffer;
  readonly #rate: Rate;
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(options: AccessOptions, modules: { readonly sessions: Sessions; readonly clock: Clock }) {
    this.#operatorDigest = digest(options.operatorToken);
    this.#rate = options.rate;
    this.#sessions = modules.sessions;
    this.#clock = modules.clock;
  }

  /** The caller of a route, from its `Authorization` header. Throws `UNAUTHENTICATED`, `RATE_LIMITED`. */
  async caller(required: Route['access'], authorization: string | undefined): Promise<Caller> {
    if (required === 'public') return { kind: 'public' };
    const token = /^Bearer ([\w.~+/-]+=*)$/.exec(authorization ?? '')?.[1];
    if (token === undefined || token.length > MAX_TOKEN) throw new EvlockError('UNAUTHENTICATED');
    if (required === 'operator') {
      // Digests have one length, and comparing them takes one time.
      if (!timingSafeEqual(digest(token), this.#operatorDigest)) throw new EvlockError('UNAUTHENTICATED');
      this.#limit('operator');
      return { kind: 'operator' };
    }
    const owner = await this.#sessions.authenticate(token);
    this.#limit(owner.deviceId);
    return { kind: 'owner', owner };
  }

  #limit(key: string): void {
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rate, { clock: this.#clock });
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size >= MAX_BUCKETS && !oldest.done) this.#buckets.delete(oldest.value);
    this.#buckets.set(key, bucket);
    if (!bucket.take()) throw new EvlockError('RATE_LIMITED', { seconds: Math.ceil(1 / this.#rate.perSecond) });
  }
}
