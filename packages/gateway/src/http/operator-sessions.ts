/** The operator's people: added with a one-time code, signed in by passkey; the database keeps only hashes of codes and tokens. */
import { randomBytes } from 'node:crypto';
import {
  type Bytes32,
  type Clock,
  EvlockError,
  isPasskeyPublicKey,
  type MarketPlace,
  type OperatorView,
  operatorChallenge,
  type Rate,
  type RouteBody,
  type RouteResponse,
  SIGN_UP_VALIDITY,
  timestamp,
  verifyAssertion,
} from '@evlock/protocol';
import { sha256 } from '../crypto/hash.ts';
import { codeHash, makeCode } from '../crypto/one-time-code.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { OperatorRecord } from '../database/operator-record.ts';
import type { OperatorIdentity, Operators } from '../database/operators.ts';
import { IdentityBuckets } from '../listeners/identity-buckets.ts';
import { Challenges } from './challenges.ts';

/** Seconds for which a session is valid: a working day. */
const SESSION_VALIDITY = 12 * 3600;
const SIGN_IN_RATE: Rate = { perSecond: 0.1, burst: 30 };
/** What challenges are marked with: the person is known by the passkey that answers. */
const SUBJECT = 'operator';

export interface OperatorSessionsOptions extends MarketPlace {
  readonly rpId: string;
  readonly origins: readonly string[];
}

export interface OperatorSessionsModules {
  readonly operators: Operators;
  readonly record: Pick<OperatorRecord, 'add'>;
  readonly clock: Clock;
  readonly randomBytes?: RandomBytes | undefined;
}

const tokenHash = (token: string): Bytes32 => sha256(`evlock console session ${token}`);

export class OperatorSessions {
  readonly #options: OperatorSessionsOptions;
  readonly #modules: OperatorSessionsModules;
  readonly #challenges: Challenges;
  readonly #signIns: IdentityBuckets;

  constructor(options: OperatorSessionsOptions, modules: OperatorSessionsModules) {
    this.#options = options;
    this.#modules = modules;
    this.#challenges = new Challenges(modules);
    this.#signIns = new IdentityBuckets(SIGN_IN_RATE, modules);
  }

  /** A sign-up code, shown this once. Throws `OPERATOR_EXISTS`. */
  async invite(identity: OperatorIdentity, by: OperatorIdentity): Promise<RouteResponse<'addOperator'>> {
    const { operators, clock } = this.#modules;
    const code = makeCode(this.#modules.randomBytes ?? randomBytes);
    const expires = timestamp(clock.now() + SIGN_UP_VALIDITY);
    const kept = { hash: codeHash(code), expires };
    if (!(await operators.invite(identity, kept, { who: by.name, now: clock.now() }))) {
      throw new EvlockError('OPERATOR_EXISTS', { name: identity.name });
    }
    return { code, expires };
  }

  /** Throws `SIGN_UP_CODE_INVALID`, and `ASSERTION_INVALID` for what is no point of P-256. */
  async signUp({ code, credentialId, publicKey }: RouteBody<'operatorSignUp'>): Promise<OperatorIdentity> {
    const { operators } = this.#modules;
    if (!isPasskeyPublicKey(publicKey)) throw new EvlockError('ASSERTION_INVALID', { check: 'PASSKEY_POINT' });
    const person = await operators.signUp(codeHash(code), { credentialId, publicKey }, this.#modules.clock.now());
    if (!person) throw new EvlockError('SIGN_UP_CODE_INVALID');
    await this.#noted(person, 'operatorSignUp');
    return person;
  }

  challenge(): RouteResponse<'operatorChallenge'> {
    return this.#challenges.make(SUBJECT);
  }

  /** Throws `UNAUTHENTICATED` for an unknown challenge or passkey, `ASSERTION_INVALID` with the failed check, `RATE_LIMITED`. */
  async signIn(request: RouteBody<'operatorSignIn'>): Promise<RouteResponse<'operatorSignIn'>> {
    const { operators, clock } = this.#modules;
    const { rpId, origins } = this.#options;
    const { credentialId, gatewayNonce, assertion } = request;
    const expires = this.#challenges.endOf(SUBJECT, gatewayNonce);
    const person = await operators.byCredential(credentialId);
    if (!person) throw new EvlockError('UNAUTHENTICATED', { check: 'passkey' });
    const challenge = operatorChallenge(this.#options, { gatewayNonce, expires });
    verifyAssertion(assertion, { challenge, rpId, origins, publicKeys: [person.publicKey] });
    this.#challenges.use({ gatewayNonce, expires }, () => this.#signIns.take(person.name));
    const token = Buffer.from((this.#modules.randomBytes ?? randomBytes)(32)).toString('base64url');
    const until = timestamp(clock.now() + SESSION_VALIDITY);
    const session = { tokenHash: tokenHash(token), expires: until };
    const isAdded = await operators.addSession(session, { name: person.name, credentialId }, clock.now());
    if (!isAdded) throw new EvlockError('UNAUTHENTICATED', { check: 'passkey' });
    await this.#noted(person, 'operatorSignIn');
    return { token, expires: until, name: person.name, role: person.role };
  }

  /** Throws `UNAUTHENTICATED`. */
  async authenticate(token: string): Promise<OperatorIdentity> {
    const person = await this.#modules.operators.bySession(tokenHash(token), this.#modules.clock.now());
    if (!person) throw new EvlockError('UNAUTHENTICATED');
    return person;
  }

  async signOut(token: string): Promise<void> {
    await this.#modules.operators.endSession(tokenHash(token));
  }

  list(): Promise<OperatorView[]> {
    return this.#modules.operators.list(this.#modules.clock.now());
  }

  /** Throws `OPERATOR_UNKNOWN`. */
  async remove(name: string): Promise<void> {
    const removed = await this.#modules.operators.remove(name, this.#modules.clock.now());
    if (!removed) throw new EvlockError('OPERATOR_UNKNOWN', { name });
  }

  #noted({ name, role }: OperatorIdentity, act: string): Promise<void> {
    const { record, clock } = this.#modules;
    return record.add({ at: clock.now(), who: name, role, act, subject: null, result: 'ok', transaction: null });
  }
}
