/** A household's owner while the page is open: its worker, its session, and whether the gateway is there. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PagesConfig } from '../../shared/config.ts';
import type { House, OwnerEvent } from '../../shared/owner.ts';
import type { OpenOwner } from '../../shared/owner-client.ts';
import { askPasskey } from '../../shared/passkey/passkey.ts';
import { Problem } from '../../shared/problem.ts';
import { forgetHousehold, queryClient } from '../../shared/query.ts';

type Deployed = PagesConfig & { readonly deployment: NonNullable<PagesConfig['deployment']> };

/** A stream that is down for less is not worth a word, in milliseconds. */
const UNNOTICED = 4_000;

async function open(house: House, { deployment, endpoints }: Deployed): Promise<OpenOwner> {
  // The worker's client is not part of the first page.
  const { openOwnerClient } = await import('../../shared/owner-client.ts');
  const { rpId } = deployment;
  return openOwnerClient({ house, deployment, endpoints }, async (challenge) => {
    try {
      return (await askPasskey({ challenge, rpId, credentialIds: house.credentialIds })).assertion;
    } catch (error) {
      const { code, class: problemClass, message, remedy, details } = Problem.from(error);
      throw { code, class: problemClass, message, remedy, details };
    }
  });
}

/** Opens the owner when there is a house, and ends the worker with it. */
function useOpened(house: House | undefined, config: Deployed): { owner?: OpenOwner; problem?: Problem } {
  const [opened, setOpened] = useState<{ owner?: OpenOwner; problem?: Problem }>({});
  // What a page is pinned to does not change while it is open.
  const [pinned] = useState(config);
  useEffect(() => {
    if (!house) return;
    let isOver = false;
    const opening = open(house, pinned);
    opening.then(
      (owner) => !isOver && setOpened({ owner }),
      (error: unknown) => !isOver && setOpened({ problem: Problem.from(error) }),
    );
    return () => {
      isOver = true;
      setOpened({});
      void opening.then((owner) => owner.close()).catch(() => undefined);
    };
  }, [house, pinned]);
  return opened;
}

/** Since when there has been no connection, in UTC seconds; undefined while there is one. */
function useSince(owner: OpenOwner | undefined, isSignedIn: boolean): number | undefined {
  const [since, setSince] = useState<number>();
  useEffect(() => {
    if (!owner || !isSignedIn) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = ({ name, data }: OwnerEvent): void => {
      if (name !== 'connection') return;
      clearTimeout(timer);
      const now = Date.now() / 1000;
      if (!data.connected) {
        timer = setTimeout(() => setSince((before) => before ?? now), UNNOTICED);
        return;
      }
      setSince((before) => {
        // What happened meanwhile was not told.
        if (before !== undefined) void queryClient.invalidateQueries();
        return undefined;
      });
    };
    const end = owner.subscribe(heard);
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [owner, isSignedIn]);
  return since;
}

export interface Household {
  readonly owner: OpenOwner | undefined;
  readonly isSignedIn: boolean;
  /** It was signed in, and the gateway no longer knows the session. */
  readonly wasSignedOut: boolean;
  readonly since: number | undefined;
  /** The gateway speaks for another market. */
  readonly differs: boolean;
  readonly problem: Problem | undefined;
  readonly isSigningIn: boolean;
  signIn(): void;
  signOut(): void;
}

export function useHousehold(house: House | undefined, config: Deployed): Household {
  const { owner, problem } = useOpened(house, config);
  const [state, setState] = useState<'out' | 'in' | 'ended'>('out');
  const since = useSince(owner, state === 'in');
  const signIn = useMutation({
    mutationFn: async () => owner?.signIn(),
    onSuccess: () => setState('in'),
  });
  useEffect(() => {
    const isOver = (error: unknown): void => {
      if (Problem.is(error, 'UNAUTHENTICATED')) setState((before) => (before === 'in' ? 'ended' : before));
    };
    const caches = [queryClient.getQueryCache(), queryClient.getMutationCache()];
    const ends = caches.map((cache) =>
      cache.subscribe((event) => {
        if ('action' in event && event.action.type === 'error') isOver(event.action.error);
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, []);
  const { error: difference } = useQuery({
    queryKey: ['gateway', house?.meterKey],
    queryFn: async () => (await owner?.checkGateway()) ?? null,
    enabled: owner !== undefined,
    staleTime: 60_000,
  });
  return {
    owner,
    isSignedIn: state === 'in',
    wasSignedOut: state === 'ended',
    since,
    differs: Problem.is(difference, 'DEPLOYMENT_DIFFERS'),
    problem: problem ?? (signIn.error === null ? undefined : Problem.from(signIn.error)),
    isSigningIn: signIn.isPending,
    signIn: () => signIn.mutate(),
    signOut: () => {
      void owner?.signOut();
      forgetHousehold();
      signIn.reset();
      setState('out');
    },
  };
}
