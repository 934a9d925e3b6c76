// @vitest-environment happy-dom
import type { Draft } from '@evlock/owner';
import { act, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import BuyScreen from '../../../pages/home/buy/buy.tsx';
import NowScreen from '../../../pages/home/now/now.tsx';
import OffersScreen from '../../../pages/home/offers/offers.tsx';
import SellScreen from '../../../pages/home/sell/sell.tsx';
import TradesScreen from '../../../pages/home/trade/trades.tsx';
import { useShared } from '../../../pages/shared/i18n/messages/index.ts';
import type { OwnerClient, OwnerEvent } from '../../../pages/shared/owner.ts';
import { Problem } from '../../../pages/shared/problem.ts';
import { account, Household, offer, own, owner, settled, trade } from '../support/household.tsx';
import { show } from '../support/page.tsx';

// Drawing needs a real canvas: the browser's tests look at it.
vi.mock('../../../pages/home/trade/curves.tsx', () => ({ Curves: () => null }));

const open = (Screen: ComponentType, client: OwnerClient, hash = '', language: 'en' | 'de' = 'en') => {
  location.hash = hash;
  return show(
    <Household client={client}>
      <Screen />
    </Household>,
    language,
  );
};
// What is pressed or typed may bring up words that are still to be loaded: a synchronous `act` would never take them up.
const type = async (label: string | RegExp, value: string) => {
  const input = await screen.findByLabelText(label);
  await act(async () => void fireEvent.change(input, { target: { value } }));
};
const press = async (name: string | RegExp) => {
  const button = await screen.findByRole('button', { name });
  await act(async () => void fireEvent.click(button));
};
const cancelled = new Problem({
  code: 'PASSKEY_CANCELLED',
  class: 'refused',
  message: 'The prompt was closed.',
  remedy: 'Try again.',
  details: {},
});

// On a busy machine, what is waited for may take its time.
configure({ asyncUtilTimeout: 60_000 });
// The frame around every screen has loaded them.
beforeAll(async () => {
  await Promise.all([useShared.load('en'), useShared.load('de')]);
});
beforeEach(() => {
  location.hash = '';
});

describe('selling', () => {
  it('says what will be checked, approves exactly that, and says that the offer is open', async () => {
    const place = vi.fn(async ({ terms }: Draft) => offer({ ...terms, ...(own as object) }));
    await open(SellScreen, owner({ place }));
    await type('Energy', '300 Wh');
    await type(/^Price/, '0,12');
    const sentence = await screen.findByText(/^Your meter may sell exactly 300 Wh at once, for 0.12 EVT\/kWh or more,/);
    expect(sentence.textContent).toContain('reputation -3 or better and any enrolled sensor, with at most 3 % lost');
    await press('Approve with passkey');
    expect(await screen.findByText('Your offer is open')).toBeTruthy();
    const [draft] = place.mock.calls[0] ?? [];
    expect(draft?.bounds).toMatchObject({ energyCap: 300_000n, minEnergy: 300_000n, limitPrice: 120_000n });
  });

  it('can be approved at a second try when the prompt was closed', async () => {
    const place = vi.fn<OwnerClient['place']>().mockRejectedValueOnce(cancelled);
    place.mockImplementation(async () => offer(own as object));
    await open(SellScreen, owner({ place }));
    await type('Energy', '0.3');
    await type(/^Price/, '0.12');
    await press('Approve with passkey');
    expect(await screen.findByText('The prompt was closed.')).toBeTruthy();
    await press('Approve with passkey');
    expect(await screen.findByText('Your offer is open')).toBeTruthy();
  });

  it('says at once when the energy does not fit into the time', async () => {
    await open(SellScreen, owner());
    await type('Energy', '2');
    await type(/^Price/, '0.12');
    expect(await screen.findByText(/^Until then at most 1.4\d kWh flow at 1.44 kW/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Approve with passkey' })).toBeNull();
  });

  it('says why it is greyed while the meter is not connected', async () => {
    await open(SellScreen, owner({ account: async () => account({ online: false }) }));
    await type('Energy', '0.3');
    await type(/^Price/, '0.12');
    const button = await screen.findByRole('button', { name: 'Approve with passkey' });
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('true'));
    expect(screen.getByText(/^Your meter is not connected/)).toBeTruthy();
  });
});

describe('buying', () => {
  const lie = offer(
    { price: 1n as never },
    { hash: `0x${'ee'.repeat(32)}`, verdict: { failed: ['signature'], unchecked: [] } },
  );
  const mine = offer(own as object, { hash: `0x${'0a'.repeat(32)}` });

  it('lists the others’ offers, what is not proven last, marked, and not to be bought', async () => {
    await open(BuyScreen, owner({ offers: async () => ({ offers: [lie, offer(), mine], more: false }) }));
    const items = await screen.findAllByRole('listitem');
    expect(items).toHaveLength(2);
    const [first, last] = items as [HTMLElement, HTMLElement];
    expect(within(first).getByRole('link').textContent).toContain('0.12 EVT/kWh');
    expect(within(last).queryByRole('link')).toBeNull();
    expect(last.textContent).toContain('Not proven by signatures');
  });

  it('shows the cost, the sentence, and then the trade', async () => {
    const take = vi.fn(async (_draft: Draft) => trade({ state: 'signed' }));
    await open(BuyScreen, owner({ take }), `#/buy/${offer().hash}`, 'de');
    await type('Energie', '0,25');
    expect(await screen.findByText(/^Ihr Zähler darf genau 250 Wh auf einmal kaufen, für 0,12 EVT\/kWh/)).toBeTruthy();
    expect(screen.getByText('0,03 EVT')).toBeTruthy();
    await press('Mit Passkey genehmigen');
    await waitFor(() => expect(location.hash).toBe(`#/trades/${trade().id}`));
    expect(take.mock.calls[0]?.[0].bounds).toMatchObject({ side: 'bid', energyCap: 250_000n, moneyCap: 30_000n });
  });

  it('says how much is missing', async () => {
    await open(
      BuyScreen,
      owner({ account: async () => account({ balance: 1_000n as never }) }),
      `#/buy/${offer().hash}`,
    );
    await type('Energy', '0.25');
    expect(await screen.findAllByText(/^You have 0.001 EVT free, and need 0.03 EVT/)).not.toHaveLength(0);
    expect(screen.getByRole('link', { name: 'Deposit' })).toBeTruthy();
  });

  it('says that an offer is gone, or that there is none', async () => {
    await open(BuyScreen, owner({ offers: async () => ({ offers: [], more: false }) }), `#/buy/${offer().hash}`);
    expect(await screen.findByText('This offer is no longer open.')).toBeTruthy();
    expect(screen.getByText('No offers right now')).toBeTruthy();
  });
});

describe('my offers', () => {
  it('takes one back after saying what the passkey approves', async () => {
    const mine = offer({ ...(own as object), minEnergy: 100_000n as never });
    const cancel = vi.fn(async () => ({ transaction: `0x${'aa'.repeat(32)}`, verdict: { failed: [], unchecked: [] } }));
    await open(OffersScreen, owner({ offers: async () => ({ offers: [mine], more: false }), cancel: cancel as never }));
    await press('Take back');
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('c7c7…c7c7');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take back' }));
    expect(await screen.findByText('The offer is taken back.')).toBeTruthy();
    expect(cancel).toHaveBeenCalledWith(mine.hash);
  });
});

describe('a trade', () => {
  const id = trade().id;

  it('shows what flows, both meters, the money, and can be stopped', async () => {
    const stop = vi.fn(async () => undefined);
    await open(TradesScreen, owner({ stop }), `#/trades/${id}`);
    expect(await screen.findByRole('heading', { name: 'Selling to Ben' })).toBeTruthy();
    expect(await screen.findByText('Seller’s meter (you)')).toBeTruthy();
    await press('Stop delivery');
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Stop delivery' }));
    expect(await screen.findByText(/^Your meter was told to stop/)).toBeTruthy();
    expect(stop).toHaveBeenCalledWith(id);
  });

  it('says why it was cut, and what that cost beside the bound', async () => {
    const view = settled({ seller: 121_400n, buyer: 119_900n });
    const cut = { ...view, seller: { ...view.seller, cause: 'partner-silent' as const } };
    await open(TradesScreen, owner({ trade: async () => cut }), `#/trades/${id}`);
    expect(
      await screen.findByText(/1.5 Wh were delivered and not paid, worth 0.00018 EVT. The stated bound is 12.1 Wh/),
    ).toBeTruthy();
  });

  it('marks what the gateway only claims', async () => {
    const lie = { ...settled({ seller: 1n, buyer: 1n }), verdict: { failed: ['money'], unchecked: [] } };
    await open(TradesScreen, owner({ trade: async () => lie }), `#/trades/${id}`);
    expect(await screen.findByText(/Not proven by signatures: the money/)).toBeTruthy();
  });

  it('appears in the list as its events tell', async () => {
    let tell: (event: OwnerEvent) => void = () => undefined;
    const subscribe = (listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    };
    await open(TradesScreen, owner({ trades: async () => [], subscribe }));
    expect(await screen.findByText('No trades yet')).toBeTruthy();
    tell({ name: 'trade', data: trade() });
    expect(await screen.findByText('Selling to Ben')).toBeTruthy();
  });
});

describe('now', () => {
  it('shows what flows and to whom, and today’s sums', async () => {
    const inputs = { chargePpm: 640_000, generation: 2_310_000, load: 420_000 };
    const equipped = account({ status: { ...account().status!, inputs } });
    await open(
      NowScreen,
      owner({
        account: async () => equipped,
        trades: async () => [trade(), settled({ seller: 300_000n, buyer: 300_000n }, { id: `0x${'ab'.repeat(32)}` })],
      }),
    );
    expect(await screen.findByText('You deliver 1.41 kW to Ben')).toBeTruthy();
    expect(await screen.findByText('0.036 EVT received')).toBeTruthy();
    expect(screen.getByText('Battery').nextSibling?.textContent).toBe('64%');
    expect(screen.getByText('Measured, not verified')).toBeTruthy();
  });

  it('shows nothing of the house that nobody measures', async () => {
    await open(NowScreen, owner());
    expect(await screen.findByText('You deliver 1.41 kW to Ben')).toBeTruthy();
    expect(screen.queryByText('Battery')).toBeNull();
    expect(screen.queryByText('Measured, not verified')).toBeNull();
  });

  it('says first what needs attention', async () => {
    const view = settled({ seller: 100_000n, buyer: 99_000n });
    const cut = { ...view, seller: { ...view.seller, cause: 'loss-above-band' as const } };
    const poor = account({ online: false, balance: 0n as never, locked: 0n as never });
    await open(NowScreen, owner({ account: async () => poor, trades: async () => [cut] }));
    for (const title of ['Your meter is not connected', 'A trade was cut', 'Little money left']) {
      expect(await screen.findByText(title)).toBeTruthy();
    }
    expect(screen.getByText('No values: your meter is not connected.')).toBeTruthy();
  });
});
