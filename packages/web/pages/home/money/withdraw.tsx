/** Withdraw: free money to an address on the meter's own list, approved by the passkey. */
import type { Sent } from '@evlock/owner';
import type { Address, Money } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '../../shared/format/format.ts';
import { decimalInput, parseMoney } from '../../shared/format/input.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { Problem } from '../../shared/problem.ts';
import { href } from '../../shared/route.ts';
import {
  Amount,
  Button,
  ButtonLink,
  Buttons,
  Card,
  ErrorNotice,
  Field,
  KeptBy,
  Notice,
  Screen,
  Select,
  Stat,
  Stats,
  Waiting,
} from '../../shared/ui/index.ts';
import { useAccount } from '../market/queries.ts';
import { Back } from './back.tsx';
import { ListCard } from './list-card.tsx';
import { useMoneyText } from './messages/index.ts';
import { useMoneyChanged } from './queries.ts';

interface Wish {
  readonly amount: Money;
  readonly to: Address;
}

const OTHER = 'other';

export default function WithdrawScreen() {
  const t = useMoneyText();
  const account = useAccount();
  const owner = useOwner();
  const changed = useMoneyChanged();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [done, setDone] = useState<Wish & { readonly sent: Sent }>();
  const withdraw = async (wish: Wish): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      setDone({ ...wish, sent: await owner.withdraw(wish) });
      changed();
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(false);
  };
  return (
    <Screen title={t('withdrawTitle')} intro={t('withdrawIntro')}>
      <Back />
      {account.isPending && <Waiting />}
      {account.error && !account.data && <ErrorNotice error={account.error} onRetry={() => void account.refetch()} />}
      {done ? (
        <Done {...done} />
      ) : (
        account.data && <Form free={account.data.balance} busy={busy} onWish={(wish) => void withdraw(wish)} />
      )}
      {busy && <Waiting>{t('withdrawing')}</Waiting>}
      {error !== undefined && <ErrorNotice error={error} />}
      <ListCard />
    </Screen>
  );
}

/** Addresses that this account was paid out to before; the meter does not tell its list to anybody. */
function useFormerPayees(): readonly Address[] {
  const owner = useOwner();
  const { data } = useQuery({
    queryKey: ['payees'],
    queryFn: () => owner.movements({ limit: 200 }),
    staleTime: 60_000,
  });
  const paid = (data?.movements ?? []).filter(
    ({ kind, other, verdict }) => kind === 'withdrawn' && other !== null && verdict.failed.length === 0,
  );
  return [...new Set(paid.flatMap(({ other }) => other ?? []))];
}

interface FormProps {
  readonly free: Money;
  readonly busy: boolean;
  readonly onWish: (wish: Wish) => void;
}

function Form({ free, busy, onWish }: FormProps) {
  const t = useMoneyText();
  const format = useFormat();
  const [text, setText] = useState('');
  const address = useAddress();
  const amount = parseMoney(text);
  const tooMuch = amount !== undefined && amount > free;
  const isWrong = text !== '' && (amount === undefined || amount === 0n);
  const problem = tooMuch ? t('amountTooMuch', { money: format.money(free) }) : isWrong ? t('amountWrong') : undefined;
  const isAmount = amount !== undefined && amount > 0n && !tooMuch;
  const why =
    free === 0n
      ? t('nothingFree')
      : !isAmount
        ? t('needAmount')
        : address.to === undefined
          ? t('needAddress')
          : undefined;
  return (
    <Card>
      <Stats>
        <Stat label={t('available')} value={<Amount value={free} />} />
      </Stats>
      <Field
        label={t('amount')}
        unit={format.symbol}
        value={text}
        onValue={setText}
        placeholder="12.5"
        error={problem}
      />
      <Buttons>
        <Button kind="quiet" onClick={() => setText(decimalInput(free))}>
          {t('all')}
        </Button>
      </Buttons>
      {address.fields}
      {isAmount && address.to !== undefined && (
        <Notice title={<KeptBy who="secureWorld" />}>
          {t('sentence', { amount: format.money(amount, { exact: true }), to: address.to })} {t('sentenceNoFee')}
        </Notice>
      )}
      <Buttons>
        <Button
          kind="primary"
          busy={busy}
          why={why}
          onClick={() => {
            if (amount !== undefined && address.to !== undefined) onWish({ amount, to: address.to });
          }}
        >
          {t('confirm')}
        </Button>
      </Buttons>
    </Card>
  );
}

/** One of the former addresses, or one that is typed and checked. */
function useAddress() {
  const t = useMoneyText();
  const owner = useOwner();
  const known = useFormerPayees();
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const selected = chosen ?? known[0] ?? OTHER;
  const isOther = selected === OTHER;
  const check = useQuery({
    queryKey: ['payee', typed],
    queryFn: () => owner.payee(typed),
    enabled: isOther && typed.trim() !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = [
    ...known.map((value) => ({ value, label: shortId(value) })),
    { value: OTHER, label: t('addressOther') },
  ];
  const wrong =
    isOther && check.error
      ? Problem.is(check.error, 'INVALID_INPUT')
        ? t('addressWrong')
        : check.error.message
      : undefined;
  const fields = (
    <>
      {known.length > 0 && (
        <Select label={t('address')} value={selected} onValue={setChosen} options={options} hint={t('addressHint')} />
      )}
      {isOther && (
        <Field
          label={t('addressField')}
          value={typed}
          onValue={setTyped}
          placeholder="0x…"
          spellCheck={false}
          error={wrong}
        />
      )}
    </>
  );
  return { to: isOther ? check.data : (selected as Address), fields };
}

function Done({ amount, to, sent: { verdict } }: Wish & { readonly sent: Sent }) {
  const t = useMoneyText();
  const format = useFormat();
  const isProven = verdict.failed.length + verdict.unchecked.length === 0;
  const key = verdict.failed.length > 0 ? 'deposited_wrong' : isProven ? 'withdrawn_done' : 'withdrawn_unseen';
  const kind = verdict.failed.length > 0 ? 'danger' : isProven ? 'good' : 'warning';
  return (
    <Notice
      kind={kind}
      live
      actions={
        <ButtonLink kind="primary" href={href('money')}>
          {t('back')}
        </ButtonLink>
      }
    >
      {t(key, { amount: format.money(amount, { exact: true }), to: shortId(to) })}
    </Notice>
  );
}
