/** Trades as rows: who, what became of it, how much and for how much. */
import type { Shown } from '@evlock/owner';
import type { TradeView } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import { classes, Verdict } from '../../shared/ui/index.ts';
import { useNow, useOwnAccount } from '../market/queries.ts';
import { isSeller, partnerSide, payableEnergy, payableMoney, phaseOf } from '../market/trade-facts.ts';
import { useNameOf } from '../market/use-rules.ts';
import { useTradeText } from './messages/index.ts';
import { Phase } from './phase.tsx';
import styles from './trade-list.module.css';
import { useTitleOf } from './use-title-of.ts';

export function TradeList({ trades }: { readonly trades: readonly Shown<TradeView>[] }) {
  return (
    <ul className={styles.trades}>
      {trades.map((trade) => (
        <TradeRow key={trade.id} trade={trade} />
      ))}
    </ul>
  );
}

function TradeRow({ trade }: { readonly trade: Shown<TradeView> }) {
  const t = useTradeText();
  const own = useOwnAccount();
  const format = useFormat();
  const now = useNow();
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  const seller = isSeller(trade, own);
  const title = titleOf(trade, nameOf(partnerSide(trade, own).account));
  const never = trade.state === 'failed' || trade.state === 'signed';
  return (
    <li>
      <a className={styles.row} href={href('trades', trade.id)}>
        <span className={classes(styles.mark, seller ? styles.sold : styles.bought)} aria-hidden="true">
          {seller ? '↗' : '↙'}
        </span>
        <span className={styles.title}>{title}</span>
        <span className={styles.state}>
          {format.time(trade.ended?.time ?? trade.start, now)} ·{' '}
          <Phase phase={phaseOf(trade, now)} start={trade.start} />
        </span>
        <span className={classes(styles.money, trade.verdict.failed.length > 0 && styles.doubtful)}>
          {never ? '–' : format.money(seller ? payableMoney(trade) : -payableMoney(trade), { signed: true })}
        </span>
        <span className={styles.energy}>{format.energy(never ? trade.energy : payableEnergy(trade))}</span>
        {trade.state === 'open' && (
          <progress
            className={styles.progress}
            aria-label={t('progress', {
              done: format.energy(payableEnergy(trade)),
              whole: format.energy(trade.energy),
            })}
            value={Number((payableEnergy(trade) * 1_000n) / trade.energy)}
            max={1_000}
          />
        )}
      </a>
      {trade.verdict.failed.length > 0 && (
        <div className={styles.verdict}>
          <Verdict verdict={{ failed: trade.verdict.failed, unchecked: [] }} />
        </div>
      )}
    </li>
  );
}
