import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EndpointState } from '@evlock/chain';
import { type ErrorCode, EvlockError, energy, power, voltage } from '@evlock/protocol';
import type { SampleOutcome } from '@evlock/secure-world';
import { sampleTrade } from '@evlock/testing/meter/samples';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StatusBoard } from '../../src/link/status-board.ts';
import { silentLog } from '../../src/log.ts';
import type { Undone } from '../../src/second-way/second-way.ts';
import { emptyBook, type TradeBook } from '../../src/trade/trade-book.ts';
import { announcedTrade } from '../../src/trade/trade-progress.ts';

describe('StatusBoard', () => {
  const trade = sampleTrade();
  let folder: string;
  let file: string;
  let clock: ManualClock;
  let told: number;
  let runner: { book: TradeBook; fault: ErrorCode | null; lastError: ErrorCode | null; busy: boolean };
  let chainWatch: { problem: ErrorCode | null };
  let endpoints: EndpointState[];
  let recovery: { fault: ErrorCode | null };
  let openOrder: boolean | EvlockError;
  let secondWay: { exists: boolean; undone: readonly Undone[] };
  let board: StatusBoard;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evlock-status-'));
    file = join(folder, 'status.json');
    clock = new ManualClock();
    told = 0;
    runner = { book: emptyBook, fault: null, lastError: null, busy: false };
    chainWatch = { problem: null };
    endpoints = [{ place: 1, name: 'rpc.example', block: 7, problem: null }];
    recovery = { fault: null };
    openOrder = false;
    secondWay = { exists: true, undone: [] };
    board = new StatusBoard(
      { file },
      {
        runner,
        chainWatch,
        chain: { endpoints: () => endpoints },
        clock,
        log: silentLog,
        relay: { closed: false },
        recovery,
        secondWay,
        standing: { alarm: null, doubt: null },
        withheld: { alarm: null },
        tell: () => void told++,
        store: {
          hasOpenOrder: () => {
            if (openOrder instanceof EvlockError) throw openOrder;
            return openOrder;
          },
        },
      },
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is idle, ordered, in a trade or faulty', () => {
    expect(board.status().state).toBe('idle');
    recovery.fault = 'DEVICE_ROLLED_BACK';
    expect(board.status()).toMatchObject({ state: 'fault', fault: 'DEVICE_ROLLED_BACK' });
    recovery.fault = null;
    openOrder = true;
    expect(board.status().state).toBe('ordered');
    openOrder = new EvlockError('STORE_FAILED');
    expect(board.status().state).toBe('fault');
    runner.book = new Map([[trade.id, announcedTrade(trade, 'buyer')]]);
    expect(board.status()).toMatchObject({ state: 'opened', tradeId: trade.id, fault: null });
    runner.book = emptyBook;
    runner.fault = 'SENSOR_FAULT';
    expect(board.status()).toMatchObject({ state: 'fault', tradeId: null, fault: 'SENSOR_FAULT' });
  });

  it('shows the most pressing problem', () => {
    runner.lastError = 'MARK_MISSING';
    expect(board.status().fault).toBe('MARK_MISSING');
    chainWatch.problem = 'CHAIN_DISAGREES';
    expect(board.status().fault).toBe('CHAIN_DISAGREES');
    const progress = { ...announcedTrade(trade, 'buyer'), error: 'PARTNER_SILENT' as const };
    runner.book = new Map([[trade.id, progress]]);
    expect(board.status().fault).toBe('PARTNER_SILENT');
    runner.fault = 'STORE_FAILED';
    expect(board.status().fault).toBe('STORE_FAILED');
  });

  it('sends changes at once, the rest periodically, and keeps a local status file', async () => {
    const stop = new AbortController();
    const running = board.run(stop.signal);
    await clock.advance(400);
    expect(told).toBe(1);
    const measured = { import: energy(5), export: energy(7), power: power(-3), voltage: voltage(48_000) };
    board.measured(measured as SampleOutcome);
    await clock.advance(29_000);
    expect(told).toBe(1);
    await clock.advance(1500);
    expect(told).toBe(2);
    runner.fault = 'SENSOR_FAULT';
    await clock.advance(500);
    expect(told).toBe(3);
    runner.busy = true;
    await clock.advance(4500);
    expect(told).toBe(5);
    stop.abort();
    await running;
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ state: 'fault', export: '7', power: -3 });
  });

  it('lists locally what is not on chain yet, and that only the gateway could submit it', async () => {
    const local = (): object => JSON.parse(readFileSync(file, 'utf8'));
    const undone = { id: trade.id, phase: 'settle', submitter: 'gateway', error: null, next: trade.end } as const;
    secondWay = { exists: false, undone: [undone] };
    board = new StatusBoard(
      { file },
      {
        ...{
          runner,
          chain: { endpoints: () => endpoints },
          chainWatch,
          clock,
          log: silentLog,
          relay: { closed: false },
          recovery,
          secondWay,
          standing: { alarm: 'ACCOUNT_TAKEN', doubt: 'CHAIN_DISAGREES' },
          withheld: { alarm: 'TRADE_WITHHELD' },
        },
        ...{ tell: () => undefined, store: { hasOpenOrder: () => false } },
      },
    );
    const stop = new AbortController();
    const running = board.run(stop.signal);
    expect(local()).toMatchObject({
      warnings: ['ACCOUNT_TAKEN', 'CHAIN_DISAGREES', 'TRADE_WITHHELD', 'NO_SECOND_WAY'],
      undone: [undone],
    });
    // The gateway sees neither.
    expect(Object.keys(board.status())).not.toContain('warnings');
    stop.abort();
    await running;
  });

  it('lists locally which endpoint is excluded', async () => {
    const stop = new AbortController();
    const running = board.run(stop.signal);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ warnings: [] });
    endpoints.push({ place: 2, name: 'rpc.example.net', block: 3, problem: 'CHAIN_UNREACHABLE' });
    stop.abort();
    await running;
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      warnings: ['ENDPOINT_LEFT_OUT'],
      endpoints: [
        { place: 1, problem: null },
        { place: 2, block: 3, problem: 'CHAIN_UNREACHABLE' },
      ],
    });
    // Providers put customers' names into host names.
    expect(text).not.toContain('rpc.example');
  });
});
