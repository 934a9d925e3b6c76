// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DemoView } from '../../../pages/community/demo.tsx';
import type { FeedState } from '../../../pages/community/feed/feed.ts';
import type { Snapshot } from '../../../pages/community/model.ts';
import type { Language } from '../../../pages/shared/i18n/language.ts';
import { show } from '../support/page.tsx';
import * as fixtures from './fixtures.ts';

const live = (snapshot: Snapshot, stale = false): FeedState => ({
  kind: 'live',
  snapshot,
  stale,
  since: 1_800_000_000_000,
});
const showLive = (snapshot: Snapshot, language?: Language) => show(<DemoView feed={live(snapshot)} />, language);
const card = (title: string): HTMLElement => screen.getByRole('heading', { name: title }).closest('section')!;

describe('the demo', () => {
  it('says what flows to whoever does not see the picture', async () => {
    await showLive(fixtures.running);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '2 houses sell now; Alice sends 1.00 kW to Bob; Dave sends 750 W to Erin.',
    );
  });

  it('draws every house and every flow', async () => {
    const { container } = await showLive(fixtures.running);
    const picture = container.querySelector('svg[role=img]')!;
    for (const { name } of fixtures.running.houses) {
      expect(picture.textContent).toContain(name.slice(1));
    }
    expect(picture.textContent).toContain('sells 1.00 kW');
    expect(picture.textContent).toContain('buys 992 W');
    expect(picture.textContent).toContain('waits for you');
    expect(picture.querySelectorAll('path[class*=flow]')).toHaveLength(2);
  });

  it('shows both meters of a running trade, how far they differ, and what is locked', async () => {
    await showLive(fixtures.running);
    const trade = within(card('Running trades')).getByRole('heading', { name: 'Alice sells to Bob' }).closest('li')!;
    for (const text of ['3.342 Wh', '3.308 Wh', 'They differ by 0.034 Wh', '0.0006 EVT', '0.12 EVT/kWh', 'seen'])
      expect(trade.textContent).toContain(text);
  });

  it('says how trades ended, and why one was cut', async () => {
    await showLive(fixtures.running);
    const rows = within(card('Last trades')).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'TradeDeliveredPaidRefundedEnding',
      'Carol → Bob5 Wh0.0006 EVT0.00 EVTcomplete',
      'Dave → Frank2.1 Wh0.000252 EVT0.000348 EVTthe two meters differed',
      'Alice → Bob5 Wh0.0006 EVT0.00 EVTcomplete',
    ]);
  });

  it('shows the last five, and all when asked', async () => {
    const [, , , one] = fixtures.trades;
    const trades = Array.from({ length: 8 }, (_, index) => ({ ...one!, id: fixtures.tradeId(`7${index}`) }));
    await showLive({ ...fixtures.running, trades });
    expect(within(card('Last trades')).getAllByRole('row')).toHaveLength(6);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 8' }));
    expect(within(card('Last trades')).getAllByRole('row')).toHaveLength(9);
  });

  it('draws a wire as cut only when somebody cut it', async () => {
    const wires = fixtures.still.wires.map((wire) => ({ ...wire, connected: false }));
    const resting = await showLive({ ...fixtures.still, wires });
    expect(resting.container.querySelector('svg[role=img]')!.textContent).not.toContain('cut');
    resting.unmount();
    const { container } = await showLive(fixtures.sabotaged);
    expect(container.querySelector('svg[role=img]')!.textContent).toContain('cut');
  });

  it('words what just happened', async () => {
    // In whatever order they come.
    await showLive({ ...fixtures.running, facts: fixtures.facts.toReversed() });
    const words = within(card('What just happened'))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(words[1]).toContain('Bob paid Carol 0.0006 EVT for 5 Wh.');
    expect(words.at(-1)).toContain('Dave’s meter signed off at 3.3 Wh: the two meters differed.');
  });

  it('offers the house that nobody has', async () => {
    await showLive(fixtures.running);
    const take = card('Grace waits for an owner');
    expect(within(take).getByRole('link', { name: 'Take this house' }).getAttribute('href')).toBe('/home/');
    expect(within(take).getByRole('link', { name: 'Its meter’s own page' }).getAttribute('href')).toBe(
      'http://localhost:41001/',
    );
  });

  it('shows a loss beside its bound, and the bound where there is none', async () => {
    await showLive(fixtures.running);
    expect(card('What anyone lost').textContent).toContain('Nobody has lost anything.');
    expect(card('What anyone lost').textContent).toContain('a seller can lose at most 1.608 Wh, a buyer 1.760 Wh');
  });

  it('says when a loss is above the bound', async () => {
    await showLive({ ...fixtures.running, losses: [{ ...fixtures.loss, lost: '1609' }] });
    expect(card('What anyone lost').textContent).toContain('1.609 Wh of at most 1.608 Wh');
    expect(card('What anyone lost').textContent).toContain('this must not happen');
  });
});

