import type { ShownStandingOrder } from '@evlock/owner';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useStandingText } from './messages/index.ts';
import styles from './standing.module.css';

/** Those that trade no more. */
export function OverList({ orders }: { readonly orders: readonly ShownStandingOrder[] }) {
  const t = useStandingText();
  const format = useFormat();
  return (
    <ul className={styles.over}>
      {orders.map((order) => {
        const { mandate, delivered, state, paid } = order;
        const sells = mandate.side === 'offer';
        return (
          <li key={order.id} className={styles.past}>
            <span>{t(sells ? 'sells' : 'buys', { price: format.price(mandate.limitPrice) })}</span>
            <span className={styles.soft}>
              {t(state === 'ended' ? 'stateEnded' : 'stateStopped')} · {t('delivered')} {format.energy(delivered)} ·{' '}
              {t(sells ? 'earned' : 'paid')} {format.money(paid)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
