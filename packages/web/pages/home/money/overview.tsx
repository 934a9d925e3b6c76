import type { Shown } from '@evlock/owner';
import type { AccountView } from '@evlock/protocol';
import { href } from '../../shared/route.ts';
import {
  Amount,
  ButtonLink,
  Buttons,
  Card,
  ErrorNotice,
  Screen,
  Stat,
  Stats,
  Verdict,
  Waiting,
} from '../../shared/ui/index.ts';
import { useAccount } from '../market/queries.ts';
import { useMoneyText } from './messages/index.ts';
import { Movements } from './movements.tsx';
import { useMoneyEvents } from './queries.ts';

/** Checks that say something of money; the others belong to other screens. */
const OF_MONEY = new Set(['money', 'account', 'meter key', 'own enrolment']);

export function Overview() {
  const t = useMoneyText();
  const account = useAccount();
  useMoneyEvents();
  return (
    <Screen title={t('title')}>
      <Card>
        {account.isPending && <Waiting />}
        {account.error && !account.data && <ErrorNotice error={account.error} onRetry={() => void account.refetch()} />}
        {account.data && <Balance account={account.data} />}
        <Buttons>
          <ButtonLink kind="primary" href={href('money', 'deposit')}>
            {t('deposit')}
          </ButtonLink>
          <ButtonLink href={href('money', 'withdraw')}>{t('withdraw')}</ButtonLink>
          <ButtonLink href={href('money', 'statement')}>{t('statements')}</ButtonLink>
        </Buttons>
      </Card>
      <Movements />
    </Screen>
  );
}

function Balance({ account }: { readonly account: Shown<AccountView> }) {
  const t = useMoneyText();
  const { failed, unchecked } = account.verdict;
  const ofMoney = (names: readonly string[]) => names.filter((name) => OF_MONEY.has(name));
  return (
    <>
      <Stats>
        <Stat label={t('free')} value={<Amount value={account.balance} />} note={t('freeNote')} />
        <Stat label={t('locked')} value={<Amount value={account.locked} />} note={t('lockedNote')} />
      </Stats>
      <Verdict verdict={{ failed: ofMoney(failed), unchecked: ofMoney(unchecked) }} />
    </>
  );
}
