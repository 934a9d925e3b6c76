import { href } from '../../shared/route.ts';
import { useMoneyText } from './messages/index.ts';
import styles from './money.module.css';

/** Above the heading of a screen below Money. */
export function Back() {
  const t = useMoneyText();
  return (
    <a className={styles.back} href={href('money')}>
      <span aria-hidden="true">‹</span>
      {t('back')}
    </a>
  );
}
