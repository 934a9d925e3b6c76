/** Deposit: first the checks, then the wallet pays by two transactions, then the chain says whether it did. */
import type { DepositPlan, Sent } from '@evlock/owner';
import type { Money } from '@evlock/protocol';
import { useState } from 'react';
import { decimalInput, parseMoney } from '../../../shared/format/input.ts';
import { useFormat } from '../../../shared/format/use-format.tsx';
import { useOwner } from '../../../shared/owner.ts';
import { href } from '../../../shared/route.ts';
import {
  Amount,
  Button,
  ButtonLink,
  Buttons,
  Card,
  ErrorNotice,
  Facts,
  Field,
  Notice,
  Screen,
  ShortId,
  Steps,
  Waiting,
} from '../../../shared/ui/index.ts';
import { Back } from '../back.tsx';
import { useMoneyText } from '../messages/index.ts';
import { useMoneyChanged } from '../queries.ts';
import { Pay } from './pay.tsx';
import type { Stage } from './stage.ts';
import { TestMoney } from './test-money.tsx';

const STEP: Readonly<Record<Stage['at'], string | undefined>> = {
  amount: 'check',
  checking: 'check',
  approve: 'approve',
  deposit: 'deposit',
  waiting: 'done',
  done: undefined,
};

export default function DepositScreen() {
  const t = useMoneyText();
  const owner = useOwner();
  const [text, setText] = useState('');
  const [stage, setStage] = useState<Stage>({ at: 'amount' });
  const [error, setError] = useState<unknown>();
  const amount = parseMoney(text);
  const check = async (wanted: Money): Promise<void> => {
    setStage({ at: 'checking' });
    setError(undefined);
    try {
      setStage({ at: 'approve', plan: await owner.prepareDeposit(wanted) });
    } catch (thrown) {
      setError(thrown);
      setStage({ at: 'amount' });
    }
  };
  const steps = (['check', 'approve', 'deposit', 'done'] as const).map((key) => ({ key, label: t(`step_${key}`) }));
  return (
    <Screen title={t('depositTitle')} intro={t('depositIntro')}>
      <Back />
      <Card>
        <Steps steps={steps} current={STEP[stage.at]} />
      </Card>
      {stage.at === 'amount' && <AmountCard text={text} onText={setText} onAmount={(wanted) => void check(wanted)} />}
      {error !== undefined && <ErrorNotice error={error} />}
      {stage.at === 'amount' && <TestMoney />}
      {stage.at === 'checking' && <Waiting>{t('checking')}</Waiting>}
      {'plan' in stage && amount !== undefined && (
        <>
          <Checked plan={stage.plan} amount={amount} />
          {stage.at === 'done' ? (
            <Done amount={amount} sent={stage.sent} onAgain={() => setStage({ at: 'amount' })} />
          ) : (
            <Pay plan={stage.plan} amount={amount} stage={stage} onStage={setStage} />
          )}
        </>
      )}
    </Screen>
  );
}

function AmountCard({
  text,
  onText,
  onAmount,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAmount: (amount: Money) => void;
}) {
  const t = useMoneyText();
  const { symbol } = useFormat();
  const amount = parseMoney(text);
  const isWrong = text !== '' && (amount === undefined || amount === 0n);
  const why = amount === undefined || amount === 0n ? t('needAmount') : undefined;
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (amount !== undefined && amount > 0n) {
            onText(decimalInput(amount));
            onAmount(amount);
          }
        }}
      >
        <Field
          label={t('amount')}
          unit={symbol}
          value={text}
          onValue={onText}
          placeholder="12.5"
          error={isWrong ? t('amountWrong') : undefined}
        />
        <Buttons>
          <Button kind="primary" type="submit" why={why}>
            {t('checkFirst')}
          </Button>
        </Buttons>
      </form>
    </Card>
  );
}

function Checked({ plan, amount }: { readonly plan: DepositPlan; readonly amount: Money }) {
  const t = useMoneyText();
  return (
    <Card>
      <Notice kind="good" live>
        {t('checked', { count: plan.endpoints })}
      </Notice>
      <Facts
        rows={[
          [t('amountRow'), <Amount key="amount" value={amount} exact />],
          [t('yourAccount'), <ShortId key="account" value={plan.account} />],
        ]}
      />
    </Card>
  );
}

function Done({
  amount,
  sent,
  onAgain,
}: {
  readonly amount: Money;
  readonly sent: Sent | undefined;
  readonly onAgain: () => void;
}) {
  const t = useMoneyText();
  const format = useFormat();
  const changed = useMoneyChanged();
  const { failed = [], unchecked = [] } = sent?.verdict ?? {};
  const key = failed.length > 0 ? 'deposited_wrong' : unchecked.length > 0 ? 'deposited_unseen' : 'deposited_done';
  const kind = failed.length > 0 ? 'danger' : unchecked.length > 0 ? 'warning' : 'good';
  return (
    <Notice
      kind={kind}
      live
      actions={
        <>
          <ButtonLink kind="primary" href={href('money')}>
            {t('back')}
          </ButtonLink>
          <Button
            onClick={() => {
              changed();
              onAgain();
            }}
          >
            {t('again')}
          </Button>
        </>
      }
    >
      {t(key, { amount: format.money(amount, { exact: true }) })}
    </Notice>
  );
}
