// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { SumsPage } from '../../../pages/community/sums.tsx';
import type { SumsState, SumsView } from '../../../pages/community/use-sums.ts';
import { Problem } from '../../../pages/shared/problem.ts';
import { show } from '../support/page.tsx';

const time = 1_800_000_000 - (1_800_000_000 % 3_600) + 1_234;
const view: SumsView = {
  block: 120_934,
  time,
  households: 42,
  online: 40,
  offers: 17,
  delivering: 6,
  locked: '18230000',
  sinceStart: { trades: 1_843, delivered: '2843120000', paid: '341170000' },
  hours: [
    { start: time - 1_234 - 3_600, trades: 4, delivered: '3000000', paid: '360000' },
    { start: time - 1_234, trades: 1, delivered: '1500000', paid: '180000' },
  ],
};
const state = (change: Partial<SumsState>): SumsState => ({
  view: undefined,
  since: undefined,
  error: undefined,
  retry: () => {},
  ...change,
});
const problem = new Problem({
  code: 'GATEWAY_UNREACHABLE',
  class: 'passing',
  message: 'The gateway does not answer.',
  remedy: 'Try again later.',
  details: {},
});

describe('the community in earnest', () => {
  it('shows sums, and says whose word they are', async () => {
    const { container } = await show(<SumsPage {...state({ view, since: 0 })} />);
    for (const text of [
      '2,843.12 kWh',
      'in 1,843 trades',
      '341.17 EVT',
      '18.23 EVT',
      '40 connected',
      '6 deliveries now',
    ])
      expect(container.textContent).toContain(text);
    expect(screen.getByText(/These sums are what the gateway says/)).toBeTruthy();
  });

  it('shows each of the last 24 hours, also those without a trade', async () => {
    await show(<SumsPage {...state({ view, since: 0 })} />);
    const bars = screen.getAllByRole('listitem').map(({ title }) => title);
    expect(bars).toHaveLength(24);
    expect(bars.at(-2)).toContain('3.00 kWh in 4 trades');
    expect(bars[0]).toContain('0 Wh in 0 trades');
  });

  it('says that nothing was traded for a day', async () => {
    await show(<SumsPage {...state({ view: { ...view, hours: [] }, since: 0 })} />);
    expect(screen.getByText('No trade has ended in the last 24 hours')).toBeTruthy();
  });

  it('keeps the last sums when the gateway is gone, and says since when', async () => {
    await show(<SumsPage {...state({ view, since: 1_800_000_000_000, error: problem })} />);
    expect(screen.getAllByRole('status')[0]?.textContent).toMatch(/Connection lost\. You see the state of/);
    expect(screen.getByText('42')).toBeTruthy();
  });

  it('says what is wrong when there are none, and asks again', async () => {
    const retry = vi.fn();
    await show(<SumsPage {...state({ error: problem, retry })} />);
    expect(screen.getByText('The gateway does not answer.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
