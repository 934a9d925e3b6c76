/** What the money screens ask of the owner in its worker. */
import type { StatementWish } from '@evlock/owner';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { localTimeZone } from '../../shared/format/clock.ts';
import { useOwner } from '../../shared/owner.ts';

const MOVEMENTS = ['movements'] as const;
const PAGE = 30;
const QUIET = 30_000;

/** Pages of movements, newest first. */
export function useMovements() {
  const owner = useOwner();
  return useInfiniteQuery({
    queryKey: MOVEMENTS,
    queryFn: ({ pageParam }) => owner.movements({ limit: PAGE, ...(pageParam !== null && { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: QUIET,
  });
}

export function useStatement(period: Omit<StatementWish, 'zone'>) {
  const owner = useOwner();
  const { year, month, day } = period;
  const zone = localTimeZone();
  return useQuery({
    queryKey: ['statement', year, month, day ?? 0, zone],
    queryFn: () => owner.statement({ year, month, zone, ...(day !== undefined && { day }) }),
    refetchInterval: QUIET * 2,
  });
}

/** Asks again for all money when a trade changes. */
export function useMoneyEvents(): void {
  const owner = useOwner();
  const client = useQueryClient();
  useEffect(
    () =>
      owner.subscribe((event) => {
        if (event.name !== 'trade' && event.name !== 'connection') return;
        for (const queryKey of [MOVEMENTS, ['account'], ['statement']]) void client.invalidateQueries({ queryKey });
      }),
    [owner, client],
  );
}

/** After one's own deposit or withdrawal. */
export function useMoneyChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}
