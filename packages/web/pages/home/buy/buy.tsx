/** Buying: the open offers, and one of them with its form and the sentence that the passkey approves. */
import type { Shown } from '@evlock/owner';
import type { OfferView, Timestamp } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href, useRoute } from '../../shared/route.ts';
import { ButtonLink, classes, Empty, ErrorNotice, Notice, Screen, Verdict, Waiting } from '../../shared/ui/index.ts';
import { mostOf } from '../market/form.ts';
import { useMarketEvents, useNow, useOffers, useOwnAccount } from '../market/queries.ts';
import { useNameOf } from '../market/use-rules.ts';
import styles from './buy.module.css';
import { BuyOffer } from './buy-offer.tsx';
import { useBuyText } from './messages/index.ts';

/** Why an offer cannot be bought: it is not proven, or too little time is left for its least part. */
function whyNot(offer: Shown<OfferView>, now: Timestamp): 'notProven' | 'ended' | undefined {
  if (offer.verdict.failed.length > 0) return 'notProven';
  return mostOf(offer, now) < offer.offer.order.minEnergy ? 'ended' : undefined;
}
const RANKS = { ended: 1, notProven: 2 } as const;

/** What cannot be bought comes last, whatever price it claims. */
function cheapestFirst(offers: readonly Shown<OfferView>[], now: Timestamp): Shown<OfferView>[] {
  const rank = (offer: Shown<OfferView>): number => {
    const why = whyNot(offer, now);
    return why === undefined ? 0 : RANKS[why];
  };
  return [...offers].sort(
    (one, other) =>
      rank(one) - rank(other) ||
      Number(one.offer.order.price - other.offer.order.price) ||
      one.offer.order.end - other.offer.order.end,
  );
}

export default function BuyScreen() {
  const t = useBuyText();
  const offers = useOffers();
  const own = useOwnAccount();
  const { path } = useRoute();
  useMarketEvents();
  const [, wanted] = path;
  const others = (offers.data?.offers ?? []).filter(
    ({ offer, state }) => offer.order.account !== own && state === 'open',
  );
  const chosen = others.find(({ hash }) => hash === wanted);
  return (
    <Screen title={t('title')} intro={chosen ? undefined : t('intro')}>
      {offers.isPending && <Waiting />}
      {offers.error && <ErrorNotice error={offers.error} onRetry={() => void offers.refetch()} />}
      {chosen && <BuyOffer key={chosen.hash} offer={chosen} />}
      {offers.data && !chosen && (
        <>
          {wanted !== undefined && <Notice kind="warning">{t('gone')}</Notice>}
          <OfferChoices offers={others} more={offers.data.more} />
        </>
      )}
    </Screen>
  );
}

function OfferChoices({ offers, more }: { readonly offers: readonly Shown<OfferView>[]; readonly more: boolean }) {
  const t = useBuyText();
  const now = useNow() as Timestamp;
  if (offers.length === 0) {
    return (
      <Empty title={t('noneTitle')} action={<ButtonLink href={href('sell')}>{t('sellInstead')}</ButtonLink>}>
        {t('noneText')}
      </Empty>
    );
  }
  return (
    <>
      <ul className={styles.offers}>
        {cheapestFirst(offers, now).map((offer) => (
          <OfferChoice key={offer.hash} offer={offer} now={now} />
        ))}
      </ul>
      {more && <Notice>{t('more')}</Notice>}
    </>
  );
}

/** One offer as a big link; greyed with its reason where it cannot be bought. */
function OfferChoice({ offer, now }: { readonly offer: Shown<OfferView>; readonly now: Timestamp }) {
  const t = useBuyText();
  const format = useFormat();
  const nameOf = useNameOf();
  const { order } = offer.offer;
  const why = whyNot(offer, now);
  const energy =
    order.minEnergy === order.energy
      ? t('whole', { most: format.energy(order.energy) })
      : t('range', { least: format.energy(order.minEnergy), most: format.energy(order.energy) });
  const time =
    order.start > now
      ? t('fromTime', { from: format.time(order.start, now), until: format.time(order.end, now) })
      : t('untilTime', { time: format.time(order.end, now) });
  const content = (
    <>
      <span className={styles.price}>{format.price(order.price)}</span>
      <span className={styles.what}>
        <span className={styles.energy}>{energy}</span>
        <span className={styles.soft}>
          {time} · {t('seller', { name: nameOf(order.account) })} ·{' '}
          {t('reputation', { value: format.count(offer.reputation) })}
        </span>
        {why !== undefined && <span className={styles.soft}>{t(why)}</span>}
      </span>
    </>
  );
  return (
    <li className={classes(styles.item, why !== undefined && styles.closed)}>
      {why === undefined ? (
        <a className={classes(styles.offer, styles.open)} href={href('buy', offer.hash)}>
          {content}
          <span className={styles.arrow} aria-hidden="true">
            ›
          </span>
        </a>
      ) : (
        <div className={styles.offer}>{content}</div>
      )}
      {(why === 'notProven' || offer.verdict.unchecked.length > 0) && (
        <div className={styles.marks}>
          <Verdict verdict={offer.verdict} />
        </div>
      )}
    </li>
  );
}
