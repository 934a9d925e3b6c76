/** How trades end: closed, never opened, or interrupted by a restart. */
import { type Cause, type Energy, Order, type Power, Receipt } from '@evlock/protocol';
import { expect } from 'vitest';
import { EVLOCK_TRADES_MAX } from '../index.ts';
import { type CommandCases, refused, refusedUnchanged } from './cases.ts';
import { delivering } from './delivery-cases.ts';
import { bytes32, domain } from './fixture.ts';
import { signerOf } from './provisioning-cases.ts';

const closeDelivery: CommandCases = {
  good: async (stage) => {
    const tradeId = await stage.open('seller');
    await stage.stream().feed(5000, 400);
    const { tradeEnergy } = await stage.client.info();
    const { receipt } = await stage.client.closeDelivery(tradeId, 'stopped-by-owner');
    expect(tradeEnergy).toBeGreaterThan(0n);
    expect(receipt).toMatchObject({ tradeId, final: true, cause: 'stopped-by-owner', energy: tradeEnergy });
    expect(await stage.client.info()).toMatchObject({ delivery: 'none', trade: null });
  },
  bad: async (stage) => {
    await refused(stage.client.closeDelivery(bytes32('ee'), 'completed'), 'TRADE_NOT_FOUND');
    await delivering(stage, 'seller', (tradeId) =>
      refusedUnchanged(
        stage,
        () => stage.client.closeDelivery(tradeId, 'none' as Exclude<Cause, 'none'>),
        'INVALID_INPUT',
      ),
    );
  },
  outOfState: async ({ blankClient }) =>
    refused(blankClient.closeDelivery(bytes32('ee'), 'completed'), 'NOT_PROVISIONED'),
  // Repeatable, to name a newer energy of the partner: own energy and cause are fixed.
  replayed: async (stage) => {
    const tradeId = await stage.open('seller');
    const first = await stage.client.closeDelivery(tradeId, 'partner-silent');
    await stage.stream().feed(5000, 400);
    await stage.client.partnerReceipt(stage.partner.receipt({ tradeId, role: 'buyer', energy: 7n as Energy }));
    const second = await stage.client.closeDelivery(tradeId, 'completed');
    expect(second.receipt).toMatchObject({ energy: first.receipt.energy, cause: 'partner-silent', partnerEnergy: 7n });
    expect(second.receipt.sequence).toBeGreaterThan(first.receipt.sequence);
  },
};

const closeUnopened: CommandCases = {
  // Also while another delivery is open, which is unaffected; the partner's energies are still accepted.
  good: async (stage) => {
    const never = await stage.matchedOrders('buyer');
    await delivering(stage, 'seller', async (open) => {
      const before = await stage.client.info();
      const { receipt, signature } = await stage.client.closeUnopened(never, 'partner-silent');
      const tradeId = Order.digest(domain, never.bid.order);
      expect(receipt).toMatchObject({ tradeId, role: 'buyer', energy: 0n, final: true, cause: 'partner-silent' });
      expect(signerOf(Receipt.digest(domain, receipt), signature)).toBe(stage.keys.meterKey);
      expect(await stage.client.info()).toMatchObject({ orders: before.orders - 1 });
      await stage.client.partnerReceipt(stage.partner.receipt({ tradeId, role: 'seller', energy: 3n as Energy }));
      const again = await stage.client.closeUnopened(never, 'completed');
      expect(again.receipt).toMatchObject({ energy: 0n, cause: 'partner-silent', partnerEnergy: 3n });
      expect(again.receipt.sequence).toBeGreaterThan(receipt.sequence);
      expect((await stage.client.closeDelivery(tradeId, 'completed')).receipt).toMatchObject({ energy: 0n });
      expect(await stage.client.info()).toMatchObject({ delivery: 'open', trade: { tradeId: open } });
      await stage.client.signReceipt(open);
    });
    await refusedUnchanged(stage, () => stage.client.openDelivery(never), 'REPLAYED', 'OPENED_BEFORE');
    // One that did open is closed with what was delivered.
    const orders = await stage.matchedOrders('seller');
    const { tradeId } = await stage.client.openDelivery(orders);
    await stage.stream().feed(5000, 400);
    const { tradeEnergy } = await stage.client.info();
    const { receipt } = await stage.client.closeUnopened(orders, 'completed');
    expect(receipt).toMatchObject({ tradeId, energy: tradeEnergy, cause: 'completed' });
    expect(tradeEnergy).toBeGreaterThan(0n);
  },
  bad: async (stage) => {
    const { bid, offer } = await stage.matchedOrders('seller');
    const close = (orders: { bid: typeof bid; offer: typeof offer }, cause: Cause = 'completed') =>
      refusedUnchanged.bind(undefined, stage, () =>
        stage.client.closeUnopened(orders, cause as Exclude<Cause, 'none'>),
      );
    await close({ bid, offer }, 'none')('INVALID_INPUT');
    await close({ bid, offer: { ...offer, signature: bid.signature } })('INVALID_SIGNATURE');
    await close({ bid: { ...bid, signature: offer.signature }, offer })('INVALID_SIGNATURE');
    await close({ bid, offer: stage.partner.order({ side: 'offer' }) })('COMMAND_NOT_AUTHORIZED', 'OWN_ORDER');
    const { counterOrder } = bid.order;
    const odd = stage.partner.order({ side: 'bid', counterOrder, power: 999_999 as Power });
    await close({ bid: odd, offer })('ORDER_INVALID');
  },
  outOfState: async (stage) => {
    const orders = await stage.matchedOrders('seller');
    await refused(stage.blankClient.closeUnopened(orders, 'completed'), 'NOT_PROVISIONED');
    // The offer opened with another bid: it does not end twice.
    const { counterOrder } = orders.bid.order;
    const other = { offer: orders.offer, bid: stage.partner.order({ side: 'bid', counterOrder }) };
    const { tradeId } = await stage.client.openDelivery(other);
    const close = () => stage.client.closeUnopened(orders, 'completed');
    await refusedUnchanged(stage, close, 'REPLAYED', 'OPENED_BEFORE');
    await stage.client.closeDelivery(tradeId, 'completed');
  },
  // As often as requested, also beyond what is kept, and never replacing the open delivery.
  replayed: async (stage) =>
    delivering(stage, 'seller', async (open) => {
      await stage.grant({ side: 'offer', energyCap: 50_000_000n as Energy });
      const stream = await stage.stillStream();
      for (let count = 0; count < EVLOCK_TRADES_MAX + 1; count++) {
        await stream.feed(5000, 200);
        const order = await stage.ownOrder({ side: 'offer' });
        const offer = { order, signature: await stage.client.signOrder(order) };
        const bid = stage.partner.order({ side: 'bid', counterOrder: Order.digest(domain, order) });
        const first = await stage.client.closeUnopened({ bid, offer }, 'completed');
        const second = await stage.client.closeUnopened({ bid, offer }, 'completed');
        expect(second.receipt.sequence).toBe(first.receipt.sequence + 1);
      }
      const { tradeEnergy } = await stage.client.info();
      expect((await stage.client.signReceipt(open)).receipt.energy).toBe(tradeEnergy);
    }),
};

