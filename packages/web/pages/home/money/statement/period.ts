/** Which month or day is shown, from the address: `2026-11` or `2026-11-28`, in this device's time. */
import { twoDigits } from '../../../shared/format/clock.ts';

export interface Period {
  readonly year: number;
  readonly month: number;
  readonly day?: number;
}

export const today = (): Required<Period> => {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
};

/** This month where the address names none. */
export function parsePeriod(text: string | undefined): Period {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text ?? '') ?? [];
  const found = { year: Number(year), month: Number(month), day: Number(day ?? 1) };
  const date = new Date(Date.UTC(found.year, found.month - 1, found.day));
  if (date.getUTCMonth() + 1 !== found.month || date.getUTCDate() !== found.day) {
    const { day: _day, ...thisMonth } = today();
    return thisMonth;
  }
  return day === undefined ? { year: found.year, month: found.month } : found;
}

export const writePeriod = ({ year, month, day }: Period): string =>
  `${year}-${twoDigits(month)}${day === undefined ? '' : `-${twoDigits(day)}`}`;

/** The month or day before (−1) or after (1). */
export function moved({ year, month, day }: Period, by: -1 | 1): Period {
  const date = new Date(
    Date.UTC(year, month - 1 + (day === undefined ? by : 0), (day ?? 1) + (day === undefined ? 0 : by)),
  );
  const next = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
  return day === undefined ? next : { ...next, day: date.getUTCDate() };
}

/** Whether it has not begun yet. */
export function isAhead(period: Period): boolean {
  const now = today();
  return writePeriod(period) > writePeriod(period.day === undefined ? { year: now.year, month: now.month } : now);
}

/** `November 2026`, `28 November 2026`. */
export function nameOf({ year, month, day }: Period, language: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'long',
    ...(day !== undefined && { day: 'numeric' }),
  };
  return new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day ?? 1));
}
