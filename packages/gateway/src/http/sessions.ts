/** Owners' sessions: a passkey's signature over a challenge opens one; the database keeps only the token's hash. */
import { randomBytes } from 'node:crypto';
import type { Rate } from '@evlock/protocol';
import {
  type Address,
  type Assertion,
  type Bytes32,
  type Clock,
  type Domain,
  EvlockError,
  type RouteBody,
  SessionChallenge,
  type SessionList,
  type Timestamp,
  timestamp,
  verifyAssertion,
} from '@evlock/protocol';
import { sha256 } from '../crypto/hash.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { Devices } from '../database/devices.ts';
import { type Principal, principalOf } from '../database/principal.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';
import { Challenges } from './challenges.ts';

/** Seconds for which a session is valid. */
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

const tokenHash = (token: string): Bytes32 => sha256(`evlock session ${token}`);

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #modules: SessionsModules;
  readonly #challenges: Challenges;
  readonly #signIns: IdentityBuckets;

  constructor(options: SessionsOptions, modules: SessionsModules) {
    this.#options = options;
    this.#modules = modules;
    this.#challenges = new Challenges(modules);
    this.#signIns = new IdentityBuckets(SIGN_IN_RATE, modules);
  }

  /** A challenge for any meter key, known or not: the answer reveals nothing, and no state is kept however often one asks. */
  challenge(meterKey: Address): { gatewayNonce: Bytes32; expires: Timestamp } {
    return this.#challenges.make(meterKey);
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
    const challengeEnds = this.#challenges.endOf(meterKey, gatewayNonce);
    const device = await devices.byMeterKey(meterKey);
    if (!device) throw new EvlockError('UNAUTHENTICATED', { check: 'meterKey' });
    const { domain, rpId, origins } = this.#options;
    const challenge = SessionChallenge.digest(domain, { meterKey, gatewayNonce, expires: challengeEnds });
    verifyAssertion(assertion, { challenge, rpId, origins, publicKeys: await devices.passkeys(device) });
    if (device.state === 'revoked') throw new EvlockError('DEVICE_REVOKED', { deviceId: device.deviceId });
    this.#challenges.use({ gatewayNonce, expires: challengeEnds }, () => this.#signIns.take(device.deviceId));
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

  /** What a session is known by: a digest that opens nothing. */
  idOf(token: string): Bytes32 {
    return tokenHash(token);
  }

  /** The open sessions of this owner. `own` is the one that asks. */
  async list({ deviceId }: Principal, own: Bytes32): Promise<SessionList> {
    const sessions = await this.#modules.devices.sessions(deviceId, this.#modules.clock.now());
    return {
      sessions: sessions.map(({ id, expires }) => {
        return { id, opened: timestamp(expires - SESSION_VALIDITY), expires, current: id === own };
      }),
    };
  }

  /** Ends a session of this owner, its own one or another; or all others. */
  end({ deviceId }: Principal, which: RouteBody<'endSessions'>['which'], own: Bytes32): Promise<void> {
    if (which === 'others') return this.#modules.devices.endSessions(deviceId, { but: own });
    return this.#modules.devices.endSessions(deviceId, { only: which === 'this' ? own : which });
  }

  #random(length: number): Uint8Array {
    return (this.#modules.randomBytes ?? randomBytes)(length);
  }
}
