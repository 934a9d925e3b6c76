/** A draft of what was typed, made anew whenever that changes and before its times run out. */
import type { Draft } from '@evlock/owner';
import { useQuery } from '@tanstack/react-query';

/** Milliseconds after which a draft is made again: a bid's start must still lie ahead when the passkey has answered. */
const FRESH = 10_000;

/** `make` is called with each change of `form`, which is plain text; `ready` says whether there is anything to draft. */
export function useDraft(form: unknown, ready: boolean, make: () => Promise<Draft>) {
  return useQuery({
    queryKey: ['draft', form],
    queryFn: make,
    enabled: ready,
    refetchInterval: FRESH,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
