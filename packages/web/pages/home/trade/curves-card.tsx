import type { TradeView } from '@evlock/protocol';
import { lazy, Suspense } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, classes, ErrorNotice, Verdict, Waiting } from '../../shared/ui/index.ts';
import type { Curve } from '../market/curve.ts';
import { useOwnAccount } from '../market/queries.ts';
import { allowedDifference, isSeller } from '../market/trade-facts.ts';
import { useTradeText } from './messages/index.ts';
import styles from './trade.module.css';

/** The drawing library is fetched only where there is something to draw. */
const Curves = lazy(() => import('./curves.tsx').then((module) => ({ default: module.Curves })));

interface CurvesCardProps {
  readonly trade: TradeView;
  readonly curve: Curve | undefined;
  readonly error: unknown;
}

/** What both meters counted, second by second, and how far they are apart. */
export function CurvesCard({ trade, curve, error }: CurvesCardProps) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const isEmpty = !curve || curve.buyer.length + curve.seller.length === 0;
  const seller = isSeller(trade, own) ? t('you', { meter: t('sellerMeter') }) : t('sellerMeter');
  const buyer = isSeller(trade, own) ? t('buyerMeter') : t('you', { meter: t('buyerMeter') });
  const energies = {
    seller: curve?.seller.at(-1)?.energy ?? 0n,
    buyer: curve?.buyer.at(-1)?.energy ?? 0n,
  };
  const apart = energies.seller - energies.buyer;
  return (
    <Card
      title={t('curvesTitle')}
      aside={curve && <Verdict verdict={{ failed: curve.verdict.failed, unchecked: [] }} full />}
    >
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {isEmpty ? (
        <p className={styles.soft}>{t('curvesNone')}</p>
      ) : (
        <>
          <dl className={styles.legend}>
            <LegendItem tone="seller" name={seller} value={format.energy(energies.seller)} />
            <LegendItem tone="buyer" name={buyer} value={format.energy(energies.buyer)} />
            <div>
              <dt>{t('difference')}</dt>
              <dd>{format.energy(apart < 0n ? -apart : apart)}</dd>
            </div>
          </dl>
          <div
            className={styles.chart}
            role="img"
            aria-label={t('curvesLabel', {
              seller: format.energy(energies.seller),
              buyer: format.energy(energies.buyer),
            })}
          >
            <Suspense fallback={<Waiting />}>
              <Curves curve={curve} start={trade.start} energy={trade.energy} unit={t('wattHours')} />
            </Suspense>
          </div>
          <p className={styles.soft}>
            {t('difference')}: {t('differenceNote', { allowed: format.energy(allowedDifference(trade)) })}. {t('times')}
          </p>
        </>
      )}
    </Card>
  );
}

function LegendItem({
  tone,
  name,
  value,
}: {
  readonly tone: 'seller' | 'buyer';
  readonly name: string;
  readonly value: string;
}) {
  return (
    <div>
      <dt>
        <span className={classes(styles.line, styles[tone])} aria-hidden="true" />
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
