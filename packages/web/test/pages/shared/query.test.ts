import { expect, it } from 'vitest';
import { forgetHousehold, queryClient } from '../../../pages/shared/query.ts';

it('forgets at a sign-out what the household was shown, and not what the page is pinned to', () => {
  queryClient.setQueryData(['config'], 'pinned');
  queryClient.setQueryData(['account', '0x12'], 'shown');
  forgetHousehold();
  expect(queryClient.getQueryData(['config'])).toBe('pinned');
  expect(queryClient.getQueryData(['account', '0x12'])).toBeUndefined();
});
