/** What the screens of standing orders ask of the owner in its worker. */
import { useQuery } from '@tanstack/react-query';
import { useOwner } from '../../shared/owner.ts';

export const STANDING = ['standing'] as const;
/** Its events are those of its trades; what it waits for is asked for, in milliseconds. */
const LOOK = 5_000;

export function useStandingOrders() {
  const owner = useOwner();
  return useQuery({ queryKey: STANDING, queryFn: () => owner.standingOrders(), refetchInterval: LOOK });
}
