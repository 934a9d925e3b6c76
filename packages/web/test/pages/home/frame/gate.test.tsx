// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { HouseholdGate } from '../../../../pages/home/frame/gate.tsx';
import { saveHouse } from '../../../../pages/shared/houses.ts';
import { queryClient } from '../../../../pages/shared/query.ts';
import { show } from '../../support/page.tsx';

vi.mock('../../../../pages/shared/owner-client.ts', () => ({ openOwnerClient: () => new Promise(() => undefined) }));

const config = { version: 'test', deployment: { rpId: 'localhost' }, endpoints: [], demo: true, houses: [] };
const house = (name: string, digit: string) =>
  saveHouse({ name, meterKey: `0x${digit.repeat(40)}`, account: `0x${digit.repeat(40)}`, credentialIds: ['a'] });
const page = () => (
  <QueryClientProvider client={queryClient}>
    <HouseholdGate config={config as never} isOld={false} />
  </QueryClientProvider>
);

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  localStorage.clear();
  history.replaceState(null, '', '/#/');
});

it('opens the house that was taken meanwhile, without asking which one', async () => {
  const { rerender } = await show(page());
  await screen.findByRole('heading', { name: 'This browser has no house yet' });
  house('Sonnenhof', '1');
  rerender(page());
  await screen.findByRole('heading', { name: 'Welcome home' });
  expect(screen.queryByText('Which house?')).toBeNull();
});

it('asks which one where there are two', async () => {
  house('Sonnenhof', '1');
  house('Quelle', '2');
  await show(page());
  await screen.findByRole('heading', { name: 'Which house?' });
});
