/** The meter's state, asked for every two seconds while the page is looked at. */
import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../shared/problem.ts';
import type { LocalClient, LocalState } from './local-client.ts';

const EVERY_MS = 2_000;

export interface Seen {
  readonly state: LocalState | undefined;
  /** Why it is not newer; undefined when it is current. */
  readonly problem: Problem | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export function useMeterState(client: LocalClient): Seen & { readonly refresh: () => Promise<void> } {
  const [seen, see] = useState<Seen>({ state: undefined, problem: undefined, at: 0 });
  const refresh = useCallback(async () => {
    try {
      const state = await client.call('state');
      see({ state, problem: undefined, at: Date.now() });
    } catch (error) {
      see((before) => ({ ...before, problem: Problem.from(error) }));
    }
  }, [client]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const turn = async (): Promise<void> => {
      if (document.visibilityState === 'visible') await refresh();
      if (!over) timer = setTimeout(turn, EVERY_MS);
    };
    void turn();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [refresh]);
  return { ...seen, refresh };
}

/** Runs one piece of work at a time and keeps what went wrong. */
export function useWork(): {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly run: (work: () => Promise<void>) => Promise<void>;
} {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(Problem.from(error));
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
