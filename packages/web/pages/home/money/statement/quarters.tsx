import type { EnergyRow, Statement } from '@evlock/owner';
import { useState } from 'react';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { Card, Checkbox, EnergyValue, Notice } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';
import { Bars } from './bars.tsx';
import { Scroller } from './scroller.tsx';
import styles from './statement.module.css';

/** Quarter hours of an ordinary day. */
const ORDINARY = 96;
const HOUR = 3600;

const isBusy = (row: EnergyRow): boolean =>
  (row.import ?? 0n) > 0n || (row.export ?? 0n) > 0n || row.bought > 0n || row.sold > 0n;

/** The quarter hours of a day: 92, 96 or 100. */
export function Quarters({ statement: { quarters } }: { readonly statement: Statement }) {
  const t = useMoneyText();
  const [all, setAll] = useState(false);
  const shown = all ? quarters : quarters.filter(isBusy);
  const bars = quarters.map(({ from, bought, sold }) => ({ key: from, bought, sold }));
  return (
    <Card title={t('quarters')}>
      <p className={styles.soft}>{t('quartersHint')}</p>
      {quarters.length !== ORDINARY && <Notice>{t('quarterCount', { count: quarters.length })}</Notice>}
      <Bars bars={bars} label={t('chart', { step: t('chartQuarter') })} legend={[t('boughtStat'), t('soldStat')]} />
      {shown.length === 0 ? <p>{t('quartersNone')}</p> : <QuarterTable rows={shown} />}
      <Checkbox label={t('allQuarters')} checked={all} onChecked={setAll} />
    </Card>
  );
}

function QuarterTable({ rows }: { readonly rows: readonly EnergyRow[] }) {
  const t = useMoneyText();
  return (
    <Scroller label={t('table', { what: t('quarters') })}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('quarter')}</th>
            <th scope="col">{t('boughtStat')}</th>
            <th scope="col">{t('soldStat')}</th>
            <th scope="col">{t('registerIn')}</th>
            <th scope="col">{t('registerOut')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <QuarterRow key={row.from} row={row} before={rows[index - 1]} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function QuarterRow({ row, before }: { readonly row: EnergyRow; readonly before: EnergyRow | undefined }) {
  const t = useMoneyText();
  const format = useFormat();
  const clock = format.clock(row.from);
  // The hour that comes twice is told apart by its zone.
  const isSecond = before !== undefined && row.from - before.from < HOUR && format.clock(row.from - HOUR) === clock;
  return (
    <tr>
      <th scope="row">
        {clock}
        {isSecond && <span className={styles.soft}> {zoneName(row.from, format.language)}</span>}
      </th>
      <td>{row.bought === 0n ? '–' : <EnergyValue value={row.bought} />}</td>
      <td>{row.sold === 0n ? '–' : <EnergyValue value={row.sold} />}</td>
      <td>
        {row.import === null ? <span className={styles.soft}>{t('notRead')}</span> : <EnergyValue value={row.import} />}
      </td>
      <td>
        {row.export === null ? <span className={styles.soft}>{t('notRead')}</span> : <EnergyValue value={row.export} />}
        {row.since !== null && <div className={styles.soft}>{t('since', { time: format.clock(row.since) })}</div>}
      </td>
    </tr>
  );
}

const zoneName = (seconds: number, language: string): string =>
  new Intl.DateTimeFormat(language, { timeZoneName: 'short' })
    .formatToParts(seconds * 1000)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';
