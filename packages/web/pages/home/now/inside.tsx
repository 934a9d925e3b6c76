/** What the house itself does: only what its own inputs say, and labelled, since nobody verifies them. Absent where there are none. */
import type { MeterStatus } from '@evlock/protocol';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { classes, KeptBy } from '../../shared/ui/index.ts';
import styles from './inside.module.css';
import { useNowText } from './messages/index.ts';

export function Inside({ status }: { readonly status: MeterStatus | null }) {
  const t = useNowText();
  const format = useFormat();
  const { generation = null, chargePpm = null, load = null } = status?.inputs ?? {};
  if (generation === null && chargePpm === null && load === null) return null;
  return (
    <div className={styles.inside}>
      <dl className={styles.values}>
        {generation !== null && <Value tone="sun" name={t('panel')} value={format.power(generation)} />}
        {chargePpm !== null && (
          <Value tone="battery" name={t('battery')} value={format.percent(chargePpm)}>
            <span className={styles.bar} aria-hidden="true">
              <progress value={chargePpm} max={1_000_000} />
            </span>
          </Value>
        )}
        {load !== null && <Value tone="load" name={t('load')} value={format.power(load)} />}
      </dl>
      <KeptBy who="measuredUnverified" />
    </div>
  );
}

interface ValueProps {
  readonly tone: 'sun' | 'battery' | 'load';
  readonly name: string;
  readonly value: string;
  readonly children?: ReactNode;
}

function Value({ tone, name, value, children }: ValueProps) {
  return (
    <div className={classes(styles.value, styles[tone])}>
      <dt>{name}</dt>
      <dd>
        {value}
        {children}
      </dd>
    </div>
  );
}
