/** An owner's session at the gateway: opened with the passkey, stored, and reopened when the gateway forgets it. */
import {
  type Address,
  type Clock,
  type DeploymentFile,
  domainOf,
  EvlockError,
  milliseconds,
  type RouteName,
  type RouteResponse,
  SessionChallenge,
} from '@evlock/protocol';
import type { ApiClient, CallInput } from './api/client.ts';
import type { ApiEvent } from './api/event-stream.ts';
import { firstPage, type Passkey } from './approval/passkey.ts';
import type { OwnerStore } from './approval/store.ts';

/** Seconds before its end at which a session is no longer used. */
const SESSION_MARGIN = 30;
/** Delay before reconnecting an ended event stream. */
const RECONNECT = milliseconds(1000);
/** Maximum such delay in seconds, whatever the gateway asks for. */
const LONGEST_WAIT = 60;

export interface SessionModules {
  readonly api: ApiClient;
  readonly passkey: Passkey;
  readonly store: OwnerStore;
  readonly clock: Clock;
}

export type WithoutToken<N extends RouteName> = Omit<CallInput<N>, 'token'>;

/**
 * Calls routes as the owner of a meter. The token is kept in the store, and never leaves it but to the gateway.
 *
 * @example
 * const session = new Session({ deployment, meterKey }, { api, passkey, store: new MemoryOwnerStore(), clock: systemClock });
 * const { balance } = await session.call('account', {});
 */
export class Session {
  private readonly deployment: DeploymentFile;
  private readonly meterKey: Address;
  private readonly modules: SessionModules;

  constructor(
    { deployment, meterKey }: { readonly deployment: DeploymentFile; readonly meterKey: Address },
    modules: SessionModules,
  ) {
    this.deployment = deployment;
    this.meterKey = meterKey;
    this.modules = modules;
  }

  /** Opens a new session with the passkey and stores its token. Throws `ASSERTION_INVALID`, `UNAUTHENTICATED`. */
  async signIn(): Promise<string> {
    const { api, store, passkey } = this.modules;
    const { meterKey, deployment } = this;
    const { gatewayNonce, expires } = await api.call('challenge', { body: { meterKey } });
    // A dedicated struct: whatever the gateway puts in it, the signature opens a session and nothing else.
    const challenge = SessionChallenge.digest(domainOf(deployment), { meterKey, gatewayNonce, expires });
    const assertion = await passkey.assert(challenge, firstPage(deployment));
    const session = await api.call('signIn', { body: { meterKey, gatewayNonce, assertion } });
    store.save({ ...store.load(), session });
    return session.token;
  }

  /** Calls a route with the session, signing in if there is none or the gateway no longer knows it. */
  async call<N extends RouteName>(name: N, input: WithoutToken<N>): Promise<RouteResponse<N>> {
    const attempt = async (): Promise<RouteResponse<N>> =>
      this.modules.api.call(name, { ...input, token: await this.token() } as unknown as CallInput<N>);
    try {
      return await attempt();
    } catch (error) {
      if (!EvlockError.is(error, 'UNAUTHENTICATED')) throw error;
      this.forget();
      return attempt();
    }
  }

  /** Offers, trades and the meter's status as they change, until `signal` aborts. Reconnects when the stream breaks. */
  async *events(signal: AbortSignal): AsyncGenerator<ApiEvent> {
    const { api, clock } = this.modules;
    while (!signal.aborted) {
      let pause = RECONNECT;
      try {
        yield* api.events({ token: await this.token(), signal });
      } catch (error) {
        if (EvlockError.is(error, 'UNAUTHENTICATED')) this.forget();
        else if (!EvlockError.isPassing(error) || EvlockError.is(error, 'CANCELLED')) throw error;
        pause = milliseconds(1000 * Math.min(EvlockError.from(error).retryAfter ?? 1, LONGEST_WAIT));
      }
      await clock.sleep(pause, signal).catch(() => undefined);
    }
  }

  private async token(): Promise<string> {
    const { store, clock } = this.modules;
    const { session } = store.load();
    return session && session.expires > clock.now() + SESSION_MARGIN ? session.token : this.signIn();
  }

  private forget(): void {
    const { store } = this.modules;
    store.save({ ...store.load(), session: null });
  }
}
