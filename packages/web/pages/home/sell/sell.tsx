/** Selling: a form, the sentence that the passkey approves, and the offer that stands. */
import type { Draft, OfferWish, Shown } from '@evlock/owner';
import type { Energy, OfferView, Timestamp } from '@evlock/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { Button, ButtonLink, Notice, Screen, Stat, Stats } from '../../shared/ui/index.ts';
import { Checked } from '../market/checked.tsx';
import { type SellForm, sellWish } from '../market/form.ts';
import { keys, useAccount, useMarketEvents, useOffers, useOwnAccount } from '../market/queries.ts';
import { localInput } from '../market/typed.ts';
import { useDraft } from '../market/use-draft.ts';
import { useRules } from '../market/use-rules.ts';
import { useSellText } from './messages/index.ts';
import { SellFields } from './sell-fields.tsx';

const KILOWATT_HOUR = 1_000_000n;
/** Of a 48 V bus at 30 A, in mW: what an offer has unless it says otherwise. */
const POWER = 1_440_000n;
const start = (language: string): SellForm => ({
  energy: '',
  price: '',
  until: { minutes: 60 },
  part: undefined,
  power: localInput(POWER, language),
});
const now = (): Timestamp => Math.floor(Date.now() / 1000) as Timestamp;

export default function SellScreen() {
  const t = useSellText();
  const format = useFormat();
  const [placed, setPlaced] = useState<Shown<OfferView>>();
  useMarketEvents();
  return (
    <Screen title={t('title')} intro={t('intro')}>
      {placed ? (
        <Notice
          kind="good"
          live
          title={t('placedTitle')}
          actions={
            <>
              <ButtonLink kind="primary" href="#/offers">
                {t('toOffers')}
              </ButtonLink>
              <Button onClick={() => setPlaced(undefined)}>{t('another')}</Button>
            </>
          }
        >
          {t('placedText', {
            energy: format.energy(placed.offer.order.energy),
            price: format.price(placed.offer.order.price),
            until: format.time(placed.offer.order.end),
          })}
        </Notice>
      ) : (
        <Sell onPlaced={setPlaced} />
      )}
    </Screen>
  );
}

/** The lowest price of somebody else's proven open offer. */
function useCheapest(): OfferView['offer']['order']['price'] | undefined {
  const offers = useOffers();
  const own = useOwnAccount();
  const prices = (offers.data?.offers ?? [])
    .filter(({ offer, verdict }) => offer.order.account !== own && verdict.failed.length === 0)
    .map(({ offer }) => offer.order.price);
  return prices.length === 0 ? undefined : prices.reduce((low, price) => (price < low ? price : low));
}

function Sell({ onPlaced }: { readonly onPlaced: (offer: Shown<OfferView>) => void }) {
  const t = useSellText();
  const owner = useOwner();
  const client = useQueryClient();
  const rules = useRules();
  const account = useAccount();
  const cheapest = useCheapest();
  const format = useFormat();
  const [form, setForm] = useState(() => start(format.language));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const formed = sellWish(form, now(), rules);
  const draft = useDraft({ sell: form }, formed.wish !== undefined, () => {
    // Its times are counted from the moment at which it is made.
    const { wish } = sellWish(form, now(), rules);
    return wish ? owner.draftOffer(wish) : Promise.reject(new Error('the form is no longer complete'));
  });
  const place = useMutation({
    mutationFn: (approved: Draft) => owner.place(approved),
    onSuccess: async (offer) => {
      await client.invalidateQueries({ queryKey: keys.offers });
      onPlaced(offer);
    },
  });
  const offline = account.data && !account.data.online ? t('offline') : undefined;
  return (
    <>
      <SellFields
        form={form}
        problems={formed.problems}
        left={left}
        cheapest={cheapest}
        onForm={setForm}
        onLeft={(field) => setLeft(new Set([...left, field]))}
      />
      {formed.wish && <Income wish={formed.wish} />}
      <Checked
        draft={formed.wish ? draft.data : undefined}
        preparing={formed.wish !== undefined && draft.isFetching}
        problem={formed.wish ? draft.error : undefined}
        onRetry={() => void draft.refetch()}
        busy={place.isPending}
        failure={place.error}
        onApprove={place.mutate}
        why={formed.wish ? offline : t('form')}
      />
    </>
  );
}

function Income({ wish: { energy, price } }: { readonly wish: Pick<OfferWish, 'energy' | 'price'> }) {
  const t = useSellText();
  const format = useFormat();
  return (
    <Stats>
      <Stat
        label={t('income')}
        value={format.money(((energy as Energy) * price) / KILOWATT_HOUR)}
        note={t('incomeNote', { energy: format.energy(energy), price: format.price(price) })}
      />
    </Stats>
  );
}
