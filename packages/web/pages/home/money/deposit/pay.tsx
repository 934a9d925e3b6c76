import type { DepositPlan } from '@evlock/owner';
import type { Money } from '@evlock/protocol';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { useOwner } from '../../../shared/owner.ts';
import { Button, Buttons, Card, ErrorNotice, Notice, Waiting } from '../../../shared/ui/index.ts';
import { useMoneyText } from '../messages/index.ts';
import { useMoneyChanged } from '../queries.ts';
import styles from './deposit.module.css';
import type { Stage } from './stage.ts';
import { connect, send, WalletRefusal, walletHere } from './wallet.ts';

const Qr = lazy(() => import('./qr.tsx'));

interface PayProps {
  readonly plan: DepositPlan;
  readonly amount: Money;
  readonly stage: Stage;
  readonly onStage: (stage: Stage) => void;
}

/** By the wallet in this browser, or by one that scans. */
export function Pay(props: PayProps) {
  const t = useMoneyText();
  const [way, setWay] = useState<'browser' | 'scan'>();
  const hasWallet = walletHere() !== undefined;
  if (way === 'browser') return <ByBrowser {...props} onBack={() => setWay(undefined)} />;
  if (way === 'scan') return <ByScan {...props} />;
  return (
    <Card title={t('how')}>
      <Buttons>
        <Button
          kind={hasWallet ? 'primary' : 'secondary'}
          why={hasWallet ? undefined : t('noWallet')}
          onClick={() => setWay('browser')}
        >
          {t('byBrowser')}
        </Button>
        <Button kind={hasWallet ? 'secondary' : 'primary'} onClick={() => setWay('scan')}>
          {t('byScan')}
        </Button>
      </Buttons>
    </Card>
  );
}

function ByBrowser({ plan, amount, stage, onStage, onBack }: PayProps & { readonly onBack: () => void }) {
  const t = useMoneyText();
  const owner = useOwner();
  const changed = useMoneyChanged();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    const move = (next: Stage): void => {
      if (!isOver) onStage(next);
    };
    const pay = async (): Promise<void> => {
      const wallet = walletHere();
      if (!wallet) return onBack();
      const from = await connect(wallet, plan);
      for (const call of plan.calls) {
        move({ at: call.kind, plan });
        const transaction = await send(wallet, from, call);
        if (call.kind !== 'deposit') continue;
        move({ at: 'waiting', plan });
        const sent = await owner.confirmDeposit(amount, transaction);
        changed();
        move({ at: 'done', plan, sent });
      }
    };
    void pay().catch((thrown) => !isOver && setError(thrown));
    return () => {
      isOver = true;
    };
  }, [attempt]);
  if (error !== undefined) {
    const again = (): void => {
      setError(undefined);
      setAttempt((count) => count + 1);
    };
    if (!(error instanceof WalletRefusal)) return <ErrorNotice error={error} onRetry={again} />;
    return (
      <Notice
        kind="warning"
        live
        actions={
          <>
            <Button kind="primary" onClick={again}>
              {t('byBrowser')}
            </Button>
            <Button onClick={onBack}>{t('how')}</Button>
          </>
        }
      >
        {error.why === 'refused' ? t('walletRefused') : t('walletChain', { chain: plan.chainId })}
      </Notice>
    );
  }
  return <Waiting>{t(stage.at === 'waiting' ? 'waiting' : 'walletAsk')}</Waiting>;
}

/** Milliseconds between two looks at the account. */
const LOOK = 3_000;

function ByScan({ plan, amount, stage, onStage }: PayProps) {
  const t = useMoneyText();
  const format = useFormat();
  const isFirst = stage.at === 'approve';
  const [approve, deposit] = plan.calls;
  const call = isFirst ? approve : deposit;
  if (!call) return null;
  if (stage.at === 'waiting') return <Arrival plan={plan} amount={amount} onStage={onStage} />;
  const what = t(isFirst ? 'scanFirst' : 'scanSecond', { amount: format.money(amount, { exact: true }) });
  return (
    <Card>
      <p>{what}</p>
      <Suspense fallback={<Waiting />}>
        <Qr text={call.link} label={t('qr', { what })} />
      </Suspense>
      <code className={styles.link}>{call.link}</code>
      <Buttons>
        <Button kind="primary" onClick={() => onStage({ at: isFirst ? 'deposit' : 'waiting', plan })}>
          {t('scanned')}
        </Button>
        <Button onClick={() => void navigator.clipboard.writeText(call.link)}>{t('copyLink')}</Button>
      </Buttons>
    </Card>
  );
}

/** Looks until a deposit of this amount, newer than this screen, is among the movements. */
function Arrival({ plan, amount, onStage }: Pick<PayProps, 'plan' | 'amount' | 'onStage'>) {
  const t = useMoneyText();
  const owner = useOwner();
  const changed = useMoneyChanged();
  const [since] = useState(() => Math.floor(Date.now() / 1000) - 600);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const { movements } = await owner.movements({ limit: 20, from: since });
      const found = movements.find(({ kind, balanceChange }) => kind === 'deposited' && balanceChange === amount);
      if (!found) return;
      changed();
      onStage({ at: 'done', plan, sent: { transaction: found.transaction, verdict: found.verdict } });
    };
    const timer = setInterval(() => void look().catch(() => undefined), LOOK);
    return () => clearInterval(timer);
  }, [owner, since, amount, plan, changed, onStage]);
  return <Waiting>{t('waiting')}</Waiting>;
}
