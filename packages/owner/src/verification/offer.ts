/** Verifies an offer shown by a gateway: signed by the meter it names, under the requested hash. */
import {
  type Bytes32,
  checkOpenBefore,
  checkOrder,
  checkOrderSignature,
  type DeploymentFile,
  domainOf,
  EvlockError,
  type OfferView,
  Order,
  type Timestamp,
} from '@evlock/protocol';
import type { OwnersChain } from './chain.ts';
import { type Check, failedOf, requireProven, type Shown, shownWith, throwsNothing } from './verdict.ts';

export interface OfferFacts {
  readonly deployment: DeploymentFile;
  readonly now: Timestamp;
  /** The requested hash, if one offer was requested. */
  readonly asked?: Bytes32 | undefined;
}

/** What only the chain can tell about an offer. */
const ON_CHAIN = ['account', 'admission', 'reputation', 'not cancelled'] as const;

/**
 * Checks hash, side, signature, terms and state. Pure: makes no queries, and never throws for what is wrong with an offer.
 *
 * @example
 * const { verdict } = verifyOffer(view, { deployment, now: systemClock.now(), asked: hash });
 * verdict.failed; // [] or, for an offer that its meter did not sign, ['signature']
 */
export function verifyOffer(view: OfferView, { deployment, now, asked = view.hash }: OfferFacts): Shown<OfferView> {
  const { order } = view.offer;
  const domain = domainOf(deployment);
  const checks: readonly Check[] = [
    ['hash', () => view.hash === asked && Order.digest(domain, order) === view.hash],
    ['side', () => order.side === 'offer'],
    ['signature', throwsNothing(() => checkOrderSignature(domain, view.offer))],
    ['order', throwsNothing(() => checkOrder(order, deployment.minimumLot))],
    ['state', () => view.state !== 'open' || now < order.openBefore],
  ];
  return shownWith(view, { failed: failedOf(checks), unchecked: ON_CHAIN });
}

/** The rest, through the owner's own endpoints. Throws what the chain reader throws. */
export async function verifyOfferOnChain(shown: Shown<OfferView>, chain: OwnersChain): Promise<Shown<OfferView>> {
  const { account, meterKey, nonce } = shown.offer.order;
  const open = shown.state === 'open';
  const [meter, { reputation }, spent] = await Promise.all([
    chain.meter(meterKey),
    chain.account(account),
    open ? chain.isNonceSpent(meterKey, nonce) : false,
  ]);
  const checks: readonly Check[] = [
    ['account', () => meter?.account === account],
    ['admission', () => meter?.active === true],
    ['reputation', () => shown.reputation === reputation],
    ['not cancelled', () => !spent],
  ];
  return shownWith(shown, { failed: [...shown.verdict.failed, ...failedOf(checks)], unchecked: [] });
}

/**
 * The offer, proven and still available. Throws `ORDER_EXPIRED` and `ORDER_CANCELLED`, which can happen with an honest gateway
 * too, and `NOT_PROVEN`.
 */
export function requireTakeable(offer: Shown<OfferView>, now: Timestamp): Shown<OfferView> {
  const [only, ...others] = offer.verdict.failed;
  if (others.length === 0) {
    if (only === 'state') checkOpenBefore(offer.offer.order, now);
    if (only === 'not cancelled') throw new EvlockError('ORDER_CANCELLED', { hash: offer.hash });
  }
  return requireProven('offer', offer);
}
