// @vitest-environment happy-dom
import { useQueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { de } from '../../../../pages/home/money/messages/de.ts';
import { en } from '../../../../pages/home/money/messages/en.ts';
import { ko } from '../../../../pages/home/money/messages/ko.ts';
import MoneyScreen from '../../../../pages/home/money/money.tsx';
import type { Language } from '../../../../pages/shared/i18n/language.ts';
import type { OwnerClient } from '../../../../pages/shared/owner.ts';
import { account, Household, own, owner } from '../../support/household.tsx';
import { day, month, movementList, movements, plan } from '../../support/money.tsx';
import { show } from '../../support/page.tsx';

const answers: Partial<OwnerClient> = {
  movements: async () => movementList(),
  statement: async (wish) => (wish.day === undefined ? month(wish.year, wish.month) : day()),
};

async function open(hash: string, more: Partial<OwnerClient> = {}, language: Language = 'en', demo = false) {
  location.hash = hash;
  return show(
    <Household client={owner({ ...answers, ...more })}>
      {demo && <Demo />}
      <MoneyScreen />
    </Household>,
    language,
  );
}
/** What the page was told by its server. */
function Demo() {
  useQueryClient().setQueryData(['config'], { demo: true });
  return null;
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

beforeEach(() => vi.stubGlobal('ethereum', undefined));
afterEach(() => vi.unstubAllGlobals());

describe('the messages', () => {
  it.each([
    ['de', de],
    ['ko', ko],
  ])('in %s fill the same places', (_language, translated) => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect([key, placeholders(translated[key])]).toEqual([key, placeholders(en[key])]);
      expect(translated[key]).not.toBe('');
    }
  });
});

describe('money', () => {
  it('shows every movement with what was free after it', async () => {
    const { container } = await open('#/money');
    await screen.findByText('Withdrawn');
    const rows = within(container).getAllByRole('listitem');
    expect(rows).toHaveLength(movements.length);
    expect(rows.map((row) => row.textContent)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Withdrawn-2\.50 EVT.*9\.94 EVT free after it$|^Withdrawn-2\.50 EVT.*free after it$/),
      ]),
    );
    expect(screen.getByText('Bought 1.18 kWh').closest('li')?.textContent).toContain('Paid 0.1416 EVT');
  });

  it('says what to do while there is none', async () => {
    await open('#/money', { movements: async () => movementList({ movements: [] }) });
    expect(await screen.findByText(en.none)).toBeTruthy();
    expect(screen.getByText(en.noneText)).toBeTruthy();
  });

  it('marks a movement and a balance that are not proven', async () => {
    const lied = movements.map((one, index) =>
      index === 0 ? { ...one, verdict: { failed: ['movement'], unchecked: [] } } : one,
    );
    const money = { failed: ['money'], unchecked: ['online', 'status'] };
    await open('#/money', {
      movements: async () => movementList({ movements: lied, verdict: { failed: ['newest state'], unchecked: [] } }),
      account: async () => account({ verdict: money }),
    });
    await waitFor(async () => expect(await screen.findAllByText(/Not proven by signatures/)).toHaveLength(3));
  });

  it('adds older movements', async () => {
    const asked: unknown[] = [];
    await open('#/money', {
      movements: async (query) => {
        asked.push(query?.after);
        return query?.after === undefined
          ? movementList({ movements: movements.slice(0, 3), next: 'older' })
          : movementList({ movements: movements.slice(3) });
      },
    });
    fireEvent.click(await button(en.more));
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(movements.length));
    expect(asked).toEqual([undefined, 'older']);
  });

  it.each(['ko', 'de'] as const)('speaks %s', async (language) => {
    await open('#/money', {}, language);
    expect((await screen.findAllByText(language === 'ko' ? ko.deposit : de.deposit)).length).toBeGreaterThan(0);
  });
});

