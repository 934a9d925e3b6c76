/**
 * One household's owner in a worker. The window calls `Owner`'s methods by name, answers requests for an assertion, and is told
 * events. Whatever is thrown leaves as a `ProblemBody`.
 */
import { ApiClient, Owner, type OwnerStore, type Passkey } from '@evlock/owner';
import {
  type Assertion,
  type Bytes32,
  deploymentFileOf,
  EvlockError,
  requireSameDeployment,
  systemClock,
} from '@evlock/protocol';
import type { OwnerEvent } from '../shared/owner.ts';
import type { ProblemBody } from '../shared/problem.ts';
import type { HouseholdSettings } from '../shared/worker-settings.ts';
import { checkContracts, openChain } from './chain.ts';
import { fetchTransport, StreamWatch } from './fetch-transport.ts';
import { BrowserOwnerStore } from './store.ts';

/** Asks for an assertion in the window: only there is `navigator.credentials`. Throws a `ProblemBody`. */
export type AskPasskey = (challenge: Bytes32) => Promise<Assertion>;

interface Open {
  readonly owner: Owner;
  readonly api: ApiClient;
  readonly store: OwnerStore;
  readonly ask: AskPasskey;
  readonly watch: StreamWatch;
}

const isBody = (thrown: unknown): thrown is ProblemBody =>
  typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error) && 'code' in thrown && 'remedy' in thrown;

export function bodyOf(thrown: unknown): ProblemBody {
  if (isBody(thrown)) return thrown;
  const { code, class: errorClass, remedy, details, entry } = EvlockError.from(thrown);
  // Without the details: they are shown apart.
  return { code, class: errorClass, message: entry.message, remedy, details };
}

/** What may be called by name: `Owner`'s own methods. */
function methodOf(owner: Owner, name: string): (...given: readonly unknown[]) => unknown {
  const method: unknown = Object.hasOwn(Owner.prototype, name) && name !== 'constructor' && Reflect.get(owner, name);
  if (typeof method !== 'function') throw new EvlockError('INVALID_INPUT', { field: 'method', value: name });
  return (...given) => method.apply(owner, given);
}

/** The gateway's heartbeat comes every ten seconds, in milliseconds. */
const SILENT_WHEN_WOKEN = 15_000;

function hasSession(store: OwnerStore): boolean {
  const { session } = store.load();
  return session !== null && session.expires > systemClock.now() + 30;
}

export class Household {
  #open: Open | undefined;
  #over = new AbortController();
  /** Whether a person has just asked to sign in: a prompt must not come up by itself. */
  #isAsked = false;

  /** Takes the place of the household that was open. */
  async open(settings: HouseholdSettings, ask: AskPasskey): Promise<void> {
    this.#end();
    const { house, deployment, endpoints } = settings;
    const store = await BrowserOwnerStore.open(house.meterKey);
    const watch = new StreamWatch();
    const api = new ApiClient({ transport: fetchTransport({ watch }) });
    const chain = openChain({ endpoints, deployment }, systemClock);
    const passkey: Passkey = { assert: (challenge) => this.#assert(challenge, store, ask) };
    const check = () => checkContracts({ endpoints, deployment });
    const modules = { api, store, passkey, clock: systemClock, chain, checkContracts: check };
    const { meterKey, account } = house;
    this.#open = { owner: new Owner({ deployment, meterKey, account }, modules), api, store, ask, watch };
  }

  /** Throws `DEPLOYMENT_DIFFERS` when the gateway speaks for another market than the page is pinned to, and `GATEWAY_UNREACHABLE`. */
  checkGateway(): Promise<void> {
    return this.#told(async ({ api, owner }) => {
      const { development: _development, ...told } = await api.call('market', {});
      requireSameDeployment(owner.deployment, deploymentFileOf(told));
    });
  }

  signIn(): Promise<void> {
    return this.#told(async ({ owner }) => {
      this.#isAsked = true;
      try {
        await owner.signIn();
      } finally {
        this.#isAsked = false;
      }
    });
  }

  signOut(): Promise<void> {
    return this.#told(async ({ store }) => {
      this.#over.abort();
      this.#over = new AbortController();
      store.save({ ...store.load(), session: null });
    });
  }

  signedIn(): boolean {
    return this.#open !== undefined && hasSession(this.#open.store);
  }

  /** Calls a method of `Owner` by its name. */
  invoke(name: string, given: readonly unknown[]): Promise<unknown> {
    return this.#told(async ({ owner }) => methodOf(owner, name)(...given));
  }

  /** Signs any challenge with this browser's passkey, when a person has asked for it. */
  assert(challenge: Bytes32): Promise<Assertion> {
    return this.#told(({ ask }) => ask(challenge));
  }

  /** Tells every event until `signOut` or another `open`. Ends with the problem that no repetition helps. */
  follow(listener: (event: OwnerEvent) => void): Promise<void> {
    return this.#told(async ({ owner, watch }) => {
      const { signal } = this.#over;
      watch.listener = (connected) => listener({ name: 'connection', data: { connected } });
      for await (const event of owner.events(signal)) listener(event);
    });
  }

  /** After a sleep or a change of network: a stream that was silent meanwhile is opened anew. */
  wake(): void {
    this.#open?.watch.closeIfSilent(SILENT_WHEN_WOKEN);
  }

  #end(): void {
    this.#over.abort();
    this.#over = new AbortController();
    this.#open?.api.close();
    this.#open = undefined;
  }

  #assert(challenge: Bytes32, store: OwnerStore, ask: AskPasskey): Promise<Assertion> {
    if (!this.#isAsked && !hasSession(store)) throw new EvlockError('UNAUTHENTICATED');
    return ask(challenge);
  }

  async #told<T>(work: (open: Open) => Promise<T>): Promise<T> {
    try {
      if (!this.#open) throw new EvlockError('OUT_OF_STATE', { state: 'no household is open' });
      return await work(this.#open);
    } catch (thrown) {
      throw bodyOf(thrown);
    }
  }
}
