import type { TradeView } from '@evlock/protocol';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Amount, Card, Facts, Notice } from '../../shared/ui/index.ts';
import { useOwnAccount } from '../market/queries.ts';
import { causeOf, isSeller, lossOf, ownSide, partnerSide } from '../market/trade-facts.ts';
import { useTradeText } from './messages/index.ts';
import styles from './trade.module.css';

/** Seconds after a trade's end in which it can be claimed. */
const CLAIM_SECONDS = 24 * 3600;

const CAUSES = {
  'stopped-by-owner': 'causeStopped',
  'partner-silent': 'causeSilent',
  'loss-above-band': 'causeLoss',
  'mark-missing': 'causeMark',
  'sensor-fault': 'causeSensor',
  restarted: 'causeRestarted',
} as const;

/** What went otherwise than agreed, if anything, and what it cost. */
export function Outcome({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const cause = causeOf(trade, own);
  if (trade.state === 'failed') {
    return (
      <Notice kind="warning" title={t('failedTitle')}>
        {t('failedText', { error: trade.error ?? '–' })}
      </Notice>
    );
  }
  return (
    <>
      {trade.state === 'expired' && (
        <Notice kind="warning" title={t('expiredTitle')}>
          {t('expiredText')}
        </Notice>
      )}
      {trade.state === 'claimed' && (
        <Notice kind="warning" title={t('claimedTitle')}>
          {t('claimedText', { time: format.dateTime(trade.end + CLAIM_SECONDS) })}
        </Notice>
      )}
      {cause !== undefined && (
        <Notice kind={cause === 'stopped-by-owner' ? 'info' : 'warning'} title={t('cutTitle')}>
          {t(CAUSES[cause as keyof typeof CAUSES])} <Cost trade={trade} />
        </Notice>
      )}
    </>
  );
}

function Cost({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const loss = lossOf(trade, own);
  if (!loss) return null;
  const values = {
    energy: format.energy(loss.energy),
    money: format.money(loss.money, { exact: true }),
    bound: format.energy(loss.bound),
  };
  return (
    <p className={styles.soft}>
      {t('cutCost')}:{' '}
      {loss.energy === 0n ? t('cutCostNone') : t(isSeller(trade, own) ? 'cutCostSeller' : 'cutCostBuyer', values)}
    </p>
  );
}

export function MoneyCard({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const { reputation } = ownSide(trade, own);
  const signed = (value: number | null): string =>
    value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : '±'}${format.count(Math.abs(value))}`;
  const rows: (readonly [string, ReactNode])[] = [
    [t('locked'), trade.opened ? <Amount key="locked" value={trade.locked} exact /> : '–'],
    [t('paid'), trade.paid === null ? '–' : <Amount key="paid" value={trade.paid} exact />],
    [t('refunded'), trade.refunded === null ? '–' : <Amount key="refunded" value={trade.refunded} exact />],
  ];
  if (reputation !== null) {
    const values = { own: signed(reputation), partner: signed(partnerSide(trade, own).reputation) };
    rows.push([t('reputation'), t('reputationYou', values)]);
  }
  return (
    <Card title={t('escrowTitle')}>
      <Facts rows={rows} />
      {trade.paid === null && trade.state !== 'failed' && <p className={styles.soft}>{t('lockedNote')}</p>}
    </Card>
  );
}
