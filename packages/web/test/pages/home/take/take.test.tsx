// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  boundOf,
  linkOf,
  loadPending,
  localPageUrl,
  newRequest,
  type Pending,
  savePending,
} from '../../../../pages/home/take/pending.ts';
import Take from '../../../../pages/home/take/take.tsx';
import { loadHouses } from '../../../../pages/shared/houses.ts';
import { show } from '../../support/page.tsx';

const pending: Pending = {
  request: 'a1'.repeat(16),
  name: 'Sonnenhof',
  credentialId: 'abc_-1',
  passkey: { publicKeyX: `0x${'0a'.repeat(32)}`, publicKeyY: `0x${'0b'.repeat(32)}` },
  localPage: 'http://localhost:8090/#code=K7QF-3M2P',
};
const keys = { meterKey: `0x${'0c'.repeat(20)}`, account: `0x${'0d'.repeat(20)}` };
const config = (localPage: string | null) => ({
  version: 'development',
  deployment: { rpId: 'localhost', origins: ['http://localhost:8080'], minimumLot: '1' },
  endpoints: [],
  demo: true,
  houses: [{ name: 'quelle', meterKey: null, account: null, localPage }],
});

beforeEach(() => {
  vi.stubGlobal('isSecureContext', true);
  localStorage.clear();
  history.replaceState(null, '', '/#/take');
});

describe('what is pending', () => {
  it('is kept without the meter’s code', () => {
    savePending(pending);
    expect(loadPending()).toEqual({ ...pending, localPage: 'http://localhost:8090/' });
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain('K7QF');
  });

  it.each(['nothing', '{}', '{"request":1}', JSON.stringify({ ...pending, passkey: { publicKeyX: '0x12' } })])(
    'is not what storage cannot have from here: %s',
    (text) => {
      localStorage.setItem('evlock.take', text);
      expect(loadPending()).toBeUndefined();
    },
  );

  it('goes to the meter’s page in the fragment alone', () => {
    const link = new URL(linkOf(pending, pending.localPage, 'http://localhost:8080') ?? '');
    expect(link.href.split('#')[0]).toBe('http://localhost:8090/');
    expect(Object.fromEntries(new URLSearchParams(link.hash.slice(1)))).toEqual({
      code: 'K7QF-3M2P',
      x: pending.passkey.publicKeyX,
      y: pending.passkey.publicKeyY,
      from: 'http://localhost:8080',
      request: pending.request,
    });
  });

  it.each([
    'javascript:alert(1)',
    'http://evil.example/',
    'http://localhost.evil.example/',
    'nowhere',
    'data:text/html,x',
  ])('does not go to %s', (address) => {
    expect(localPageUrl(address)).toBeUndefined();
    expect(linkOf(pending, address, 'http://localhost:8080')).toBeUndefined();
  });

  it('is answered by its own request alone', () => {
    const query = (change: object) => new URLSearchParams({ ...keys, request: pending.request, ...change });
    expect(boundOf(query({}), pending)).toEqual(keys);
    expect(boundOf(query({ request: newRequest() }), pending)).toBeUndefined();
    expect(boundOf(query({ meterKey: '0x12' }), pending)).toBeUndefined();
    expect(boundOf(query({}), undefined)).toBeUndefined();
  });
});

describe('taking a house', () => {
  const open = async (localPage: string | null): Promise<void> => {
    globalThis.fetch = (async () => new Response(JSON.stringify(config(localPage)))) as never;
    await show(
      <QueryClientProvider client={new QueryClient()}>
        <Take />
      </QueryClientProvider>,
    );
  };

  it('names the house that waits, also where that starts after the page', async () => {
    const late = new QueryClient();
    const answers = [{ ...config(null), houses: [] }, config('http://localhost:8090/#code=K7QF-3M2P')];
    globalThis.fetch = (async () => new Response(JSON.stringify(answers.shift()))) as never;
    await show(
      <QueryClientProvider client={late}>
        <Take />
      </QueryClientProvider>,
    );
    const name = await screen.findByLabelText<HTMLInputElement>('Name of the house');
    expect(name.value).toBe('');
    await late.refetchQueries({ queryKey: ['config'] });
    await waitFor(() => expect(name.value).toBe('quelle'));
  });

  it('shows the words of its passkey, and the way to the meter’s page', async () => {
    savePending(pending);
    await open('http://localhost:8090/#code=K7QF-3M2P');
    const link = await screen.findByRole('link', { name: /Open the meter’s page/ });
    expect(link.getAttribute('href')).toContain('code=K7QF-3M2P&x=0x0a');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    await waitFor(() => expect(document.querySelectorAll('ol[translate=no] li')).toHaveLength(4));
  });

  it('keeps the house that the meter’s page names', async () => {
    savePending(pending);
    history.replaceState(null, '', `/#/take/bound?${new URLSearchParams({ ...keys, request: pending.request })}`);
    await open(null);
    await screen.findByText('Sonnenhof is yours');
    expect(loadHouses()).toEqual([{ ...keys, credentialIds: ['abc_-1'], name: 'Sonnenhof' }]);
    expect(loadPending()).toBeUndefined();
  });

  it('keeps nothing from a link that somebody else made', async () => {
    savePending(pending);
    history.replaceState(null, '', `/#/take/bound?${new URLSearchParams({ ...keys, request: newRequest() })}`);
    await open(null);
    await screen.findByText('This browser did not ask for that');
    expect(loadHouses()).toEqual([]);
  });
});
