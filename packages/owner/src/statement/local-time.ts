/** Days and months in a time zone, as UTC seconds: days of 23 and 25 hours included. */
import { EvlockError } from '@evlock/protocol';

export const QUARTER_HOUR = 900;

/** A month of a year, or one day of it; months and days count from 1. */
export interface CalendarPeriod {
  readonly year: number;
  readonly month: number;
  readonly day?: number | undefined;
}

export interface CalendarDay extends CalendarPeriod {
  readonly day: number;
}

/** A time zone by its IANA name. Throws `UNIT_OUT_OF_RANGE` for an unknown one. */
export class TimeZone {
  readonly name: string;
  readonly #parts: Intl.DateTimeFormat;

  constructor(name: string) {
    try {
      this.#parts = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch (cause) {
      throw new EvlockError('UNIT_OUT_OF_RANGE', { unit: 'time zone', value: name }, { cause });
    }
    this.name = name;
  }

  /** Local time as if it were UTC, in seconds. */
  #local(seconds: number): number {
    const found = new Map(this.#parts.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000;
  }

  /** `2026-03-29T02:15:00+02:00` of UTC seconds. */
  iso(seconds: number): string {
    const offset = (this.#local(seconds) - seconds) / 60;
    const sign = offset < 0 ? '-' : '+';
    const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
    const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
    return `${local}${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
  }

  /** The day in which a moment lies. */
  dayOf(seconds: number): CalendarDay {
    const local = new Date(this.#local(seconds) * 1000);
    return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
  }

  /** The first second of a day: not always midnight, where clocks are moved then. */
  startOfDay(year: number, month: number, day: number): number {
    const midnight = Date.UTC(year, month - 1, day) / 1000;
    // No zone is further from UTC.
    let [low, high] = [midnight - 15 * 3600, midnight + 15 * 3600];
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#local(middle) >= midnight) high = middle;
      else low = middle;
    }
    return high;
  }

  /** The starts of every day of a month, and the end of the last. */
  daysOf({ year, month }: CalendarPeriod): number[] {
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return Array.from({ length: days + 1 }, (_, index) => this.startOfDay(year, month, index + 1));
  }

  /** The quarter hours of a day, and its end: 92, 96 or 100 of them. */
  quartersOf({ year, month, day }: CalendarDay): number[] {
    const [start, end] = [this.startOfDay(year, month, day), this.startOfDay(year, month, day + 1)];
    const count = Math.ceil((end - start) / QUARTER_HOUR);
    return [...Array.from({ length: count }, (_, index) => start + index * QUARTER_HOUR), end];
  }
}
