import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  type Assertion,
  type Bytes32,
  CLAIM_SECONDS,
  type Energy,
  EvlockError,
  energy,
  type Mandate,
  money,
  price,
  type Reading,
  type StandingRules,
  timestamp,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { END, offerOrder, receiptOf, START, sampleTrade, tradeOrders, unsigned } from '@evlock/testing/meter/samples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store } from '../../src/store/store.ts';
import type { TradeRecord } from '../../src/store/store-schema.ts';

const trade = sampleTrade();
const record: TradeRecord = {
  id: trade.id,
  orders: tradeOrders(),
  role: 'seller',
  fromBlock: 7,
  end: trade.end,
  stage: 'opened',
  delivery: 'none',
  cause: null,
  error: null,
  claimed: false,
};
const own = (sequence: number, final = false) => ({
  receipt: receiptOf(trade, 'seller', { sequence, energy: BigInt(sequence), final }),
  signature: unsigned,
});
const partner = (sequence: number, final = false) => ({
  receipt: receiptOf(trade, 'buyer', { sequence, final }),
  signature: unsigned,
});
const reading = (sequence: number): { reading: Reading; signature: typeof unsigned } => ({
  reading: {
    meterKey: offerOrder.meterKey,
    sequence,
    intervalStart: timestamp(START + 900 * sequence),
    intervalEnd: timestamp(START + 900 * (sequence + 1)),
    import: 5n as Energy,
    export: 6n as Energy,
    flags: 1,
    previousHash: ZERO_BYTES32,
  },
  signature: unsigned,
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return EvlockError.from(error).code;
  }
};

