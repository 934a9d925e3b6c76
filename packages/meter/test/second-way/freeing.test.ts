/** An ended trade blocks one of this meter's own orders: the meter has it freed, and only then. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Bytes32,
  EvlockError,
  Order,
  type SignedOrder,
  type Timestamp,
  type TradeOnChain,
  timestamp,
  tradeOf,
} from '@evlock/protocol';
import { domain, START } from '@evlock/testing/meter/samples';
import { buyerKey, sellerKey, signedOrders } from '@evlock/testing/meter/signer';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { DueItems } from '../../src/second-way/due-items.ts';
import { SecondWay } from '../../src/second-way/second-way.ts';
import { gatewaySubmitter, type Item } from '../../src/second-way/submitter.ts';
import { Store } from '../../src/store/store.ts';

const HOUR = 3_600;
const PATIENCE = 300;

/** A trade of one hour, starting now. */
function longTrade() {
  const plain = signedOrders();
  const end = timestamp(START + HOUR);
  const offer = sellerKey.order({ ...plain.offer.order, end });
  const bid = buyerKey.order({ ...plain.bid.order, end, counterOrder: Order.digest(domain, offer.order) });
  return { offer, bid };
}
const orders = longTrade();
const trade = tradeOf(domain, orders);

describe('a meter kept busy by an ended trade', () => {
  let folder: string;
  let store: Store;
  let clock: ManualClock;
  let onChain: TradeOnChain | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-freeing-'));
    store = Store.open(join(folder, 'meter.sqlite'));
    clock = new ManualClock();
    onChain = { state: 'settled', busyUntil: trade.end };
    store.saveTrade({
      ...{ id: trade.id, orders, role: 'seller', fromBlock: 1, end: trade.end, stage: 'settled', delivery: 'closed' },
      ...{ cause: 'completed', error: null, claimed: false },
    });
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  const chain = {
    finalized: async () => ({ number: 1, hash: `0x${'00'.repeat(32)}` as Bytes32, time: clock.now() }),
    isNonceSpent: async () => false,
  };
  const known = async (): Promise<TradeOnChain> => {
    if (!onChain) throw new EvlockError('CHAIN_UNREACHABLE');
    return onChain;
  };
  const dueItems = (): DueItems =>
    new DueItems({ domain, grace: 60 }, { chain, store, clock, trades: () => [], onChain: known });
  /** An unopened own offer, these seconds from now. */
  function offer(start: number, end: number, nonce = 900): SignedOrder {
    const times = { start: timestamp(START + start), end: timestamp(START + end), openBefore: timestamp(START + end) };
    const signed = sellerKey.order({ ...orders.offer.order, ...times, nonce });
    store.addOrder(Order.digest(domain, signed.order), signed, 1);
    return signed;
  }

  it('has it freed when its own order waits for that time', async () => {
    offer(0, 2 * HOUR);
    expect(await dueItems().find()).toMatchObject([
      { id: trade.id, phase: 'free', since: START, item: { kind: 'trade', trade: { orders } } },
    ]);
  });

  it('does not pay to free what no order needs, is already freed, or nobody can see', async () => {
    const due = dueItems();
    expect(await due.find()).toEqual([]);
    offer(HOUR - 599, 2 * HOUR, 901);
    expect(await due.find()).toEqual([]);
    const { order } = offer(0, 2 * HOUR, 902);
    for (const state of [undefined, { state: 'settled' }, { state: 'open' }] as const) {
      onChain = state;
      expect(await due.find()).toEqual([]);
    }
    onChain = { state: 'settled', busyUntil: trade.end };
    expect(await due.find()).toHaveLength(1);
    // Withdrawn: nobody waits for it any more.
    const { account, meterKey } = order;
    const cancel = {
      ...{ account, meterKey, orderHash: Order.digest(domain, order), minNonce: 0 },
      submitterFee: 0n as never,
    };
    const signed = { cancel: { ...cancel, deadline: timestamp(START) }, signature: `0x${'11'.repeat(64)}1b` as const };
    store.addCancel(signed, { now: clock.now(), mandateId: 1 });
    expect(await due.find()).toEqual([]);
  });

  it('uses its next submitter when the gateway does not, once', async () => {
    offer(0, 2 * HOUR);
    const brought: { after: number; item: Item }[] = [];
    const tower = {
      ...{ kind: 'watchtower' as const, name: 'tower' },
      bring: async (item: Item) => {
        brought.push({ after: clock.now() - START, item });
        onChain = { state: 'settled' };
        return 'watched over';
      },
    };
    const way = new SecondWay(
      { meterKey: sellerKey.address, patience: PATIENCE },
      { submitters: [gatewaySubmitter, tower], due: dueItems(), records: store.submissions, clock, log: silentLog },
    );
    const stop = new AbortController();
    const running = way.run(stop.signal);
    const until = async (seconds: number): Promise<void> => {
      while (clock.now() < ((START + seconds) as Timestamp)) await clock.advance(30_000);
    };
    await until(PATIENCE - 30);
    expect(brought).toEqual([]);
    await until(2 * PATIENCE);
    expect(brought).toMatchObject([{ item: { kind: 'trade', trade: { orders } } }]);
    await until(HOUR);
    expect(brought).toHaveLength(1);
    stop.abort();
    await clock.advance(1);
    await running;
  });
});
