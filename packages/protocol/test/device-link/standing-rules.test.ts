import { describe, expect, it } from 'vitest';
import {
  brokenRule,
  brokenSellingRule,
  type Energy,
  endOfHours,
  NO_INPUTS,
  type Ppm,
  power,
  type StandingHours,
  type StandingRules,
  standingHoursSchema,
  timestamp,
} from '../../src/index.ts';

const time = (text: string) => timestamp(Date.parse(text) / 1000);
const hours = (from: number, until: number, timeZone = 'UTC'): StandingHours => ({
  from: from * 60,
  until: until * 60,
  timeZone,
});
const until = (of: StandingHours | null, start: string, latest: string): string =>
  new Date(endOfHours(of, time(start), time(latest)) * 1000).toISOString().slice(11, 16);

const rules: StandingRules = {
  lot: 300_000n as Energy,
  power: power(1_440_000),
  seconds: 900,
  hours: null,
  reservePpm: null,
  surplusOnly: false,
  partners: null,
};
const order = {
  side: 'offer' as const,
  energy: 300_000n as Energy,
  power: power(1_440_000),
  start: time('2026-06-01T08:00Z'),
  end: time('2026-06-01T08:30Z'),
};

describe('hours', () => {
  it.each([
    ['all day', null, '08:00', '20:00', '20:00'],
    ['to their end', hours(8, 10), '08:20', '12:00', '10:00'],
    ['not before they begin', hours(8, 10), '07:59', '12:00', '07:59'],
    ['not once they have ended', hours(8, 10), '10:00', '12:00', '10:00'],
    ['past midnight', hours(22, 6), '23:10', '23:50', '23:50'],
    ['over a gap shorter than the interval', hours(9, 8), '05:00', '16:00', '08:00'],
  ])('hold %s', (_name, of, start, latest, expected) => {
    expect(until(of, `2026-06-01T${start}Z`, `2026-06-01T${latest}Z`)).toBe(expected);
  });

  it('are local, also on the day on which clocks are set', () => {
    const night = hours(1, 3, 'Europe/Berlin');
    // 29 March 2026: at 01:00 UTC it becomes 03:00 in Berlin.
    expect(until(night, '2026-03-29T00:10Z', '2026-03-29T06:00Z')).toBe('01:00');
    // 25 October 2026: 02:00 to 03:00 in Berlin comes twice, from 00:00 UTC to 02:00.
    expect(until(night, '2026-10-24T23:30Z', '2026-10-25T06:00Z')).toBe('02:00');
    expect(until(hours(9, 17, 'Asia/Kathmandu'), '2026-06-01T04:00Z', '2026-06-01T20:00Z')).toBe('11:15');
  });

  it.each([[{ ...hours(8, 10), from: 481 }], [hours(8, 8)], [hours(8, 24)], [hours(8, 10, 'Mars/Olympus')]])(
    'are refused: %j',
    (wrong) => {
      expect(standingHoursSchema.safeParse(wrong).success).toBe(false);
    },
  );
});

describe('the rules for selling', () => {
  const reserve = { reservePpm: 300_000 as Ppm, surplusOnly: false };

  it('keep a reserve, with a margin for what begins, and none where it is unknown', () => {
    const broken = (chargePpm: number | null, margin?: number) =>
      brokenSellingRule(reserve, { ...NO_INPUTS, chargePpm }, margin);
    expect([null, 299_999, 319_999, 320_000].map((charge) => broken(charge))).toEqual([
      'reserve',
      'reserve',
      'reserve',
      undefined,
    ]);
    expect([299_999, 300_000].map((charge) => broken(charge, 0))).toEqual(['reserve', undefined]);
    expect(
      brokenSellingRule({ ...reserve, reservePpm: 1_000_000 as Ppm }, { ...NO_INPUTS, chargePpm: 1_000_000 }),
    ).toBe(undefined);
  });

  it('sell a surplus only while there is one', () => {
    const broken = (generation: number | null, load: number | null) =>
      brokenSellingRule({ reservePpm: null, surplusOnly: true }, { chargePpm: null, generation, load });
    expect([broken(5, 4), broken(4, 4), broken(null, 1), broken(1, null)]).toEqual([
      undefined,
      'surplus',
      'surplus',
      'surplus',
    ]);
  });

  it('do not bind a bid, which lot, power and hours do', () => {
    const bound = { ...rules, ...reserve, hours: hours(8, 9) };
    expect(brokenRule(bound, order, NO_INPUTS)).toBe('reserve');
    expect(brokenRule(bound, { ...order, side: 'bid' }, NO_INPUTS)).toBeUndefined();
    expect(brokenRule(bound, { ...order, side: 'bid', energy: 300_001n as Energy }, NO_INPUTS)).toBe('lot');
    expect(brokenRule(bound, { ...order, side: 'bid', power: power(1_440_001) }, NO_INPUTS)).toBe('power');
    expect(brokenRule(bound, { ...order, side: 'bid', end: time('2026-06-01T09:01Z') }, NO_INPUTS)).toBe('hours');
  });
});
