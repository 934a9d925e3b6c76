/** Safety: who may approve, who is signed in, what happens when something is lost, and what the account's reputation means. */
import { Screen } from '../../shared/ui/index.ts';
import { Lost } from './lost.tsx';
import { useText } from './messages/index.ts';
import { Passkeys } from './passkeys.tsx';
import { Replacement } from './replacement.tsx';
import { Reputation } from './reputation.tsx';
import styles from './safety.module.css';
import { SignIns } from './sign-ins.tsx';
import { WithoutGateway } from './without-gateway.tsx';

export default function Safety() {
  const t = useText();
  return (
    <Screen title={t('title')} intro={t('intro')}>
      <div className={styles.columns}>
        <div className={styles.column}>
          <Passkeys />
          <SignIns />
          <Lost />
        </div>
        <div className={styles.column}>
          <Replacement />
          <WithoutGateway />
          <Reputation />
        </div>
      </div>
    </Screen>
  );
}
