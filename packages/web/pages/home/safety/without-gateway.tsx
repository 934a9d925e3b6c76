import { Card } from '../../shared/ui/index.ts';
import { useText } from './messages/index.ts';
import styles from './safety.module.css';

/** Commands at the meter: what they do is said in words beside them. */
const COMMANDS = [
  ['signed', 'evlock meter export --profile meter.json --out signed.json'],
  ['secondWay', 'evlock doctor --meter-profile meter.json'],
  ['gas', 'evlock gas show --profile meter.json'],
] as const;

/** What works although the gateway does not: nothing here asks it. */
export function WithoutGateway() {
  const t = useText();
  return (
    <Card title={t('withoutTitle')}>
      <p>{t('withoutText')}</p>
      {COMMANDS.map(([name, command]) => (
        <details key={name}>
          <summary className={styles.summary}>{t(`without_${name}`)}</summary>
          <p>{t(`without_${name}Text`)}</p>
          <code className={styles.command}>{command}</code>
        </details>
      ))}
    </Card>
  );
}
