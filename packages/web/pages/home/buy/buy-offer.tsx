import type { Draft, Shown } from '@evlock/owner';
import type { Money, OfferView, Timestamp } from '@evlock/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { go, href } from '../../shared/route.ts';
import {
  ButtonLink,
  Card,
  Facts,
  Field,
  Fields,
  Notice,
  PriceValue,
  ShortId,
  Stat,
  Stats,
  Time,
  Verdict,
} from '../../shared/ui/index.ts';
import { Checked } from '../market/checked.tsx';
import { type BuyForm, buyWish, mostOf, suggestedOf, type Until } from '../market/form.ts';
import { keys, useAccount } from '../market/queries.ts';
import { localInput } from '../market/typed.ts';
import { UntilField } from '../market/until-field.tsx';
import { useDraft } from '../market/use-draft.ts';
import { useProblemText } from '../market/use-problem-text.ts';
import { useNameOf, useRules } from '../market/use-rules.ts';
import styles from './buy.module.css';
import { useBuyText } from './messages/index.ts';

const now = (): Timestamp => Math.floor(Date.now() / 1000) as Timestamp;

/** One offer: what it is, how much of it, what it costs, and the sentence. */
export function BuyOffer({ offer }: { readonly offer: Shown<OfferView> }) {
  const t = useBuyText();
  const owner = useOwner();
  const client = useQueryClient();
  const rules = useRules();
  const account = useAccount();
  const format = useFormat();
  const [form, setForm] = useState<BuyForm>(() => ({
    energy: localInput(suggestedOf(offer, now()), format.language),
    until: undefined,
  }));
  const formed = buyWish(form, offer, now(), rules);
  const draft = useDraft({ buy: offer.hash, form }, formed.wish !== undefined, () => {
    const { wish } = buyWish(form, offer, now(), rules);
    return wish ? owner.draftBid(offer.hash, wish) : Promise.reject(new Error('the form is no longer complete'));
  });
  const take = useMutation({
    mutationFn: (approved: Draft) => owner.take(approved),
    onSuccess: (trade) => {
      client.setQueryData(keys.trade(trade.id), trade);
      void client.invalidateQueries({ queryKey: keys.trades });
      void client.invalidateQueries({ queryKey: keys.account });
      go(href('trades', trade.id));
    },
  });
  const needed = draft.data?.bounds.moneyCap;
  const free = account.data?.balance;
  const isShort = needed !== undefined && free !== undefined && needed > free;
  const reason = (): string | undefined => {
    if (!formed.wish) return t('form');
    if (account.data && !account.data.online) return t('offline');
    return isShort ? t('short', { money: format.money(free), needed: format.money(needed) }) : undefined;
  };
  return (
    <>
      <a className={styles.back} href={href('buy')}>
        ‹ {t('back')}
      </a>
      <TheOffer offer={offer} />
      <Amounts offer={offer} form={form} problems={formed.problems} onForm={setForm} />
      {formed.wish && needed !== undefined && <Cost needed={needed} free={free} />}
      {isShort && (
        <Notice kind="warning" actions={<ButtonLink href={href('money')}>{t('deposit')}</ButtonLink>}>
          {t('short', { money: format.money(free), needed: format.money(needed) })}
        </Notice>
      )}
      <Checked
        draft={formed.wish ? draft.data : undefined}
        preparing={formed.wish !== undefined && draft.isFetching}
        problem={formed.wish ? draft.error : undefined}
        onRetry={() => void draft.refetch()}
        busy={take.isPending}
        failure={take.error}
        onApprove={take.mutate}
        why={reason()}
      />
    </>
  );
}

function TheOffer({ offer }: { readonly offer: Shown<OfferView> }) {
  const t = useBuyText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { order } = offer.offer;
  return (
    <Card title={t('seller', { name: nameOf(order.account) })} aside={<ShortId value={offer.hash} />}>
      <Stats>
        <Stat label={t('price')} value={<PriceValue value={order.price} />} />
      </Stats>
      <Facts
        rows={[
          [t('energy'), format.energy(order.energy)],
          [t('until'), <Time key="until" value={order.end} />],
          [t('reputationName'), format.count(offer.reputation)],
        ]}
      />
      <div>
        <Verdict verdict={offer.verdict} full />
      </div>
    </Card>
  );
}

interface AmountsProps {
  readonly offer: OfferView;
  readonly form: BuyForm;
  readonly problems: ReturnType<typeof buyWish>['problems'];
  readonly onForm: (form: BuyForm) => void;
}

function Amounts({ offer, form, problems, onForm }: AmountsProps) {
  const t = useBuyText();
  const format = useFormat();
  const textOf = useProblemText();
  const { order } = offer.offer;
  const most = mostOf(offer, now());
  const until: Until = form.until ?? { minutes: 0 };
  return (
    <Card>
      <Fields>
        <Field
          label={t('energy')}
          unit="kWh"
          value={form.energy}
          hint={t('energyHint', { least: format.energy(order.minEnergy), most: format.energy(most) })}
          error={problems.energy && form.energy !== '' ? textOf(problems.energy) : undefined}
          onValue={(energy) => onForm({ ...form, energy })}
        />
        <UntilField
          labels={{ until: t('until'), clock: t('untilClock'), time: t('untilClockTime') }}
          choices={[
            { minutes: 0, label: t('untilOffer') },
            { minutes: 15, label: t('until15') },
            { minutes: 60, label: t('until60') },
          ]}
          value={until}
          error={problems.until && textOf(problems.until)}
          onValue={(chosen) =>
            onForm({ ...form, until: 'minutes' in chosen && chosen.minutes === 0 ? undefined : chosen })
          }
        />
      </Fields>
    </Card>
  );
}

function Cost({ needed, free }: { readonly needed: Money; readonly free: Money | undefined }) {
  const t = useBuyText();
  const format = useFormat();
  return (
    <Stats>
      <Stat
        label={t('cost')}
        value={format.money(needed)}
        note={`${t('costNote')} ${free === undefined ? '' : t('balance', { money: format.money(free) })}`}
      />
    </Stats>
  );
}
