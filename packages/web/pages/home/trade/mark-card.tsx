import type { TradeView } from '@evlock/protocol';
import { Card, KeptBy } from '../../shared/ui/index.ts';
import { isOver } from '../market/trade-facts.ts';
import { useTradeText } from './messages/index.ts';
import styles from './trade.module.css';

function keyOf(trade: TradeView): 'markMissing' | 'markDone' | 'markSeen' | 'markWaiting' {
  const { receipt, cause } = trade.buyer;
  if (cause === 'mark-missing' || trade.seller.cause === 'mark-missing') return 'markMissing';
  if (!receipt || receipt.receipt.energy === 0n) return 'markWaiting';
  return isOver(trade) || receipt.receipt.final ? 'markDone' : 'markSeen';
}

/** Whether the current of the one house is the current of the other: as the buyer's secure world sees it. */
export function MarkCard({ trade }: { readonly trade: TradeView }) {
  const t = useTradeText();
  const key = keyOf(trade);
  return (
    <Card title={t('markTitle')}>
      <p>{t(key)}</p>
      {key !== 'markWaiting' && key !== 'markMissing' && <p className={styles.soft}>{t('markWaiting')}</p>}
      <div>
        <KeptBy who="secureWorld" />
      </div>
    </Card>
  );
}
