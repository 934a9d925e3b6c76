/** Quantities as text, in the page's language. */
import type { Energy, Money, Power, Price } from '@evlock/protocol';
import { type ReactNode, useState } from 'react';
import { type MoneyStyle, shortId } from '../format/format.ts';
import { useFormat } from '../format/use-format.tsx';
import { useShared } from '../i18n/messages/index.ts';
import styles from './values.module.css';

export function EnergyValue({ value }: { readonly value: Energy | bigint }) {
  return <span className={styles.value}>{useFormat().energy(value)}</span>;
}

export function Amount({ value, ...style }: MoneyStyle & { readonly value: Money | bigint }) {
  return <span className={styles.value}>{useFormat().money(value, style)}</span>;
}

export function PriceValue({ value }: { readonly value: Price | bigint }) {
  return <span className={styles.value}>{useFormat().price(value)}</span>;
}

export function PowerValue({ value }: { readonly value: Power | number }) {
  return <span className={styles.value}>{useFormat().power(value)}</span>;
}

/** Local time of UTC seconds. */
export function Time({ value }: { readonly value: number }) {
  const format = useFormat();
  return (
    <time className={styles.value} dateTime={new Date(value * 1000).toISOString()} title={format.dateTime(value)}>
      {format.time(value)}
    </time>
  );
}

/** `ab12…9f`; in full when it is opened. */
export function ShortId({ value, name }: { readonly value: string; readonly name?: string | undefined }) {
  const t = useShared();
  const [open, setOpen] = useState(false);
  if (open) return <code className={styles.full}>{value}</code>;
  return (
    <button
      type="button"
      className={styles.id}
      title={value}
      aria-label={t('fullId', { id: name ?? shortId(value) })}
      onClick={() => setOpen(true)}
    >
      {name ?? shortId(value)}
    </button>
  );
}

/** A big number and what it is. */
export function Stat({
  label,
  value,
  note,
}: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <div className={styles.stat}>
      <dt className={styles.statLabel}>{label}</dt>
      <dd className={styles.statValue}>{value}</dd>
      {note !== undefined && <dd className={styles.statNote}>{note}</dd>}
    </div>
  );
}

export function Stats({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.stats}>{children}</dl>;
}

/** Names and values in two columns; on a phone they stand below each other where they do not fit. */
export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
