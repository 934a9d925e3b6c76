import { Card } from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import styles from './safety.module.css';

/** What to do when a device, the phrase or the meter is lost: said before it happens. */
export function Lost() {
  const t = useText();
  return (
    <Card title={t('lostTitle')}>
      {(['phoneSecond', 'phoneOnly', 'phrase', 'meter'] as const).map((what) => (
        <details key={what}>
          <summary className={styles.summary}>{t(`lost_${what}`)}</summary>
          <p>{t(`lost_${what}Text`)}</p>
        </details>
      ))}
    </Card>
  );
}
