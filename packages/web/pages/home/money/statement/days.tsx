import type { Statement, StatementSums } from '@evlock/owner';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { href } from '../../../shared/route.ts';
import { Amount, Card, EnergyValue } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';
import { Bars } from './bars.tsx';
import { writePeriod } from './period.ts';
import { Scroller } from './scroller.tsx';
import styles from './statement.module.css';

const isBusy = (day: StatementSums): boolean => day.movements > 0 || (day.import ?? 0n) > 0n || (day.export ?? 0n) > 0n;

/** The days of a month; those without anything are left out of the table. */
export function Days({ statement: { days, period } }: { readonly statement: Statement }) {
  const t = useMoneyText();
  const format = useFormat();
  const numbered = days.map((day, index) => ({ day, date: { ...period, day: index + 1 } }));
  const busy = numbered.filter(({ day }) => isBusy(day)).reverse();
  if (busy.length === 0) return null;
  const bars = days.map(({ from, bought, sold }) => ({ key: from, bought: bought.energy, sold: sold.energy }));
  return (
    <Card title={t('days')}>
      <Bars bars={bars} label={t('chart', { step: t('chartDay') })} legend={[t('boughtStat'), t('soldStat')]} />
      <Scroller label={t('table', { what: t('days') })}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('boughtStat')}</th>
              <th scope="col">{t('soldStat')}</th>
              <th scope="col">{t('registerIn')}</th>
              <th scope="col">{t('registerOut')}</th>
              <th scope="col">{t('balanceAfter')}</th>
            </tr>
          </thead>
          <tbody>
            {busy.map(({ day, date }) => (
              <tr key={day.from}>
                <th scope="row">
                  <a className={styles.dayLink} href={href('money', 'statement', writePeriod(date))}>
                    {format.date(day.from)}
                  </a>
                </th>
                <Side energy={day.bought.energy} money={-day.bought.money} />
                <Side energy={day.sold.energy} money={day.sold.money} />
                <td>{day.import === null ? t('notRead') : <EnergyValue value={day.import} />}</td>
                <td>{day.export === null ? t('notRead') : <EnergyValue value={day.export} />}</td>
                <td>
                  <Amount value={day.balance} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Card>
  );
}

function Side({ energy, money }: { readonly energy: bigint; readonly money: bigint }) {
  if (energy === 0n) return <td>–</td>;
  return (
    <td>
      <EnergyValue value={energy} />
      <div className={styles.soft}>
        <Amount value={money} signed />
      </div>
    </td>
  );
}
