import type { TradeView } from '@evlock/protocol';
import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Card, Facts, ShortId } from '../../shared/ui/index.ts';
import { useOwnAccount } from '../market/queries.ts';
import { partnerSide } from '../market/trade-facts.ts';
import { useTradeText } from './messages/index.ts';
import styles from './trade.module.css';

/** Ids, blocks and bounds: for those who open it. */
export function Details({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const format = useFormat();
  const own = useOwnAccount();
  const partner = partnerSide(trade, own);
  const band = Math.min(trade.bid.order.lossBandPpm, trade.offer.order.lossBandPpm);
  const rows: (readonly [string, ReactNode])[] = [
    [t('id'), <ShortId key="id" value={trade.id} />],
    [t('partner'), <ShortId key="partner" value={partner.account} />],
    [t('partnerMeter'), <ShortId key="meter" value={partner.meterKey} />],
    [t('interval'), `${format.dateTime(trade.start)} – ${format.time(trade.end, trade.start)}`],
    [t('power'), format.power(trade.bid.order.power)],
    [t('lossBand'), format.percent(band)],
  ];
  for (const [name, place] of [
    [t('openedIn'), trade.opened],
    [t('endedIn'), trade.ended],
  ] as const) {
    if (!place) continue;
    const transaction = <ShortId value={place.transaction} />;
    rows.push([
      name,
      <span key={name}>
        {format.count(place.block)} · {format.clockWithSeconds(place.time)} · {t('transaction')} {transaction}
      </span>,
    ]);
  }
  return (
    <Card>
      <details className={styles.details}>
        <summary>{t('detailsTitle')}</summary>
        <Facts rows={rows} />
      </details>
    </Card>
  );
}