describe('a statement', () => {
  it('of a month lists its days, partners and prices', async () => {
    await open('#/money/statement/2026-11');
    expect(await screen.findByText('November 2026')).toBeTruthy();
    expect(await screen.findByText('20.67 kWh')).toBeTruthy();
    expect(screen.getByText(/2\.51 EVT paid · 0\.121523 EVT\/kWh on average/)).toBeTruthy();
    expect(screen.getByText('0.134 EVT/kWh')).toBeTruthy();
    const table = screen.getByRole('table');
    const link = within(table).getAllByRole('link')[0];
    expect(link?.getAttribute('href')).toBe('#/money/statement/2026-11-25');
    expect(screen.getByText(en.ownUse)).toBeTruthy();
  });

  it.each([
    [92, /has 92 quarter hours/],
    [100, /has 100 quarter hours/],
  ])('of a day with %i quarter hours says so, and lists them all', async (count, words) => {
    await open('#/money/statement/2026-11-27', { statement: async () => day(count) });
    expect(await screen.findByText(words)).toBeTruthy();
    fireEvent.click(screen.getByLabelText(en.allQuarters));
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(count + 1);
  });

  it('says where a register was not read, and since when the next one counts', async () => {
    await open('#/money/statement/2026-11-27');
    fireEvent.click(await screen.findByLabelText(en.allQuarters));
    expect(screen.getAllByText(en.notRead)).toHaveLength(2);
    expect(screen.getByText(/counted since/)).toBeTruthy();
  });

  it('marks sums that are not proven', async () => {
    const verdict = { failed: ['sums'], unchecked: [] };
    await open('#/money/statement/2026-10', { statement: async () => month(2026, 10, { verdict }) });
    expect((await screen.findByRole('alert')).textContent).toContain('the sums');
  });

  it('is handed over as CSV, made where it was verified', async () => {
    const asked: string[] = [];
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await open('#/money/statement/2026-11', {
      csv: async (_statement, table) => {
        asked.push(table);
        return 'a,b\r\n';
      },
    });
    fireEvent.click(await button(en.csvDays));
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
    fireEvent.click(await button(en.csvMovements));
    await waitFor(() => expect(saved).toHaveBeenCalledTimes(2));
    expect(asked).toEqual(['days', 'movements']);
    expect(saved.mock.contexts.map((link) => (link as HTMLAnchorElement).download)).toEqual([
      'evlock-2026-11-days.csv',
      'evlock-2026-11-movements.csv',
    ]);
    saved.mockRestore();
  });
});

