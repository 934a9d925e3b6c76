/** Integers in our units → text for people, in their language and local time. Exact: no float in between. */
import type { Energy, Money, Power, Price } from '@evlock/protocol';
import type { Language } from '../i18n/language.ts';

/** A decimal as `Intl` takes it exactly: `-0.120000`. */
function decimalText(value: bigint, decimals: number): Intl.StringNumericLiteral {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const text = `${value < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text as Intl.StringNumericLiteral;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

interface Digits {
  readonly least: number;
  readonly most: number;
}

export interface MoneyStyle {
  /** Every digit, for statements and tables. */
  readonly exact?: boolean;
  /** A plus sign for what came in. */
  readonly signed?: boolean;
}

export class Format {
  readonly language: Language;
  readonly symbol: string;

  constructor(language: Language, symbol: string) {
    this.language = language;
    this.symbol = symbol;
  }

  /** `1.20 kWh`, `350 Wh`, `3.2 Wh`; with every digit where it is `exact`. */
  energy(value: Energy | bigint, { exact = false }: { readonly exact?: boolean } = {}): string {
    if (exact && abs(value) >= 1_000_000n) return `${this.number(value, 6, { least: 0, most: 6 })} kWh`;
    if (exact) return `${this.number(value, 3, { least: 0, most: 3 })} Wh`;
    if (abs(value) >= 1_000_000n) return `${this.number(value, 6, { least: 2, most: 2 })} kWh`;
    const most = abs(value) >= 100_000n ? 0 : abs(value) >= 1_000n ? 1 : 3;
    return `${this.number(value, 3, { least: 0, most })} Wh`;
  }

  /** `3.342 Wh`: every mWh, for two meters beside each other. */
  fineEnergy(value: Energy | bigint): string {
    if (abs(value) >= 1_000_000n) return `${this.number(value, 6, { least: 6, most: 6 })} kWh`;
    return `${this.number(value, 3, { least: 3, most: 3 })} Wh`;
  }

  /** `1.25 EVT`. Less than one token shows all its digits. */
  money(value: Money | bigint, style: MoneyStyle = {}): string {
    const most = style.exact || abs(value) < 1_000_000n ? 6 : 2;
    return `${this.number(value, 6, { least: 2, most }, style.signed)} ${this.symbol}`;
  }

  /** `0.12 EVT/kWh`. */
  price(value: Price | bigint): string {
    return `${this.number(value, 6, { least: 2, most: 6 })} ${this.symbol}/kWh`;
  }

  /** `1.85 kW`, `240 W`; negative for inflow. */
  power(value: Power | number): string {
    const milliwatts = BigInt(Math.round(value));
    if (abs(milliwatts) >= 1_000_000n) return `${this.number(milliwatts, 6, { least: 2, most: 2 })} kW`;
    return `${this.number(milliwatts, 3, { least: 0, most: abs(milliwatts) >= 10_000n ? 0 : 1 })} W`;
  }

  /** Parts per million as `5 %`. */
  percent(ppm: number): string {
    return new Intl.NumberFormat(this.language, { style: 'percent', maximumFractionDigits: 1 }).format(ppm / 1_000_000);
  }

  count(value: number | bigint): string {
    return new Intl.NumberFormat(this.language).format(value);
  }

  /** Local time of UTC seconds: `14:05`; with the day where it is not today's. */
  time(seconds: number, now = Date.now() / 1000): string {
    const isToday = new Date(seconds * 1000).toDateString() === new Date(now * 1000).toDateString();
    return isToday ? this.clock(seconds) : this.dateTime(seconds);
  }

  clock(seconds: number): string {
    return this.dates({ hour: '2-digit', minute: '2-digit' }, seconds);
  }

  clockWithSeconds(seconds: number): string {
    return this.dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, seconds);
  }

  date(seconds: number): string {
    return this.dates({ dateStyle: 'medium' }, seconds);
  }

  dateTime(seconds: number): string {
    return this.dates({ dateStyle: 'medium', timeStyle: 'short' }, seconds);
  }

  /** `2 hours`, `40 seconds`: in the largest unit that fits. */
  duration(seconds: number): string {
    const units = [
      ['day', 86_400],
      ['hour', 3_600],
      ['minute', 60],
    ] as const;
    const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
    const format = new Intl.NumberFormat(this.language, { style: 'unit', unit, unitDisplay: 'long' });
    return format.format(Math.round(seconds / length));
  }

  private number(value: bigint, decimals: number, { least, most }: Digits, signed = false): string {
    const format = new Intl.NumberFormat(this.language, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      // Never more than there is.
      roundingMode: 'trunc',
      signDisplay: signed ? 'exceptZero' : 'auto',
    });
    return format.format(decimalText(value, decimals));
  }

  private dates(options: Intl.DateTimeFormatOptions, seconds: number): string {
    return new Intl.DateTimeFormat(this.language, options).format(seconds * 1000);
  }
}

/** `ab12…9f`: enough to tell two apart. Hex in full only where it is opened. */
export const shortId = (id: string): string => {
  const digits = id.replace(/^0x/, '');
  return digits.length <= 10 ? digits : `${digits.slice(0, 4)}…${digits.slice(-4)}`;
};
