/** Challenges for passkeys: none is stored, since each carries its expiry and a mark that only this process can make. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Bytes32, type Clock, EvlockError, type Timestamp, timestamp } from '@evlock/protocol';
import type { RandomBytes } from '../crypto/random.ts';

/** Seconds for which a challenge can be answered. */
const VALIDITY = 120;
/** A challenge in its 32 bytes: random bytes, expiry in UTC seconds, and a MAC. */
const RANDOM_BYTES = 12;
const EXPIRES_BYTES = 4;
const MARK_BYTES = 16;

export interface Challenge {
  readonly gatewayNonce: Bytes32;
  readonly expires: Timestamp;
}

export class Challenges {
  readonly #clock: Clock;
  readonly #random: RandomBytes;
  /** Key of the MAC; generated at every start, which invalidates open challenges. */
  readonly #secret: Uint8Array;
  /** Challenges that opened a session, with their expiry, oldest first. */
  readonly #used = new Map<Bytes32, Timestamp>();

  constructor(modules: { readonly clock: Clock; readonly randomBytes?: RandomBytes | undefined }) {
    this.#clock = modules.clock;
    this.#random = modules.randomBytes ?? randomBytes;
    this.#secret = this.#random(32);
  }

  /** A challenge for `subject`, known or not: no state is kept however often one asks. */
  make(subject: string): Challenge {
    const expires = timestamp(this.#clock.now() + VALIDITY);
    const head = Buffer.alloc(RANDOM_BYTES + EXPIRES_BYTES);
    head.set(this.#random(RANDOM_BYTES));
    head.writeUInt32BE(expires, RANDOM_BYTES);
    return { gatewayNonce: `0x${Buffer.concat([head, this.#mark(subject, head)]).toString('hex')}`, expires };
  }

  /** Expiry of the challenge. Throws `UNAUTHENTICATED` for one that is not ours, is for another subject, or has expired. */
  endOf(subject: string, gatewayNonce: Bytes32): Timestamp {
    const bytes = Buffer.from(gatewayNonce.slice(2), 'hex');
    const head = bytes.subarray(0, RANDOM_BYTES + EXPIRES_BYTES);
    const ours = timingSafeEqual(bytes.subarray(head.length), this.#mark(subject, head));
    const expires = timestamp(head.readUInt32BE(RANDOM_BYTES));
    if (!ours || expires <= this.#clock.now()) throw new EvlockError('UNAUTHENTICATED', { check: 'challenge' });
    return expires;
  }

  /** Uses up a challenge. Throws `UNAUTHENTICATED` for one that opened a session. Drops expired ones. */
  use({ gatewayNonce, expires }: Challenge, take: () => void = () => {}): void {
    const now = this.#clock.now();
    for (const [old, end] of this.#used) {
      if (end > now) break;
      this.#used.delete(old);
    }
    if (this.#used.has(gatewayNonce)) throw new EvlockError('UNAUTHENTICATED', { check: 'challenge' });
    take();
    this.#used.set(gatewayNonce, expires);
  }

  #mark(subject: string, head: Uint8Array): Buffer {
    const mac = createHmac('sha256', this.#secret).update(`evlock challenge ${subject}`).update(head).digest();
    return mac.subarray(0, MARK_BYTES);
  }
}