describe('a demo that does not just run', () => {
  it('shows its start step by step, and nothing to break yet', async () => {
    await showLive(fixtures.starting);
    const steps = within(card('Starting')).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent?.replace('✓', ''))).toContain(
      'Gateway and its database8 seconds',
    );
    const current = steps.filter((step) => step.getAttribute('aria-current') === 'step');
    expect(current.map(({ textContent }) => textContent)).toEqual([
      'Bob’s meter and secure world',
      'Carol’s meter and secure world',
    ]);
    expect(screen.queryByRole('button', { name: 'Break something' })).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Last trades' })).toBeNull();
  });

  it('has something to show before there is a house', async () => {
    await showLive(fixtures.first);
    expect(screen.queryByRole('img')).toBeNull();
    expect(card('Houses').textContent).toContain('The first one comes as soon as');
  });

  it('says why its start failed, and at which step', async () => {
    await showLive(fixtures.failed);
    expect(screen.getByRole('alert').textContent).toContain('A component exited or failed to start.');
    expect(screen.getByRole('alert').textContent).toContain('Look at its log in the data folder. (PROCESS_FAILED)');
    expect(card('Starting').textContent).toContain('Failed (PROCESS_FAILED)');
  });

  it('says why nothing is traded', async () => {
    await showLive(fixtures.still);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Nothing flows between the houses now.');
    expect(card('Running trades').textContent).toContain('Trading waits (SELF_TEST_FAILED).');
  });

  it.each([
    ['The gateway is down', fixtures.gatewayDown],
    ['The gateway is lying', fixtures.lying],
  ])('says what “%s” means for everybody', async (title, snapshot) => {
    await showLive(snapshot);
    expect(screen.getByRole('alert').textContent).toContain(title);
  });

  it('says that energy is stolen, and which meter refuses', async () => {
    const { container } = await showLive(fixtures.thief);
    expect(container.querySelector('svg[role=img]')!.textContent).toContain('1.00 kW → 0 W');
    expect(card('Houses').textContent).toContain('Fault SENSOR_IMPLAUSIBLE');
  });

  it('says that it is stopping', async () => {
    await showLive(fixtures.stopping);
    expect(screen.getByText(/The demo is stopping/)).toBeTruthy();
  });
});

describe('a page without its feed', () => {
  it('keeps the last picture and says since when', async () => {
    await show(<DemoView feed={live(fixtures.running, true)} />);
    const said = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(said.join()).toMatch(/Connection lost\. You see the state of .*; connecting again\./);
    expect(screen.getByRole('img')).toBeTruthy();
  });

  it('says what to do when nothing ever answered', async () => {
    await show(<DemoView feed={{ kind: 'unreachable' }} />);
    expect(screen.getByText('Start it with npm start; this page connects by itself.')).toBeTruthy();
  });

  it('offers to reload an old page', async () => {
    await show(<DemoView feed={{ kind: 'old-page' }} />);
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  });
});

describe.each(['ko', 'de'] as const)('in %s', (language) => {
  it('has words for every state, none of them English by accident', async () => {
    const { running, still, starting, sabotaged, gatewayDown, lying, stopping } = fixtures;
    for (const snapshot of [running, still, starting, sabotaged, gatewayDown, lying, stopping]) {
      const { container, unmount } = await showLive(snapshot, language);
      const text = container.textContent ?? '';
      expect(text).not.toMatch(/\{\{|undefined|NaN/);
      expect(text).not.toMatch(/\b(the|Delivered|Houses|meter|sells)\b/);
      unmount();
    }
  });
});
