import { describe, expect, it } from 'vitest';
import {
  isAhead,
  moved,
  nameOf,
  parsePeriod,
  today,
  writePeriod,
} from '../../../../pages/home/money/statement/period.ts';

describe('a period', () => {
  it.each(['2026-11', '2026-11-28', '2028-02-29'])('%s is written as it was read', (text) => {
    expect(writePeriod(parsePeriod(text))).toBe(text);
  });

  it.each([undefined, '', '2026-13', '2026-02-29', 'x', '2026-11-28T00'])('%j is this month', (text) => {
    const { year, month } = today();
    expect(parsePeriod(text)).toEqual({ year, month });
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-01-31', 1, '2026-02-01'],
  ] as const)('%s moves by %i to %s', (from, by, to) => expect(writePeriod(moved(parsePeriod(from), by))).toBe(to));

  it('that has not begun is ahead', () => {
    const now = today();
    expect([isAhead(now), isAhead(moved(now, 1)), isAhead(moved(now, -1))]).toEqual([false, true, false]);
    const { day: _day, ...month } = now;
    expect([isAhead(month), isAhead(moved(month, 1))]).toEqual([false, true]);
  });

  it('has a name in each language', () => {
    const names = (['en', 'de', 'ko'] as const).map((language) => nameOf({ year: 2026, month: 3 }, language));
    expect(names).toEqual(['March 2026', 'März 2026', '2026년 3월']);
  });
});
