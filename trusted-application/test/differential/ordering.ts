/** The fate of orders: released, closed without a delivery, signed during one. */
import { CAUSES } from '@evlock/protocol';
import { EVLOCK_DATE_MARGIN_S } from '@evlock/secure-world';
import { domain } from '@evlock/secure-world/compliance/fixture';
import { type Action, grant, info, selfTest } from './actions.ts';
import { migrate } from './migration-actions.ts';
import { closeDelivery, closeOpen, feed, open, openOrders, signed, signOrder, signReceipt, Wire } from './trading.ts';

/** Closes a trade that never opened, or one that did. */
export const closeUnopened: Action = async (household) => {
  const offers = household.signedOrders.filter(({ order }) => order.side === 'offer');
  const own = offers.length > 0 && household.chance(0.7) ? household.pick(offers) : undefined;
  const opened = household.opened.length > 0 ? household.pick(household.opened) : undefined;
  const fresh = own && {
    offer: own,
    bid: household.partnerOrder({ side: 'bid', counterOrder: household.digest(own.order) }),
  };
  const orders = fresh ?? opened;
  if (!orders) return info(household);
  const { bid, offer } = orders;
  const receipt = await household.ask('closeUnopened', {
    bid: bid.order,
    bidSignature: bid.signature,
    offer: offer.order,
    offerSignature: offer.signature,
    cause: household.pick(CAUSES),
  });
  if (!receipt) return;
  household.receipts.push(receipt);
  household.trades.push({ tradeId: receipt.receipt.tradeId, role: receipt.receipt.role });
  household.reached(fresh ? 'closed unopened' : 'closed by its orders');
};

export const releaseOrder: Action = (household) =>
  household.ask('releaseOrder', { nonce: household.below(household.nextNonce + 2) });

/** Orders are signed during a delivery that outlasts a self-test, and not once its samples stop. */
export const orderWhileDelivering: Action = async (household) => {
  await closeOpen(household);
  if (!(await open(household, 'seller'))) return;
  await feed(household, () => 5000);
  await household.twins.tick(700_000);
  household.streamEnd = undefined;
  await signOrder(household);
  await feed(household, () => 5000);
  if (household.chance(0.7)) await grant(household, 'offer');
  if (await signed(household, household.ownOrder({ side: 'offer' }))) household.reached('ordered while delivering');
  await household.twins.tick(1100);
  await signOrder(household);
  await closeDelivery(household);
};

/** What was ordered but not opened is released once its time has passed; then the date is set back. */
export const letOrdersEnd: Action = async (household) => {
  await selfTest(household);
  await grant(household, 'offer');
  const first = await signed(household, household.ownOrder({ side: 'offer' }));
  const second = await signed(household, household.ownOrder({ side: 'offer', openBefore: household.at(3600) }));
  for (const passed of [1800, 3600, 7200]) {
    await grant(household, 'bid', { approvedAt: household.at(passed + EVLOCK_DATE_MARGIN_S) });
    for (const own of [first, second]) {
      if (!own) continue;
      const released = await household.ask('releaseOrder', { nonce: own.order.nonce });
      if (released) household.reached('released an order');
      const counterOrder = household.digest(own.order);
      if (household.chance(0.5))
        await openOrders(household, household.partnerOrder({ side: 'bid', counterOrder }), own);
    }
    await info(household);
    await household.ask('listMandates', {});
  }
  await signOrder(household);
  await closeOpen(household);
  for (let attempt = 0; attempt < 10; attempt++) if (await migrate(household, [domain, domain])) break;
};

/** A buyer at nearly the limit, with pauses instead of marks. */
export const drawInPieces: Action = async (household) => {
  await closeOpen(household);
  if (!(await open(household, 'buyer'))) return;
  const wire = new Wire(household, -19_000);
  for (let batches = 16; batches > 0; batches--) {
    await feed(household, (time) => wire.at(time, household.chance(0.5)));
    if (batches % 4 === 0) wire.pause(household.streamEnd ?? household.twins.now, 1200);
    await signReceipt(household);
  }
  await closeDelivery(household);
};
