/** Starts the worker and speaks to it as if it were `Owner` itself. */
import { proxy, type Remote as Wrapped, wrap } from 'comlink';
import type { AskPasskey, Household } from '../worker/household.ts';
import workerUrl from '../worker/main.ts?worker&url';
import type { OwnerClient, OwnerEvent } from './owner.ts';
import { withProblems } from './problem.ts';
import { scriptUrl } from './trusted.ts';
import type { HouseholdSettings } from './worker-settings.ts';

/** What of a client is not a method of `Owner`. */
type Own = 'signIn' | 'signOut' | 'signedIn' | 'subscribe' | 'assert' | 'checkGateway' | 'close';

export interface OpenOwner extends OwnerClient {
  /** Ends the worker. */
  close(): void;
}

/** Tells listeners, starting with the first and stopping with the last. */
function subscriptions(remote: Wrapped<Household>): OwnerClient['subscribe'] {
  const listeners = new Set<(event: OwnerEvent) => void>();
  let isFollowing = false;
  const tell = (event: OwnerEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const follow = async (): Promise<void> => {
    isFollowing = true;
    try {
      await remote.follow(proxy(tell));
    } catch {
      tell({ name: 'connection', data: { connected: false } });
    } finally {
      isFollowing = false;
    }
  };
  return (listener) => {
    listeners.add(listener);
    if (!isFollowing) void follow();
    return () => void listeners.delete(listener);
  };
}

/** Opens a household's owner in a worker of its own. Nothing is asked of the gateway yet. */
export async function openOwnerClient(settings: HouseholdSettings, ask: AskPasskey): Promise<OpenOwner> {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module', name: 'evlock-owner' });
  const remote = wrap<Household>(worker);
  const wake = (): void => void (document.visibilityState === 'visible' && remote.wake());
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  await withProblems(remote.open(settings, proxy(ask)));
  const own: Pick<OpenOwner, Own> = {
    signIn: () => withProblems(remote.signIn()),
    signOut: () => withProblems(remote.signOut()),
    signedIn: () => withProblems(remote.signedIn()),
    checkGateway: () => withProblems(remote.checkGateway()),
    assert: (challenge) => withProblems(remote.assert(challenge)),
    subscribe: subscriptions(remote),
    close: () => {
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      worker.terminate();
    },
  };
  return new Proxy(own as OpenOwner, {
    get(target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      if (Object.hasOwn(target, name)) return target[name as keyof OpenOwner];
      return (...given: readonly unknown[]) => withProblems(remote.invoke(name, given));
    },
  });
}
