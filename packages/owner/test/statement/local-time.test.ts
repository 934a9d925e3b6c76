import { TimeZone } from '@evlock/owner';
import { describe, expect, it } from 'vitest';

const day = (year: number, month: number, of: number) => ({ year, month, day: of });
const quarters = (zone: string, ...date: readonly [number, number, number]): number =>
  new TimeZone(zone).quartersOf(day(...date)).length - 1;

describe('a day in a time zone', () => {
  it.each<[string, readonly [number, number, number], number]>([
    ['Europe/Berlin', [2026, 3, 29], 92],
    ['Europe/Berlin', [2026, 10, 25], 100],
    ['Europe/Berlin', [2026, 11, 28], 96],
    ['America/New_York', [2026, 3, 8], 92],
    ['America/New_York', [2026, 11, 1], 100],
    // Clocks move by half an hour.
    ['Australia/Lord_Howe', [2026, 10, 4], 94],
    ['Australia/Lord_Howe', [2026, 4, 5], 98],
    // Midnight itself does not exist.
    ['Africa/Cairo', [2026, 4, 24], 92],
    ['Asia/Seoul', [2026, 3, 29], 96],
    ['Asia/Kathmandu', [2026, 1, 1], 96],
  ])('of %s on %j has %i quarter hours', (zone, date, count) => expect(quarters(zone, ...date)).toBe(count));

  it('begins where the one before ends, all year', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'Africa/Cairo', 'Asia/Seoul', 'Pacific/Apia']) {
      const local = new TimeZone(zone);
      let last = local.startOfDay(2026, 1, 1);
      for (let month = 1; month <= 12; month++) {
        const days = local.daysOf({ year: 2026, month });
        expect([zone, month, days[0]]).toEqual([zone, month, last]);
        last = days.at(-1) ?? 0;
        days.slice(0, -1).forEach((start, index) => {
          expect(local.dayOf(start)).toEqual(day(2026, month, index + 1));
          expect(local.dayOf(start - 1)).not.toEqual(day(2026, month, index + 1));
        });
      }
    }
  });

  it('ends where the next one begins', () => {
    const berlin = new TimeZone('Europe/Berlin');
    const found = berlin.quartersOf(day(2026, 3, 29));
    expect([found[0], found.at(-1)]).toEqual([berlin.startOfDay(2026, 3, 29), berlin.startOfDay(2026, 3, 30)]);
    expect(found.slice(1).every((moment, index) => moment - (found[index] ?? 0) === 900)).toBe(true);
  });

  it('is written with its offset from UTC', () => {
    const spring = Date.UTC(2026, 2, 29, 1) / 1000;
    const berlin = new TimeZone('Europe/Berlin');
    expect([berlin.iso(spring - 1), berlin.iso(spring)]).toEqual([
      '2026-03-29T01:59:59+01:00',
      '2026-03-29T03:00:00+02:00',
    ]);
    expect(new TimeZone('America/St_Johns').iso(spring)).toBe('2026-03-28T22:30:00-02:30');
  });

  it('needs a zone that is known', () => {
    expect(() => new TimeZone('Europe/Atlantis')).toThrow(expect.objectContaining({ code: 'UNIT_OUT_OF_RANGE' }));
  });
});

it('a month is as long as its days', () => {
  const months = Array.from({ length: 12 }, (_, index) =>
    new TimeZone('Asia/Seoul').daysOf({ year: 2028, month: index + 1 }),
  );
  expect(months.map((days) => days.length - 1)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
});