const recover: CommandCases = {
  good: async (stage) => {
    const { client } = stage;
    const stream = stage.stream();
    const tradeId = await stage.open('seller');
    await stream.restart().feed(5000, 400);
    const older = await client.signReceipt(tradeId);
    await stream.feed(5000, 400);
    await client.partnerReceipt(stage.partner.receipt({ tradeId, role: 'buyer', energy: 50n as Energy }));
    const receipt = await client.signReceipt(tradeId);
    const { bootCount, export: exported } = await client.info();
    await refused(client.recover({ receipt }), 'OUT_OF_STATE', 'DELIVERY_OPEN');
    await stage.world.restart();

    const interrupted = await client.info();
    expect(interrupted).toMatchObject({ bootCount: bootCount + 1, delivery: 'interrupted', selfTest: 'none' });
    await refused(client.signReceipt(tradeId), 'OUT_OF_STATE', 'RESTARTED');
    await client.recover({ receipt });
    await client.recover({ receipt });
    await refusedUnchanged(stage, () => client.recover({ receipt: older }), 'REPLAYED');
    const final = await client.closeDelivery(tradeId, 'completed');
    expect(final.receipt).toMatchObject({
      energy: receipt.receipt.energy,
      cause: 'restarted',
      partnerEnergy: 50n,
      partnerSequence: receipt.receipt.partnerSequence,
    });
    expect(final.receipt.sequence).toBeGreaterThan(receipt.receipt.sequence);
    expect(exported).toBeGreaterThanOrEqual(interrupted.export);
  },
  bad: async (stage) => {
    const { client, partner } = stage;
    await refused(
      client.recover({ receipt: partner.receipt({ tradeId: bytes32('ee'), role: 'buyer' }) }),
      'TRADE_NOT_FOUND',
    );
    const tradeId = await delivering(stage, 'seller');
    const receipt = partner.receipt({ tradeId, role: 'seller', energy: 9_999n as Energy });
    await refusedUnchanged(stage, () => client.recover({ receipt }), 'INVALID_SIGNATURE');
  },
  outOfState: async ({ blankClient }) => refused(blankClient.recover({}), 'NOT_PROVISIONED'),
  // A reading moves registers and the hash chain forward, never back.
  replayed: async (stage) => {
    const { client } = stage;
    const older = await client.signReading(stage.nextInterval());
    await stage.stream().feed(5000, 600);
    const newer = await client.signReading(stage.nextInterval());
    await stage.world.restart();
    await client.recover({ reading: newer });
    const state = await client.info();
    expect(state.export).toBeGreaterThanOrEqual(newer.reading.export);
    await refusedUnchanged(stage, () => client.recover({ reading: older }), 'REPLAYED');
    const next = await client.signReading(stage.nextInterval());
    expect(next.reading.sequence).toBeGreaterThan(newer.reading.sequence);
    // Bit 1: restarted within the interval.
    expect(next.reading).toMatchObject({ flags: 3, previousHash: state.lastReadingHash });
  },
};

export const closingCases = { closeDelivery, closeUnopened, recover };
