import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import {
  type Bytes32,
  type Cancel,
  type Deployment,
  EvlockError,
  money,
  Order,
  parseJson,
  signedExportSchema,
  timestamp,
  toJson,
  ZERO_BYTES32,
} from '@evlock/protocol';
import { domain, offerOrder, receiptOf, sampleTrade, tradeOrders, unsigned } from '@evlock/testing/meter/samples';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportSigned } from '../../src/store/signed-export.ts';
import { Store } from '../../src/store/store.ts';
import type { TradeRecord } from '../../src/store/store-schema.ts';

const address = (digit: string): `0x${string}` => `0x${digit.repeat(40)}`;
const deployment: Deployment = {
  network: 'local',
  chainId: domain.chainId,
  market: domain.market,
  batches: `0x${'ba'.repeat(20)}`,
  registry: address('1'),
  token: address('2'),
  block: 1,
};
const [trade, done] = [sampleTrade(), sampleTrade(100)];
const record = (offset: number, stage: TradeRecord['stage']): TradeRecord => ({
  id: sampleTrade(offset).id,
  orders: tradeOrders(offset),
  role: 'seller',
  fromBlock: 7,
  end: sampleTrade(offset).end,
  stage,
  delivery: 'none',
  cause: null,
  error: null,
  claimed: false,
});
const receipt = (role: 'buyer' | 'seller', sequence: number, final = false) => ({
  receipt: receiptOf(trade, role, { sequence, energy: BigInt(sequence), final }),
  signature: unsigned,
});
const cancelOf = (orderHash: Bytes32, minNonce: number): Cancel => ({
  account: offerOrder.account,
  meterKey: offerOrder.meterKey,
  orderHash,
  minNonce,
  submitterFee: money(0n),
  deadline: timestamp(2 ** 40 - 1),
});

describe('what a meter exports', () => {
  let folder: string;
  let file: string;
  let daemon: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-export-'));
    file = join(folder, 'meter.sqlite');
    daemon = Store.open(file);
  });
  afterEach(() => {
    daemon.close();
    rmSync(folder, { recursive: true });
  });

  function exported(from = file) {
    const store = Store.openReadOnly(from);
    try {
      return exportSigned(deployment, store, timestamp(5));
    } finally {
      store.close();
    }
  }

  it('is every unfinished trade with final and latest receipts, beside the running daemon', () => {
    daemon.saveTrade(record(0, 'finalizing'));
    daemon.saveTrade(record(100, 'settled'));
    for (const sequence of [1, 2, 3]) daemon.addOwnReceipt(receipt('seller', sequence));
    for (const sequence of [4, 5]) daemon.addOwnReceipt(receipt('seller', sequence, true));
    for (const sequence of [1, 2]) daemon.keepReceipt(receipt('buyer', sequence));
    const signed = exported();
    expect(signed.trades.map(({ orders }) => orders.bid.order.nonce)).toEqual([tradeOrders(0).bid.order.nonce]);
    expect(signed.trades[0]?.receipts).toEqual([
      receipt('buyer', 2),
      receipt('seller', 4, true),
      receipt('seller', 5, true),
    ]);
    expect(done.id).not.toBe(trade.id);
    expect(parseJson(signedExportSchema, toJson(signed), 100_000)).toEqual(signed);
  });

  it('is the kept cancels, newest first, with the order that each names', () => {
    const hash = Order.digest(domain, offerOrder);
    daemon.addOrder(hash, { order: offerOrder, signature: unsigned }, 1);
    const [ofOrder, ofNonces] = [cancelOf(hash, 0), cancelOf(ZERO_BYTES32, 4)];
    const forgotten = cancelOf(`0x${'9'.repeat(64)}`, 0);
    for (const cancel of [ofOrder, ofNonces, forgotten])
      daemon.addCancel({ cancel, signature: unsigned }, { now: timestamp(5) });
    expect(exported().cancels).toEqual([
      { cancel: ofNonces, signature: unsigned, order: null },
      { cancel: ofOrder, signature: unsigned, order: offerOrder },
    ]);
  });

  it('is read without a daemon, and never from a missing file or one of another version', () => {
    daemon.saveTrade(record(0, 'finalizing'));
    daemon.close();
    expect(exported().trades).toHaveLength(1);
    expect(() => Store.openReadOnly(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }));
    const other = new DatabaseSync(join(folder, 'other'));
    other.exec('PRAGMA user_version = 99');
    other.close();
    expect(() => Store.openReadOnly(join(folder, 'other'))).toThrow(EvlockError);
    daemon = Store.open(file);
  });

  it('has the last receipt of a daemon killed a moment ago, also from a copy of its files', async () => {
    daemon.saveTrade(record(0, 'finalizing'));
    daemon.close();
    const writer = fileURLToPath(new URL('store-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split('\n').length > 50) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const last = Number(said.split('\n').at(-2));
    // The last receipts are in the write-ahead log, not yet in the main file.
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    const latest = (from: string): number => exported(from).trades[0]?.receipts.at(-1)?.receipt.sequence ?? 0;
    const copy = join(folder, 'copy.sqlite');
    for (const part of ['', '-wal']) copyFileSync(file + part, copy + part);
    expect([latest(file) >= last, latest(copy)]).toEqual([true, latest(file)]);
    daemon = Store.open(file);
  });

  it('cannot be changed by its reader', () => {
    const store = Store.openReadOnly(file);
    expect(() => store.probe()).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }));
    store.close();
  });
});
