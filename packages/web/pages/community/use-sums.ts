/** The gateway's public sums, asked again every few seconds, and at once after sleep or on another network. */
import type { Parsed } from '@evlock/community/feed';
import type { RouteResponse } from '@evlock/protocol';
import { useEffect, useState } from 'react';
import { Problem, type ProblemBody } from '../shared/problem.ts';

export type SumsView = Parsed<RouteResponse<'community'>>;

const EVERY = 5_000;

export interface SumsState {
  /** The newest that arrived, `since` when in ms; it stays while a later look fails. */
  readonly view: SumsView | undefined;
  readonly since: number | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

async function look(signal: AbortSignal): Promise<SumsView> {
  const response = await fetch('/v1/community', { signal, cache: 'no-store' });
  const body: unknown = await response.json();
  if (!response.ok) throw new Problem(body as ProblemBody);
  return body as SumsView;
}

export function useSums(): SumsState {
  const [state, setState] = useState<Omit<SumsState, 'retry'>>({ view: undefined, since: undefined, error: undefined });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const over = new AbortController();
    const ask = (): void => {
      look(over.signal).then(
        (view) => setState({ view, since: Date.now(), error: undefined }),
        (error: unknown) => {
          if (!over.signal.aborted) setState((last) => ({ ...last, error }));
        },
      );
    };
    ask();
    const timer = setInterval(ask, EVERY);
    addEventListener('online', ask);
    addEventListener('pageshow', ask);
    return () => {
      over.abort();
      clearInterval(timer);
      removeEventListener('online', ask);
      removeEventListener('pageshow', ask);
    };
  }, [asked]);
  return { ...state, retry: () => setAsked((times) => times + 1) };
}