describe('Store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-store-'));
    file = join(folder, 'meter.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is private, and keeps trades across a restart', () => {
    let store = Store.open(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    store.saveTrade(record);
    store.saveTrade({ ...record, stage: 'delivering', delivery: 'open', cause: null, claimed: true });
    store.close();
    store = Store.open(file);
    expect(store.openTrades()).toEqual([{ ...record, stage: 'delivering', delivery: 'open', claimed: true }]);
    store.saveTrade({ ...record, stage: 'settled', cause: 'completed', error: 'PARTNER_SILENT' });
    expect(store.openTrades()).toEqual([]);
    expect(store.trade(trade.id)).toMatchObject({ stage: 'settled', error: 'PARTNER_SILENT', orders: tradeOrders() });
    store.close();
  });

  it('resumes a trade that is over but whose delivery is not closed', () => {
    const store = Store.open(file);
    for (const delivery of ['opening', 'open', 'closing'] as const) {
      store.saveTrade({ ...record, stage: 'expired', delivery });
      expect(store.openTrades()).toEqual([]);
      expect(store.unfinishedTrades()).toEqual([{ ...record, stage: 'expired', delivery }]);
    }
    store.saveTrade({ ...record, stage: 'expired', delivery: 'closed' });
    expect(store.unfinishedTrades()).toEqual([]);
    store.close();
  });

  it('keeps of each side the newest receipt and the final ones that may form a pair', () => {
    const store = Store.open(file);
    for (const sequence of [1, 2, 3]) store.addOwnReceipt(own(sequence));
    for (const one of [partner(1), partner(2), partner(3, true), partner(4, true)]) store.keepReceipt(one);
    expect(store.receipts(trade.id, 'seller')).toEqual([own(3)]);
    expect(store.receipts(trade.id, 'buyer')).toEqual([partner(3, true), partner(4, true)]);
    expect(store.latestReceipt(trade.id, 'seller')).toEqual(own(3));
    store.close();
  });

  it('keeps at most four receipts of each side, however many final ones are signed', () => {
    const store = Store.open(file);
    for (let sequence = 1; sequence <= 100; sequence++) {
      store.addOwnReceipt(own(sequence, sequence > 50));
      store.keepReceipt(partner(sequence, sequence > 50));
    }
    for (const role of ['buyer', 'seller'] as const) {
      const kept = store.receipts(trade.id, role);
      expect(kept.length).toBeLessThanOrEqual(4);
      expect(kept.at(-1)?.receipt).toMatchObject({ sequence: 100, final: true });
    }
    store.close();
  });

  it('keeps one cancel in place of all those it covers', () => {
    const store = Store.open(file);
    const never = timestamp(2 ** 40 - 1);
    const cancelOf = (minNonce: number, deadline = never, orderHash: `0x${string}` = ZERO_BYTES32) => {
      const { account, meterKey } = offerOrder;
      return {
        cancel: { account, meterKey, orderHash, minNonce, submitterFee: 0n as never, deadline },
        signature: unsigned,
      };
    };
    // As a hostile gateway did: ten thousand in half a minute.
    for (let minNonce = 0; minNonce < 500; minNonce++)
      store.addCancel(cancelOf(minNonce), { now: START, mandateId: 1 });
    store.addCancel(cancelOf(3), { now: END, mandateId: 1 });
    expect(store.cancels()).toEqual([{ signed: cancelOf(499), stored: START }]);
    expect(store.revocation()).toEqual(cancelOf(499));
    // One that lapses does not replace one that does not; of those that name an order there is one each.
    store.addCancel(cancelOf(600, END), { now: START });
    for (let nonce = 0; nonce < 100; nonce++) {
      store.addCancel(cancelOf(0, never, `0x${String(nonce).padStart(64, '0')}` as const), { now: START });
    }
    expect(store.cancels()).toHaveLength(2 + 64);
    expect(store.revocation()).toEqual(cancelOf(499));
    store.close();
  });

  it('stays bounded, whatever is requested', () => {
    const store = Store.open(file);
    const { offer } = tradeOrders();
    for (let nonce = 1; nonce <= 300; nonce++) {
      const order = { ...offer.order, nonce };
      const hash: Bytes32 = `0x${String(nonce).padStart(64, '0')}`;
      store.addOrder(hash, { ...offer, order }, 1);
      if (nonce % 2) store.closeOrder(hash);
      else store.releaseOrder(hash);
      const mandate = { mandateId: nonce } as Mandate;
      store.addMandate({ mandate, assertion: { authenticatorData: '0x', clientDataJSON: '', signature: '0x' } });
    }
    store.close();
    const database = new DatabaseSync(file, { readOnly: true });
    const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    expect([count('orders'), count('mandates')]).toEqual([128, 64]);
    database.close();
  });

  it('keeps the rules of a standing order as they came first, however many mandates follow', () => {
    const store = Store.open(file);
    const { offer } = tradeOrders();
    const assertion: Assertion = {
      authenticatorData: `0x${'00'.repeat(37)}`,
      clientDataJSON: '',
      signature: `0x${'00'.repeat(64)}`,
    };
    const mandate = (mandateId: number): Mandate => ({
      ...{
        meterKey: offer.order.meterKey,
        side: 'offer',
        energyCap: energy(9),
        minEnergy: energy(1),
        moneyCap: money(0),
      },
      ...{ limitPrice: price(1), deliveryFrom: START, deliveryUntil: END, approvedAt: START, validUntil: END },
      ...{ minReputation: 0, minSensorClass: 'normal-world', lossBandPpm: offer.order.lossBandPpm, mandateId },
    });
    const rules: StandingRules = {
      ...{ lot: energy(9), power: offer.order.power, seconds: 60, surplusOnly: true, reservePpm: null, partners: null },
      hours: { from: 0, until: 60, timeZone: 'UTC' },
    };
    store.addMandate({ mandate: mandate(1), assertion }, rules);
    store.addMandate({ mandate: mandate(1), assertion }, { ...rules, hours: null, surplusOnly: false });
    for (let id = 2; id <= 100; id++) store.addMandate({ mandate: mandate(id), assertion });
    const hash: Bytes32 = `0x${'f1'.repeat(32)}`;
    store.addOrder(hash, offer, 1, rules);
    store.close();
    const again = Store.open(file);
    const [first, ...others] = again.granted();
    expect(first).toEqual({ mandate: mandate(1), rules });
    expect(others).toHaveLength(64);
    expect([again.rulesOfOrder(hash), again.rulesOfOrder(`0x${'00'.repeat(32)}`)]).toEqual([rules, null]);
    again.close();
  });

  it('keeps every order that may still be opened or claimed, however many follow', () => {
    const store = Store.open(file);
    const { offer } = tradeOrders();
    const first: Bytes32 = `0x${'f1'.repeat(32)}`;
    store.addOrder(first, offer, 1);
    for (let nonce = 2; nonce <= 300; nonce++) {
      const hash: Bytes32 = `0x${String(nonce).padStart(64, '0')}`;
      store.addOrder(hash, { ...offer, order: { ...offer.order, nonce, openBefore: START } }, 1);
      store.releaseOrder(hash);
    }
    expect(store.openOrders(START).map(({ hash }) => hash)).toEqual([first]);
    store.prune(timestamp(END + CLAIM_SECONDS));
    expect(store.pastOrders(timestamp(END + CLAIM_SECONDS)).map(({ hash }) => hash)).toEqual([first]);
    store.prune(timestamp(END + CLAIM_SECONDS + 1));
    expect(store.order(first)).toBeUndefined();
    store.close();
  });

  it('offers the newest receipt and every reading until they are acknowledged', () => {
    const store = Store.open(file);
    store.addOwnReceipt(own(1));
    const [first] = store.outbox(10);
    store.addReading(reading(1));
    store.addOwnReceipt(own(2));
    store.acknowledge(first!.id);
    // Receipts first: a partner waits for them.
    expect(store.outbox(10).map(({ body }) => body)).toEqual([own(2), reading(1)]);
    for (const { id } of store.outbox(1)) store.acknowledge(id);
    expect(store.outbox(10).map(({ body }) => body)).toEqual([reading(1)]);
    expect(store.latestReading()).toEqual(reading(1));
    store.close();
  });

  it('knows which own orders may still become a trade', () => {
    const store = Store.open(file);
    const { bid, offer } = tradeOrders();
    store.addOrder(trade.offerHash, offer, 12);
    store.addOrder(trade.id, bid, 13);
    expect(store.order(trade.offerHash)).toEqual({ signed: offer, fromBlock: 12 });
    expect([store.hasOpenOrder(START), store.hasOpenOrder(END)]).toEqual([true, false]);
    const { account, meterKey } = offer.order;
    const cancel = {
      account,
      meterKey,
      orderHash: ZERO_BYTES32,
      minNonce: 2,
      submitterFee: 0n as never,
      deadline: END,
    };
    store.addCancel({ cancel, signature: unsigned }, { now: START, mandateId: 1 });
    expect(store.hasOpenOrder(START)).toBe(false);
    store.prune(timestamp(END + 31 * 86_400));
    expect(store.order(trade.offerHash)).toBeUndefined();
    store.close();
  });

  it('prunes what is old, never a final receipt', () => {
    const store = Store.open(file);
    store.saveTrade({ ...record, stage: 'settled' });
    for (const one of [own(1), own(2, true)]) store.addOwnReceipt(one);
    store.keepReceipt(partner(1));
    store.prune(timestamp(END + 29 * 86_400));
    expect(store.receipts(trade.id, 'seller')).toHaveLength(1);
    store.prune(timestamp(END + 31 * 86_400));
    expect(store.receipts(trade.id, 'seller')).toEqual([own(2, true)]);
    expect(store.receipts(trade.id, 'buyer')).toEqual([]);
    store.prune(timestamp(END + 401 * 86_400));
    expect([store.trade(trade.id), store.receipts(trade.id, 'seller'), store.outbox(5)]).toEqual([undefined, [], []]);
    store.close();
  });

  it('never drops a trade that is not over, nor one whose delivery is not closed', () => {
    const store = Store.open(file);
    const late = timestamp(END + 1000 * 86_400);
    store.saveTrade({ ...record, stage: 'claiming' });
    store.addOwnReceipt(own(1));
    store.prune(late);
    expect(store.openTrades()).toHaveLength(1);
    store.saveTrade({ ...record, stage: 'settled', delivery: 'open' });
    store.prune(late);
    expect([store.unfinishedTrades().length, store.receipts(trade.id, 'seller')]).toEqual([1, [own(1)]]);
    store.close();
  });

  it('refuses a damaged file, a newer one and a missing folder', () => {
    const store = Store.open(file);
    store.saveTrade(record);
    store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x55, 4096));
    expect(codeOf(() => Store.open(file))).toBe('STORE_FAILED');
    writeFileSync(file, 'not a database, but long enough to be looked at as one');
    expect(codeOf(() => Store.open(file))).toBe('STORE_FAILED');
    expect(codeOf(() => Store.open(join(folder, 'missing', 'meter.sqlite')))).toBe('STORE_FAILED');
    const newer = join(folder, 'newer.sqlite');
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(codeOf(() => Store.open(newer))).toBe('STORE_FAILED');
  });

  it('fails with a typed error once it cannot be written', () => {
    const store = Store.open(file);
    store.probe();
    store.close();
    expect(codeOf(() => store.probe())).toBe('STORE_FAILED');
    expect(codeOf(() => store.addOwnReceipt(own(1)))).toBe('STORE_FAILED');
  });

  it('loses no stored receipt to kill -9', async () => {
    const writer = fileURLToPath(new URL('store-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 200) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const last = Number(said.split('\n').at(-2));
    const store = Store.open(file);
    const stored = store.receipts(trade.id, 'seller');
    expect(last).toBeGreaterThan(100);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.receipt.sequence).toBeGreaterThanOrEqual(last);
    expect(store.outbox(10)).toHaveLength(1);
    store.close();
  });
});
