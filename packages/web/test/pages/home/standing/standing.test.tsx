// @vitest-environment happy-dom
import { standingDraft } from '@evlock/owner';
import type { Address, Timestamp } from '@evlock/protocol';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import StandingScreen from '../../../../pages/home/standing/standing.tsx';
import { useShared } from '../../../../pages/shared/i18n/messages/index.ts';
import type { OwnerClient } from '../../../../pages/shared/owner.ts';
import { Problem } from '../../../../pages/shared/problem.ts';
import { account, Household, NOW, own, owner } from '../../support/household.tsx';
import { show } from '../../support/page.tsx';
import { standingOrder } from '../../support/standing.ts';

const open = (client: OwnerClient, hash = '', language: 'en' | 'de' | 'ko' = 'en') => {
  location.hash = hash;
  return show(
    <Household client={client}>
      <StandingScreen />
    </Household>,
    language,
  );
};
const type = async (label: string | RegExp, value: string) => {
  const input = await screen.findByLabelText(label);
  fireEvent.change(input, { target: { value } });
  fireEvent.blur(input);
};
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

const status = account().status;
const told = account({ status: status && { ...status, inputs: { chargePpm: 640_000, generation: 2, load: 1 } } });
const drafting: Partial<OwnerClient> = {
  account: async () => told,
  standingOrders: async () => [],
  draftStandingOrder: async (wish) => standingDraft(wish, { meterKey: own.meterKey as Address, now: NOW as Timestamp }),
};

beforeAll(async () => {
  await Promise.all((['en', 'de', 'ko'] as const).map((language) => useShared.load(language)));
});
beforeEach(() => {
  location.hash = '';
});

describe('the list', () => {
  it('says what to do where there is none', async () => {
    await open(owner(drafting));
    expect(await screen.findByText('Nothing trades by itself yet')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Set up a standing order' }).getAttribute('href')).toBe('#/standing/new');
  });

  it('shows how far each is, what it waits for, and apart who keeps which bound', async () => {
    await open(
      owner({ standingOrders: async () => [standingOrder({ waitsFor: 'STANDING_RULE_BROKEN', rule: 'reserve' })] }),
    );
    expect(await screen.findByText('Sells for 0.10 EVT/kWh')).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: '4.00 kWh of 20.00 kWh traded' })).toBeTruthy();
    expect(screen.getByText('Waiting for the battery to hold more than the reserve.')).toBeTruthy();
    const secure = screen.getByText('Checked by the secure world').parentElement;
    expect(secure?.textContent).toMatch(
      /may sell up to 20 kWh in all, at least 250 Wh a trade, for 0.10 EVT\/kWh or more/,
    );
    const kept = screen.getByText('Kept by the meter’s program').parentElement;
    expect(kept?.textContent).toContain('only while the battery holds more than 30%');
    expect(secure?.textContent).not.toContain('battery');
    expect(screen.getByText(/^Not checked here: what was approved, .*what it has traded/)).toBeTruthy();
  });

  it.each([
    ['time', /^It ends /],
    ['energy', /^Most of its energy is used/],
    ['money', /^Most of its money is used/],
  ] as const)('asks for the next in time: %s', async (renewal, text) => {
    await open(owner({ standingOrders: async () => [standingOrder({ renewal })] }));
    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('marks what its own mandate rules out', async () => {
    const verdict = { failed: ['energy'], unchecked: [] };
    await open(owner({ standingOrders: async () => [standingOrder({ verdict })] }));
    expect((await screen.findByRole('alert')).textContent).toContain('the energy');
  });

  it('stops one when it is confirmed, and lists it with those that are over', async () => {
    let state: 'active' | 'stopped' = 'active';
    const stopStandingOrder = vi.fn(async () => {
      state = 'stopped';
      return standingOrder({ state });
    });
    await open(owner({ standingOrders: async () => [standingOrder({ state })], stopStandingOrder }));
    await press('Stop');
    await press('Stop it');
    expect(await screen.findByText('Over')).toBeTruthy();
    expect(stopStandingOrder).toHaveBeenCalledWith(standingOrder().id);
  });
});

describe('a new one', () => {
  it('is read before it is approved, and approved exactly as read', async () => {
    const beginStandingOrder = vi.fn(async () => standingOrder());
    await open(owner({ ...drafting, beginStandingOrder }), '#/standing/new');
    await type(/^Price/, '0.10');
    await type('Energy in all', '20');
    fireEvent.click(screen.getByLabelText('Keep a reserve in the battery'));
    expect(await screen.findByText(/^Your meter may sell up to 20 kWh in all, at least 250 Wh a trade/)).toBeTruthy();
    expect(screen.getByText('Selling only while the battery holds more than 30%.')).toBeTruthy();
    await press('Approve with passkey');
    expect(await screen.findByText('It trades by itself from now on')).toBeTruthy();
    expect(beginStandingOrder).toHaveBeenCalledWith(
      expect.objectContaining({ rules: expect.objectContaining({ reservePpm: 300_000 }) }),
    );
  });

  it('offers no rule for which the meter has no input, and says why', async () => {
    await open(owner({ ...drafting, account: async () => account() }), '#/standing/new');
    expect(await screen.findByText(/^A reserve cannot be kept/)).toBeTruthy();
    expect(screen.getByText(/^Selling only a surplus is not possible/)).toBeTruthy();
    expect(screen.queryByLabelText('Only a surplus')).toBeNull();
  });

  it('stays when the prompt is closed, and a second try works', async () => {
    const cancelled = new Problem({
      ...{ code: 'PASSKEY_CANCELLED', class: 'refused', message: 'The prompt was closed.' },
      ...{ remedy: 'Try again.', details: {} },
    } as never);
    const beginStandingOrder = vi.fn().mockRejectedValueOnce(cancelled).mockResolvedValueOnce(standingOrder());
    await open(owner({ ...drafting, beginStandingOrder }), '#/standing/new');
    await type(/^Price/, '0.10');
    await type('Energy in all', '20');
    await press('Approve with passkey');
    expect(await screen.findByText('The prompt was closed.')).toBeTruthy();
    await press('Approve with passkey');
    expect(await screen.findByText('It trades by itself from now on')).toBeTruthy();
  });

  it('corrects a field when it was left', async () => {
    await open(owner(drafting), '#/standing/new');
    await type('Energy in all', 'much');
    expect(await screen.findByText('How much? For example 20 or 500 Wh.')).toBeTruthy();
  });

  it.each(['de', 'ko'] as const)('reads in %s', async (language) => {
    await open(owner(drafting), '#/standing/new', language);
    const heading = await screen.findByRole('heading', { level: 1 });
    await waitFor(() => expect(heading.textContent).toBe(language === 'de' ? 'Neuer Dauerauftrag' : '새 상시 주문'));
    expect(within(document.body).queryByText(/\{\{/)).toBeNull();
  });
});
