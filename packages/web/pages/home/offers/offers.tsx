/** The household's own offers: what is open, taking it back, and what was taken. */
import type { Shown } from '@evlock/owner';
import type { OfferView } from '@evlock/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shortId } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useOwner } from '../../shared/owner.ts';
import { href } from '../../shared/route.ts';
import {
  Button,
  ButtonLink,
  Buttons,
  Card,
  Dialog,
  Empty,
  ErrorNotice,
  Notice,
  Screen,
  Verdict,
  Waiting,
} from '../../shared/ui/index.ts';
import { keys, useMarketEvents, useOffers, useOwnAccount, useTrades } from '../market/queries.ts';
import { isSeller } from '../market/trade-facts.ts';
import { TradeList } from '../trade/trade-list.tsx';
import { useOffersText } from './messages/index.ts';
import styles from './offers.module.css';

const KILOWATT_HOUR = 1_000_000n;
/** Taken offers that are listed here; the rest is in the list of trades. */
const TAKEN = 5;

export default function OffersScreen() {
  const t = useOffersText();
  const offers = useOffers();
  const own = useOwnAccount();
  const [cancelling, setCancelling] = useState<Shown<OfferView>>();
  const [done, setDone] = useState(false);
  useMarketEvents();
  const mine = (offers.data?.offers ?? []).filter(
    ({ offer, state }) => offer.order.account === own && state === 'open',
  );
  return (
    <Screen title={t('title')} intro={t('intro')}>
      {done && (
        <Notice kind="good" live>
          {t('cancelled')}
        </Notice>
      )}
      {offers.isPending && <Waiting />}
      {offers.error && <ErrorNotice error={offers.error} onRetry={() => void offers.refetch()} />}
      {offers.data && mine.length === 0 && (
        <Empty
          title={t('noneTitle')}
          action={
            <ButtonLink kind="primary" href={href('sell')}>
              {t('sell')}
            </ButtonLink>
          }
        >
          {t('noneText')}
        </Empty>
      )}
      {mine.map((offer) => (
        <OwnOffer key={offer.hash} offer={offer} onCancel={() => setCancelling(offer)} />
      ))}
      <Taken />
      {cancelling && (
        <CancelDialog
          offer={cancelling}
          onClose={() => setCancelling(undefined)}
          onDone={() => {
            setCancelling(undefined);
            setDone(true);
          }}
        />
      )}
    </Screen>
  );
}

function OwnOffer({ offer, onCancel }: { readonly offer: Shown<OfferView>; readonly onCancel: () => void }) {
  const t = useOffersText();
  const format = useFormat();
  const { order } = offer.offer;
  return (
    <Card>
      <div className={styles.offer}>
        <div className={styles.what}>
          <span className={styles.energy}>{format.energy(order.energy)}</span>
          <span>{t('for', { price: format.price(order.price) })}</span>
          <span className={styles.soft}>
            {t('untilTime', { time: format.time(order.end) })} ·{' '}
            {order.minEnergy === order.energy ? t('whole') : t('part', { least: format.energy(order.minEnergy) })} ·{' '}
            {t('income', { money: format.money((order.energy * order.price) / KILOWATT_HOUR) })}
          </span>
        </div>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
      {(offer.verdict.failed.length > 0 || offer.verdict.unchecked.length > 0) && (
        <div>
          <Verdict verdict={offer.verdict} />
        </div>
      )}
    </Card>
  );
}

function CancelDialog({
  offer,
  onClose,
  onDone,
}: {
  readonly offer: Shown<OfferView>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useOffersText();
  const owner = useOwner();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => owner.cancel(offer.hash),
    onSuccess: async ({ verdict }) => {
      await client.invalidateQueries({ queryKey: keys.offers });
      // What the chain does not show stays in the dialog, marked.
      if (verdict.failed.length === 0) onDone();
    },
  });
  return (
    <Dialog title={t('cancelTitle')} onClose={onClose}>
      <p>{t('cancelText', { id: shortId(offer.hash) })}</p>
      {cancel.data && <Verdict verdict={cancel.data.verdict} />}
      {cancel.error && <ErrorNotice error={cancel.error} />}
      <Buttons>
        <Button kind="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {cancel.isPending ? t('cancelling') : t('cancel')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('keep')}
        </Button>
      </Buttons>
    </Dialog>
  );
}

function Taken() {
  const t = useOffersText();
  const own = useOwnAccount();
  const trades = useTrades();
  const sold = (trades.data ?? []).filter((trade) => isSeller(trade, own)).slice(0, TAKEN);
  if (!trades.data) return null;
  return (
    <Card title={t('takenTitle')} aside={<a href={href('trades')}>{t('allTrades')}</a>}>
      {sold.length === 0 ? <p className={styles.soft}>{t('takenNone')}</p> : <TradeList trades={sold} />}
    </Card>
  );
}
