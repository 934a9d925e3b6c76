/** Owners' sessions: a passkey's signature over a challenge opens one; the database keeps only the token's hash. */
import { randomBytes } from 'node:crypto';
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
import { type Devices, ownerOf } from '../database/devices.ts';
import { sha256 } from '../hash.ts';
import type { Owner } from '../market/owner.ts';
import type { RandomBytes } from '../random.ts';

/** How long a challenge may be answered, and a session lasts, in seconds. */
export const CHALLENGE_VALIDITY = 120;
export const SESSION_VALIDITY = 12 * 3600;
/** Open challenges at a time; anybody may ask for one, so the oldest give way. */
const MAX_CHALLENGES = 10_000;

export interface SessionsOptions {
  readonly domain: Domain;
  readonly rpId: string;
  readonly origin: string;
}

export interface SessionsModules {
  readonly devices: Devices;
  readonly clock: Clock;
  readonly randomBytes?: RandomBytes;
}

interface Challenge {
  readonly meterKey: Address;
  readonly expires: Timestamp;
}

const tokenHash = (token: string): Bytes32 => sha256(`evlock session ${token}`);

export class Sessions {
  readonly #options: SessionsOptions;
  readonly #modules: SessionsModules;
  readonly #challenges = new Map<Bytes32, Challenge>();

  constructor(options: SessionsOptions, modules: SessionsModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** A challenge for any meter key, known or not: asking tells nothing. */
  challenge(meterKey: Address): { gatewayNonce: Bytes32; expires: Timestamp } {
    const gatewayNonce: Bytes32 = `0x${Buffer.from(this.#random(32)).toString('hex')}`;
    const expires = timestamp(this.#modules.clock.now() + CHALLENGE_VALIDITY);
    const oldest = this.#challenges.keys().next();
    if (this.#challenges.size >= MAX_CHALLENGES && !oldest.done) this.#challenges.delete(oldest.value);
    this.#challenges.set(gatewayNonce, { meterKey, expires });
    return { gatewayNonce, expires };
  }

  /**
   * Opens a session. A challenge is used up by the attempt. Throws `UNAUTHENTICATED` for an unknown challenge or meter,
   * `ASSERTION_INVALID` with the failed check, `DEVICE_REVOKED`.
   */
  async signIn(request: {
    meterKey: Address;
    gatewayNonce: Bytes32;
    assertion: Assertion;
  }): Promise<{ token: string; expires: Timestamp }> {
    const { devices, clock } = this.#modules;
    const { meterKey, gatewayNonce, assertion } = request;
    const challenge = this.#challenges.get(gatewayNonce);
    this.#challenges.delete(gatewayNonce);
    if (challenge?.meterKey !== meterKey || challenge.expires <= clock.now()) {
      throw new EvlockError('UNAUTHENTICATED', { check: 'challenge' });
    }
    const device = await devices.byMeterKey(meterKey);
    if (!device) throw new EvlockError('UNAUTHENTICATED', { check: 'meterKey' });
    verifyAssertion(assertion, {
      challenge: SessionChallenge.digest(this.#options.domain, { meterKey, gatewayNonce, expires: challenge.expires }),
      rpId: this.#options.rpId,
      origin: this.#options.origin,
      publicKeys: [device.passkey],
    });
    if (device.state === 'revoked') throw new EvlockError('DEVICE_REVOKED', { deviceId: device.deviceId });
    const token = Buffer.from(this.#random(32)).toString('base64url');
    const expires = timestamp(clock.now() + SESSION_VALIDITY);
    await devices.addSession(tokenHash(token), device.deviceId, expires, clock.now());
    return { token, expires };
  }

  /** Whom a token stands for. Throws `UNAUTHENTICATED`. */
  async authenticate(token: string): Promise<Owner> {
    const device = await this.#modules.devices.bySession(tokenHash(token), this.#modules.clock.now());
    if (!device) throw new EvlockError('UNAUTHENTICATED');
    return ownerOf(device);
  }

  #random(length: number): Uint8Array {
    return (this.#modules.randomBytes ?? randomBytes)(length);
  }
}
