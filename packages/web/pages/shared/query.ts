/** Server state of every page: one cache over the worker. Its keys may hold our big integers. */
import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** Times that what passes by itself is asked again. */
const AGAIN = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What the browser thinks of its network is often wrong: the answer tells.
      networkMode: 'always',
      staleTime: 2_000,
      retry: (count, error) => Problem.is(error) && error.class === 'passing' && count < AGAIN,
      queryKeyHashFn: (key) => JSON.stringify(key, (_name, value) => (typeof value === 'bigint' ? `${value}n` : value)),
    },
    mutations: { networkMode: 'always' },
  },
});

/** Forgets what a household was shown. What the page is pinned to stays: without it the page would begin anew. */
export function forgetHousehold(): void {
  queryClient.removeQueries({ predicate: ({ queryKey: [subject] }) => subject !== 'config' });
  queryClient.getMutationCache().clear();
}
