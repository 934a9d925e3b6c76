/** One rate for each identity (a device, a session's owner, a source address), in bounded memory. */
import { type Clock, EvlockError, type Rate, TokenBucket } from '@evlock/protocol';

/** Maximum number of remembered identities; beyond it, the least recently used one starts with a full bucket again. */
const REMEMBERED = 10_000;

export class IdentityBuckets {
  readonly #rate: Rate;
  readonly #clock: Clock;
  /** Least recently used first. */
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate, modules: { readonly clock: Clock }) {
    this.#rate = rate;
    this.#clock = modules.clock;
  }

  of(identity: string): TokenBucket {
    const bucket = this.#buckets.get(identity) ?? new TokenBucket(this.#rate, { clock: this.#clock });
    this.#buckets.delete(identity);
    this.#buckets.set(identity, bucket);
    const [quietest] = this.#buckets.keys();
    if (this.#buckets.size > REMEMBERED && quietest !== undefined) this.#buckets.delete(quietest);
    return bucket;
  }

  /** Throws `RATE_LIMITED` with the seconds to wait when this identity has used up its rate. */
  take(identity: string): void {
    const bucket = this.of(identity);
    if (!bucket.take()) throw rateLimited(bucket);
  }

  /** As `take`, but consumes nothing. */
  require(identity: string): void {
    const bucket = this.of(identity);
    if (bucket.secondsLeft() > 0) throw rateLimited(bucket);
  }
}

export const rateLimited = (bucket: TokenBucket): EvlockError =>
  new EvlockError('RATE_LIMITED', { seconds: Math.max(1, bucket.secondsLeft()) });
