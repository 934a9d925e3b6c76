import type { StatementSource } from '@evlock/owner';
import { Amount, Card, EnergyValue, PriceValue, ShortId } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';
import styles from './statement.module.css';

/** What a kWh cost, or brought, by partner. */
export function Sources({ sources }: { readonly sources: readonly StatementSource[] }) {
  const t = useMoneyText();
  return (
    <Card title={t('sources')}>
      {sources.length === 0 && <p className={styles.soft}>{t('sourcesNone')}</p>}
      <ul className={styles.sources}>
        {sources.map((source) => (
          <li key={`${source.side} ${source.partner}`} className={styles.source}>
            <div>
              <span className={source.side === 'bought' ? styles.boughtMark : styles.soldMark} aria-hidden="true" />
              {t(source.side === 'bought' ? 'boughtFrom' : 'soldTo')}{' '}
              {source.partner === null ? t('unknown') : <ShortId value={source.partner} />}
              <div className={styles.soft}>
                <EnergyValue value={source.energy} /> · {t('trades', { count: source.trades })}
              </div>
            </div>
            <div className={styles.right}>
              <strong>
                <PriceValue value={source.price} />
              </strong>
              <div className={styles.soft}>
                <Amount value={source.money} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