describe('a deposit', () => {
  const amount = async (text: string): Promise<void> => {
    fireEvent.change(await screen.findByLabelText(new RegExp(en.amount)), { target: { value: text } });
  };

  it('asks for an amount, and says what is wrong with one', async () => {
    await open('#/money/deposit');
    expect(await screen.findByText(en.needAmount)).toBeTruthy();
    await amount('1.1234567');
    expect(screen.getByText(en.amountWrong)).toBeTruthy();
  });

  it('is not offered where a check fails', async () => {
    const failure = Object.assign(new Error('no'), { code: 'ACCOUNT_TAKEN' });
    await open('#/money/deposit', { prepareDeposit: async () => Promise.reject(failure) });
    await amount('12,5');
    fireEvent.click(await button(en.checkFirst));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByText(en.byScan)).toBeNull();
  });

  it('by a wallet here sends both calls, and believes the chain alone', async () => {
    const sent: unknown[] = [];
    vi.stubGlobal('ethereum', {
      request: async ({ method, params }: { method: string; params?: unknown[] }) => {
        if (method === 'eth_requestAccounts') return ['0x3c'];
        if (method === 'eth_chainId') return '0x7a69';
        sent.push(params?.[0]);
        return `0x${String(sent.length).padStart(64, '0')}`;
      },
    });
    const confirmed: unknown[] = [];
    await open('#/money/deposit', {
      prepareDeposit: async () => plan() as never,
      confirmDeposit: async (money, transaction) => {
        confirmed.push([money, transaction]);
        return { transaction, verdict: { failed: [], unchecked: [] } };
      },
    });
    await amount('12.5');
    fireEvent.click(await button(en.checkFirst));
    fireEvent.click(await button(en.byBrowser));
    expect(await screen.findByText('12.50 EVT are in your account.')).toBeTruthy();
    expect(sent).toMatchObject([{ to: `0x${'0c'.repeat(20)}`, from: '0x3c' }, { to: `0x${'0b'.repeat(20)}` }]);
    expect(confirmed).toEqual([[12_500_000n, `0x${'2'.padStart(64, '0')}`]]);
  });

  it('that the wallet refuses costs nothing, and can be tried again', async () => {
    let refusals = 0;
    vi.stubGlobal('ethereum', {
      request: async () => {
        refusals++;
        throw Object.assign(new Error('User rejected'), { code: 4001 });
      },
    });
    await open('#/money/deposit', { prepareDeposit: async () => plan() as never });
    await amount('12.5');
    fireEvent.click(await button(en.checkFirst));
    fireEvent.click(await button(en.byBrowser));
    expect(await screen.findByText(en.walletRefused)).toBeTruthy();
    fireEvent.click(await button(en.byBrowser));
    await waitFor(() => expect(refusals).toBe(2));
    expect(await screen.findByText(en.walletRefused)).toBeTruthy();
  });

  it('of test money is offered in a demo alone', async () => {
    const asked: unknown[] = [];
    const answer = { ok: true, json: async () => ({}) };
    vi.stubGlobal('fetch', async (path: string, { body }: { body: string }) => {
      asked.push([path, JSON.parse(body)]);
      return answer;
    });
    await open('#/money/deposit', {}, 'en');
    await button(en.checkFirst);
    expect(screen.queryByText(en.testMoney)).toBeNull();
    cleanup();
    await open('#/money/deposit', {}, 'en', true);
    fireEvent.click(await button(en.testMoneyGet));
    expect(await screen.findByText(en.testMoneyDone)).toBeTruthy();
    expect(asked).toEqual([['/demo/faucet', { account: own.account }]]);
  });

  it('by another device shows one code after the other', async () => {
    await open('#/money/deposit', { prepareDeposit: async () => plan() as never });
    await amount('12.5');
    fireEvent.click(await button(en.checkFirst));
    expect(await screen.findByText(en.noWallet)).toBeTruthy();
    fireEvent.click(await button(en.byScan));
    expect(await screen.findByRole('img', { name: /allows the market to take 12\.50 EVT/ })).toBeTruthy();
    fireEvent.click(await button(en.scanned));
    expect(await screen.findByRole('img', { name: /deposits 12\.50 EVT/ })).toBeTruthy();
    fireEvent.click(await button(en.scanned));
    expect(await screen.findByText(en.waiting)).toBeTruthy();
  });
});

describe('a withdrawal', () => {
  const fill = async (text: string): Promise<void> => {
    fireEvent.change(await screen.findByLabelText(new RegExp(`^${en.amount}`)), { target: { value: text } });
  };

  it('says before the prompt exactly what the secure world checks, and goes to a former address', async () => {
    const wishes: unknown[] = [];
    await open('#/money/withdraw', {
      withdraw: async (wish) => {
        wishes.push(wish);
        return { transaction: '0x12', verdict: { failed: [], unchecked: [] } };
      },
    });
    await screen.findByText(en.addressHint);
    await fill('2,5');
    const to = `0x${'3c'.repeat(20)}`;
    expect(await screen.findByText(new RegExp(`will sign 2\\.50 EVT to ${to}`))).toBeTruthy();
    fireEvent.click(await button(en.confirm));
    expect(await screen.findByText('2.50 EVT were paid to 3c3c…3c3c.')).toBeTruthy();
    expect(wishes).toEqual([{ amount: 2_500_000n, to }]);
  });

  it('is not sent above what is free, nor to a mistyped address', async () => {
    await open('#/money/withdraw', {
      movements: async () => movementList({ movements: [] }),
      payee: async () => Promise.reject(Object.assign(new Error('mistyped'), { code: 'INVALID_INPUT' })),
    });
    await fill('99');
    expect(await screen.findByText(/Only 9\.76 EVT is free/)).toBeTruthy();
    await fill('1');
    fireEvent.change(screen.getByLabelText(new RegExp(en.addressField)), { target: { value: '0x12' } });
    expect(await screen.findByText(/mistyped/)).toBeTruthy();
    expect((await button(en.confirm)).getAttribute('aria-disabled')).toBe('true');
  });

  it('tells how the list is changed, and by whom it is kept', async () => {
    await open('#/money/withdraw');
    expect(await screen.findByText(en.listText)).toBeTruthy();
    expect(screen.getByText(/evlock meter migrate/)).toBeTruthy();
  });
});
