// @vitest-environment happy-dom
import { catalogue } from '@evlock/protocol';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../../../pages/shared/errors/messages/en.ts';
import { HouseholdWords } from '../../../../pages/shared/errors/use-error-words.ts';
import { PASSKEY_PROBLEMS, passkeyProblem } from '../../../../pages/shared/passkey/problems.ts';
import { Problem, type ProblemBody } from '../../../../pages/shared/problem.ts';
import { ErrorNotice } from '../../../../pages/shared/ui/index.ts';
import { show } from '../../support/page.tsx';

const body: ProblemBody = { code: 'METER_BUSY', class: 'refused', message: 'catalogue', remedy: 'wait', details: {} };

describe('an error in words', () => {
  it('is in the page’s language', async () => {
    await show(<ErrorNotice error={passkeyProblem('PASSKEY_CANCELLED')} />, 'de');
    expect(await screen.findByText('Die Passkey-Abfrage wurde geschlossen.')).toBeTruthy();
    expect(screen.getByText(/Versuchen Sie es nochmals\./)).toBeTruthy();
  });

  it('is in the catalogue’s where it has none of its own', async () => {
    await show(<ErrorNotice error={new Problem({ ...body, code: 'TRADE_EXISTS' })} />, 'ko');
    expect(screen.getByText('catalogue')).toBeTruthy();
    expect(screen.getByText(/wait/)).toBeTruthy();
  });

  it('is a household’s own on its pages, and the catalogue’s for an operator', async () => {
    await show(<ErrorNotice error={new Problem(body)} />);
    expect(screen.getByText('catalogue')).toBeTruthy();
    await show(
      <HouseholdWords value={true}>
        <ErrorNotice error={new Problem(body)} />
      </HouseholdWords>,
    );
    expect(await screen.findByText('A meter has another trade at that time.')).toBeTruthy();
  });

  it('has a code that exists, and a remedy', () => {
    const codes = Object.keys(en).filter((key) => !key.endsWith('.remedy'));
    const known = [...Object.keys(catalogue), ...PASSKEY_PROBLEMS];
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
    expect(codes.filter((code) => !(`${code}.remedy` in en))).toEqual([]);
    expect(PASSKEY_PROBLEMS.filter((code) => !(code in en))).toEqual([]);
  });
});
