/**
 * The operator's console in a worker: the session, the operator's own list, and every check of an enrolment. The window signs
 * with its passkey and sends with its wallet. Whatever is thrown leaves as a `ProblemBody`.
 */
import { enrol, resume, suspend } from '@evlock/chain/calls';
import { networkOf } from '@evlock/chain/networks';
import {
  ApiClient,
  Enroller,
  type EnrolmentTarget,
  type IdentifiedAssertion,
  Operator,
  operatorSignIn,
  operatorSignUp,
} from '@evlock/owner';
import {
  type Address,
  type Bytes32,
  deploymentFileOf,
  type EnrolmentFile,
  EvlockError,
  type NamedCheck,
  type RouteBody,
  requireSameDeployment,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';
import { fetchTransport } from '../../worker/fetch-transport.ts';
import { bodyOf } from '../../worker/household.ts';
import type { ConsoleSettings, Person, WalletCall } from '../client.ts';
import { OPERATOR_METHODS, type OperatorMethod } from '../operator-methods.ts';
import { BrowserLedger } from './browser-ledger.ts';
import { tlsKeyHash } from './certificate-request.ts';

/** Asks for an assertion in the window. Throws a `ProblemBody`. */
export type AskOperator = (challenge: Bytes32) => Promise<IdentifiedAssertion>;

interface Open {
  readonly settings: ConsoleSettings;
  readonly api: ApiClient;
  readonly ledger: BrowserLedger;
  readonly ask: AskOperator;
}

export class Console {
  #open: Open | undefined;
  #operator: Operator | undefined;

  open(settings: ConsoleSettings, ask: AskOperator): void {
    const api = new ApiClient({ transport: fetchTransport() });
    this.#open = { settings, api, ledger: new BrowserLedger(settings.deployment), ask };
  }

  /** Throws `DEPLOYMENT_DIFFERS` when the gateway speaks for another market than the page is pinned to. */
  checkGateway(): Promise<void> {
    return this.#told(async ({ api, settings }) => {
      const { development: _development, ...told } = await api.call('market', {});
      requireSameDeployment(settings.deployment, deploymentFileOf(told));
    });
  }

  signUp(request: RouteBody<'operatorSignUp'>): Promise<Pick<Person, 'name' | 'role'>> {
    return this.#told(({ api }) => operatorSignUp(request, { api }));
  }

  /** The token stays here. */
  signIn(): Promise<Person> {
    return this.#told(async ({ api, settings, ask }) => {
      const { token, ...person } = await operatorSignIn(settings.deployment, ask, { api });
      this.#operator = new Operator({ token }, { api });
      return person;
    });
  }

  signOut(): Promise<void> {
    return this.#told(async () => {
      const operator = this.#operator;
      this.#operator = undefined;
      await operator?.signOut();
    });
  }

  invoke(name: OperatorMethod, given: readonly unknown[]): Promise<unknown> {
    return this.#told(async () => {
      if (!OPERATOR_METHODS.includes(name)) throw new EvlockError('INVALID_INPUT', { field: 'method', value: name });
      const operator = this.#signedIn();
      return (operator[name] as (...given: readonly unknown[]) => Promise<unknown>).apply(operator, [...given]);
    });
  }

  /** A one-time code, put on this operator's own list. */
  invite(deviceId: Bytes32): Promise<{ code: string; expires: Timestamp }> {
    return this.#told(async ({ ledger }) => {
      const made = await this.#signedIn().createCode(deviceId);
      await ledger.codeMade(deviceId, made.code, systemClock.now());
      return made;
    });
  }

  /** What a device showed, with every check. */
  enrolment(target: EnrolmentTarget): Promise<{ file: EnrolmentFile; checks: readonly NamedCheck[] }> {
    return this.#told(async (open) => {
      const file = await this.#signedIn().file(target.deviceId);
      return { file, checks: await this.#enroller(open).checks(target, file) };
    });
  }

  /** The call that enrols a device, after every check and after the own list has it. Throws as `Enroller.approve`. */
  enrolCall(target: EnrolmentTarget): Promise<WalletCall> {
    return this.#told(async (open) => {
      const file = await this.#signedIn().file(target.deviceId);
      return (await this.#enroller(open).approve(target, file)).result;
    });
  }

  roleCall(act: 'suspend' | 'resume', meterKey: Address): Promise<WalletCall> {
    return this.#told(async ({ settings: { deployment } }) => {
      const { to, data } = (act === 'suspend' ? suspend : resume)(deployment, meterKey);
      return { to, data };
    });
  }

  ledgerText(): Promise<string> {
    return this.#told(({ ledger }) => ledger.text());
  }

  mergeLedger(text: string): Promise<void> {
    return this.#told(({ ledger }) => ledger.merge(text, systemClock.now()));
  }

  #enroller({ settings: { deployment }, ledger }: Open): Enroller<WalletCall> {
    const { development } = networkOf(deployment.chainId);
    const submit: (signed: Parameters<typeof enrol>[1]) => Promise<WalletCall> = async (signed) => {
      const { to, data } = enrol(deployment, signed);
      return { to, data };
    };
    return new Enroller({ deployment, development }, { ledger, tlsKeyHash, submit, clock: systemClock });
  }

  #signedIn(): Operator {
    if (!this.#operator) throw new EvlockError('UNAUTHENTICATED');
    return this.#operator;
  }

  async #told<T>(work: (open: Open) => Promise<T>): Promise<T> {
    try {
      if (!this.#open) throw new EvlockError('OUT_OF_STATE', { state: 'the console is not open' });
      return await work(this.#open);
    } catch (thrown) {
      if (EvlockError.is(thrown, 'UNAUTHENTICATED')) this.#operator = undefined;
      throw bodyOf(thrown);
    }
  }
}
