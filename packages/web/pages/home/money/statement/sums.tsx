import type { Statement, Traded } from '@evlock/owner';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { Amount, Card, EnergyValue, Facts, Stat, Stats } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';

/** The average price of a kWh, rounded down. */
const averageOf = ({ energy, money }: Traded): bigint => (energy === 0n ? 0n : (money * 1_000_000n) / energy);

export function Sums({ statement: { sums, opening, made, until } }: { readonly statement: Statement }) {
  const t = useMoneyText();
  const format = useFormat();
  const note = (side: Traded, text: 'paid' | 'received'): string | undefined => {
    if (side.trades === 0) return undefined;
    return `${t(text, { money: format.money(side.money) })} · ${t('perKwh', { price: format.price(averageOf(side)) })}`;
  };
  const rows = [
    [t('opening'), <Amount key="opening" value={opening.balance} exact />],
    sums.deposited > 0n && [t('deposits'), <Amount key="deposits" value={sums.deposited} signed exact />],
    sums.withdrawn > 0n && [t('withdrawals'), <Amount key="withdrawals" value={-sums.withdrawn} signed exact />],
    sums.fees > 0n && [t('fees'), <Amount key="fees" value={-sums.fees} signed exact />],
    [t('locked'), <Amount key="locked" value={sums.locked} exact />],
    sums.import !== null && [t('registerIn'), <EnergyValue key="in" value={sums.import} />],
    sums.export !== null && [t('registerOut'), <EnergyValue key="out" value={sums.export} />],
  ].filter((row) => row !== false) as [string, React.ReactNode][];
  return (
    <Card>
      <Stats>
        <Stat
          label={t('boughtStat')}
          value={<EnergyValue value={sums.bought.energy} />}
          note={note(sums.bought, 'paid')}
        />
        <Stat
          label={t('soldStat')}
          value={<EnergyValue value={sums.sold.energy} />}
          note={note(sums.sold, 'received')}
        />
        <Stat label={t(made < until ? 'balanceStatNow' : 'balanceStat')} value={<Amount value={sums.balance} />} />
      </Stats>
      <Facts rows={rows} />
    </Card>
  );
}
