/** How the list of addresses is changed: at the meter, where nobody else can. */
import { useState } from 'react';
import { useShared } from '../../shared/i18n/messages/index.ts';
import { Button, Buttons, Card, KeptBy } from '../../shared/ui/index.ts';
import { useMoneyText } from './messages/index.ts';
import styles from './money.module.css';

const COMMAND = 'evlock meter migrate --deployment deployment.json --withdraw-to ADDRESS --withdraw-to ANOTHER';

export function ListCard() {
  const t = useMoneyText();
  const shared = useShared();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(COMMAND);
    setCopied(true);
  };
  return (
    <Card title={t('listTitle')} aside={<KeptBy who="secureWorld" />}>
      <p>{t('listText')}</p>
      <ol className={styles.steps}>
        <li>{t('listStep1')}</li>
        <li>
          {t('listStep2')}
          <code className={styles.command}>{COMMAND}</code>
        </li>
        <li>{t('listStep3')}</li>
      </ol>
      <Buttons>
        <Button onClick={() => void copy()}>{shared(copied ? 'copied' : 'copy')}</Button>
      </Buttons>
    </Card>
  );
}
