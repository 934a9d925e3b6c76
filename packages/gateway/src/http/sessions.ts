/** Owners' sessions: a passkey's signature over a challenge opens one; the database keeps only the token's hash. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Rate } from '@evlock/protocol';
import {
  type Address,
  type Assertion,
  type Bytes32,
  type Clock,
  type Domain,
  EvlockError,
  SessionChallenge,
  type Timestamp,
  timestamp,
  verifyAssertion,
} from '@evlock/protocol';
import { sha256 } from '../crypto/hash.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { Devices } from '../database/devices.ts';
import { type Principal, principalOf } from '../database/principal.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';

/** Seconds for which a challenge can be answered, and a session is valid. */
const CHALLENGE_VALIDITY = 120;
const SESSION_VALIDITY = 12 * 3600;
/** Rate of sign-ins of one owner; failed attempts cost no memory. */
const SIGN_IN_RATE: Rate = { perSecond: 0.1, burst: 30 };

export interface SessionsOptions {
  readonly domain: Domain;
  readonly rpId: string;
  readonly origins: readonly string[];
}

export interface SessionsModules {
  readonly devices: Devices;
  readonly clock: Clock;
  readonly randomBytes?: RandomBytes;
}

/** A challenge in its 32 bytes: random bytes, expiry in UTC seconds, and a MAC that only this process can make. */
const RANDOM_BYTES = 12;
const EXPIRES_BYTES = 4;
const MARK_BYTES = 16;

const tokenHash = (token: string): Bytes32 => sha256(`evlock session ${token}`);

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #modules: SessionsModules;
  /** Key of the MAC; generated at every start, which invalidates open challenges. */
  readonly #secret: Uint8Array;
  /** Challenges that opened a session, with their expiry, oldest first. */
  readonly #used = new Map<Bytes32, Timestamp>();
  readonly #signIns: IdentityBuckets;

  constructor(options: SessionsOptions, modules: SessionsModules) {
    this.#options = options;
    this.#modules = modules;
    this.#secret = this.#random(32);
    this.#signIns = new IdentityBuckets(SIGN_IN_RATE, modules);
  }

  /** A challenge for any meter key, known or not: the answer reveals nothing, and no state is kept however often one asks. */
  challenge(meterKey: Address): { gatewayNonce: Bytes32; expires: Timestamp } {
    const expires = timestamp(this.#modules.clock.now() + CHALLENGE_VALIDITY);
    const head = Buffer.alloc(RANDOM_BYTES + EXPIRES_BYTES);
    head.set(this.#random(RANDOM_BYTES));
    head.writeUInt32BE(expires, RANDOM_BYTES);
    return { gatewayNonce: `0x${Buffer.concat([head, this.#mark(meterKey, head)]).toString('hex')}`, expires };
  }

  /**
   * Opens a session. A challenge opens only one. Throws `UNAUTHENTICATED` for an unknown challenge or meter,
   * `ASSERTION_INVALID` with the failed check, `DEVICE_REVOKED`, `RATE_LIMITED` after too many sign-ins of one owner.
   */
  async signIn(request: {
    meterKey: Address;
    gatewayNonce: Bytes32;
    assertion: Assertion;
  }): Promise<{ token: string; expires: Timestamp }> {
    const { devices, clock } = this.#modules;
    const { meterKey, gatewayNonce, assertion } = request;
    const challengeEnds = this.#endOf(meterKey, gatewayNonce);
    const device = await devices.byMeterKey(meterKey);
    if (!device) throw new EvlockError('UNAUTHENTICATED', { check: 'meterKey' });
    const { domain, rpId, origins } = this.#options;
    const challenge = SessionChallenge.digest(domain, { meterKey, gatewayNonce, expires: challengeEnds });
    verifyAssertion(assertion, { challenge, rpId, origins, publicKeys: [device.passkey] });
    if (device.state === 'revoked') throw new EvlockError('DEVICE_REVOKED', { deviceId: device.deviceId });
    this.#requireUnused(gatewayNonce);
    this.#signIns.take(device.deviceId);
    this.#used.set(gatewayNonce, challengeEnds);
    const token = Buffer.from(this.#random(32)).toString('base64url');
    const expires = timestamp(clock.now() + SESSION_VALIDITY);
    await devices.addSession(tokenHash(token), device.deviceId, expires, clock.now());
    return { token, expires };
  }

  /** The principal of a token. Throws `UNAUTHENTICATED`. */
  async authenticate(token: string): Promise<Principal> {
    const device = await this.#modules.devices.bySession(tokenHash(token), this.#modules.clock.now());
    if (!device) throw new EvlockError('UNAUTHENTICATED');
    return principalOf(device);
  }

  /** Expiry of the challenge. Throws `UNAUTHENTICATED` for one that is not ours, is for another meter, or has expired. */
  #endOf(meterKey: Address, gatewayNonce: Bytes32): Timestamp {
    const bytes = Buffer.from(gatewayNonce.slice(2), 'hex');
    const head = bytes.subarray(0, RANDOM_BYTES + EXPIRES_BYTES);
    const ours = timingSafeEqual(bytes.subarray(head.length), this.#mark(meterKey, head));
    const expires = timestamp(head.readUInt32BE(RANDOM_BYTES));
    if (!ours || expires <= this.#modules.clock.now()) throw new EvlockError('UNAUTHENTICATED', { check: 'challenge' });
    return expires;
  }

  /** Throws `UNAUTHENTICATED` for a challenge that opened a session. Drops expired ones. */
  #requireUnused(gatewayNonce: Bytes32): void {
    const now = this.#modules.clock.now();
    for (const [old, end] of this.#used) {
      if (end > now) break;
      this.#used.delete(old);
    }
    if (this.#used.has(gatewayNonce)) throw new EvlockError('UNAUTHENTICATED', { check: 'challenge' });
  }

  #mark(meterKey: Address, head: Uint8Array): Buffer {
    const mac = createHmac('sha256', this.#secret).update(`evlock challenge ${meterKey}`).update(head).digest();
    return mac.subarray(0, MARK_BYTES);
  }

  #random(length: number): Uint8Array {
    return (this.#modules.randomBytes ?? randomBytes)(length);
  }
}
