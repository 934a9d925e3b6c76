import { type Bytes32, type Energy, type ErrorCode, timestamp } from '@evlock/protocol';
import { at, receiptOf, rules, START, sampleTrade } from '@evlock/testing/meter/samples';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BookEvent,
  currentTrade,
  emptyBook,
  isRelayClosed,
  stepBook,
  type TradeBook,
} from '../../src/trade/trade-book.ts';
import { announcedTrade, type ChainState, holdsDelivery, type TradeProgress } from '../../src/trade/trade-progress.ts';

/** Two in a row and one overlapping both, as a hostile chain might show. */
const trades = [sampleTrade(0), sampleTrade(60), sampleTrade(30)];
const roles = ['seller', 'buyer', 'seller'] as const;

type Move =
  | { kind: 'announce' | 'stop' | 'doubt' | 'mark-missing' | 'mark-due' | 'mark-over' | 'missing'; which: number }
  | { kind: 'chain'; which: number; state: ChainState }
  | { kind: 'hear'; which: number; energy: number; final: boolean }
  | { kind: 'answer'; which: number; good: boolean }
  | { kind: 'fault'; code: ErrorCode }
  | { kind: 'healthy' | 'restarted' }
  | { kind: 'tick'; ms: number; energy: number };

const which = fc.nat({ max: trades.length - 1 });
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('announce' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('stop' as const, 'mark-missing' as const, 'missing' as const),
      which,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('mark-due' as const, 'mark-over' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('chain' as const),
      which,
      state: fc.constantFrom<ChainState>('none', 'open', 'open', 'open', 'claimed', 'settled', 'expired'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('hear' as const),
      which,
      energy: fc.nat({ max: 12_000 }),
      final: fc.integer({ min: 0, max: 9 }).map((value) => value === 0),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which,
      good: fc.integer({ min: 0, max: 4 }).map((value) => value > 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      code: fc.constantFrom<ErrorCode>('SENSOR_FAULT', 'SECURE_WORLD_UNREACHABLE', 'STORE_FAILED'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('healthy' as const, 'restarted' as const) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      ms: fc.integer({ min: 1, max: 8000 }),
      energy: fc.nat({ max: 12_000 }),
    }),
  },
);

/** A meter on paper: the book, a relay that obeys, and a secure world that answers when the moves say so. */
class PaperMeter {
  book: TradeBook = emptyBook;
  relay = false;
  time = 0;
  sequence = 0;
  /** Trades that are closed without having been opened. */
  readonly unopened = new Set<string>();
  /** Unanswered requests to the secure world. */
  readonly asked = new Map<string, 'open' | 'close' | 'close-unopened'>();

  apply(event: BookEvent): void {
    const { book, actions } = stepBook(this.book, event, rules);
    for (const { trade, action } of actions) {
      if (action.type === 'open-relay') this.relay = false;
      if (action.type === 'close-relay') {
        expect(trade.stage).toBe('delivering');
        this.relay = true;
      }
      if (action.type === 'open-delivery') this.unopened.delete(trade.trade.id);
      if (action.type === 'close-unopened') this.unopened.add(trade.trade.id);
      if (action.type === 'open-delivery') this.asked.set(trade.trade.id, 'open');
      if (action.type === 'close-delivery') this.asked.set(trade.trade.id, 'close');
      if (action.type === 'close-unopened') this.asked.set(trade.trade.id, 'close-unopened');
    }
    this.book = book;
    this.check();
  }

  check(): void {
    const all = [...this.book.values()];
    expect(this.relay).toBe(isRelayClosed(this.book));
    const holding = all.filter((one) => holdsDelivery(one) && !this.unopened.has(one.trade.id));
    expect(holding.length).toBeLessThanOrEqual(1);
    for (const one of all) if (one.stage === 'delivering') expect(one.delivery).toBe('open');
  }

  get now() {
    return timestamp(START + Math.floor(this.time / 1000));
  }

  tick(ms: number, energy: number): void {
    this.time += ms;
    this.apply({ type: 'tick', now: this.now, at: at(this.time), energy: BigInt(energy) as Energy });
    for (const { stage, trade } of this.book.values())
      if (stage === 'delivering') expect(this.now).toBeLessThan(trade.end);
  }

  /** The secure world answers its requests. */
  answer(progress: TradeProgress, good: boolean): void {
    const tradeId = progress.trade.id;
    const question = this.asked.get(tradeId);
    this.asked.delete(tradeId);
    if (question === 'open' && good) this.tell(tradeId, { type: 'delivery-opened', now: this.now });
    else if (question === 'open') {
      this.tell(tradeId, { type: 'delivery-refused', code: 'SELF_TEST_REQUIRED', at: at(this.time) });
    } else if (question === 'close-unopened' && !good) {
      this.tell(tradeId, { type: 'closing-refused', code: 'RECOVERY_PENDING', at: at(this.time) });
    } else if (question !== undefined && good) {
      const partnerEnergy = progress.partner?.energy ?? 0n;
      const fields = { sequence: ++this.sequence, energy: progress.energy, partnerEnergy, final: true };
      this.tell(tradeId, { type: 'delivery-closed', receipt: receiptOf(progress.trade, progress.role, fields) });
    } else if (question === 'close') {
      this.apply({ type: 'all', event: { type: 'fault', code: 'SECURE_WORLD_UNREACHABLE' } });
    }
  }

  move(one: Move): void {
    if (one.kind === 'tick') this.tick(one.ms, one.energy);
    else if (one.kind === 'fault') this.apply({ type: 'all', event: { type: 'fault', code: one.code } });
    else if ('which' in one) this.moveTrade(one);
    else this.apply({ type: 'all', event: { type: one.kind } });
  }

  moveTrade(one: Extract<Move, { which: number }>): void {
    const trade = trades[one.which]!;
    const role = roles[one.which]!;
    const progress = this.book.get(trade.id);
    const send = (event: Parameters<typeof this.tell>[1]): void => this.tell(trade.id, event);
    if (one.kind === 'announce') this.apply({ type: 'announced', progress: announcedTrade(trade, role) });
    else if (one.kind === 'chain') send({ type: 'chain', state: one.state, time: this.now });
    else if (one.kind === 'answer' && progress) this.answer(progress, one.good);
    else if (one.kind === 'missing') {
      if (this.asked.get(trade.id) !== 'close') return;
      this.asked.delete(trade.id);
      send({ type: 'delivery-missing', at: at(this.time) });
    } else if (one.kind === 'hear') {
      const partner = role === 'seller' ? 'buyer' : 'seller';
      const fields = { sequence: ++this.sequence, energy: BigInt(one.energy), final: one.final };
      send({ type: 'partner-receipt', receipt: receiptOf(trade, partner, fields), at: at(this.time) });
    } else if (one.kind === 'doubt') send({ type: 'doubt', at: at(this.time) });
    else if (one.kind !== 'answer') send({ type: one.kind });
  }

  tell(tradeId: Bytes32, event: Extract<BookEvent, { type: 'trade' }>['event']): void {
    this.apply({ type: 'trade', tradeId, event });
  }

  /** From here on everything works; the chain eventually ends each trade. */
  end(): void {
    for (let round = 0; round < 50 && this.book.size > 0; round++) {
      this.apply({ type: 'all', event: { type: 'healthy' } });
      this.tick(60_000, 0);
      for (const progress of [...this.book.values()]) this.answer(progress, true);
      if (round < 10) continue;
      for (const { trade } of [...this.book.values()]) {
        this.tell(trade.id, { type: 'chain', state: 'expired', time: this.now });
      }
    }
  }
}

describe('the trade book', () => {
  it('keeps relay, delivery and end in order on every path', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
        const meter = new PaperMeter();
        for (const one of moves) meter.move(one);
        meter.end();
        expect(meter.book.size).toBe(0);
        expect(meter.relay).toBe(false);
      }),
      { seed: 20_261_122, numRuns: 400 },
    );
  });

  it('reaches every stage on such paths', () => {
    const reached = new Set<string>();
    for (const moves of fc.sample(fc.array(move, { minLength: 60, maxLength: 120 }), { seed: 7, numRuns: 300 })) {
      const meter = new PaperMeter();
      for (const one of moves) {
        meter.move(one);
        for (const { stage } of meter.book.values()) reached.add(stage);
      }
    }
    for (const stage of ['opened', 'confirmed', 'delivering', 'paused', 'stopped', 'finalizing', 'claiming', 'fault']) {
      expect(reached).toContain(stage);
    }
  });

  it('accepts each trade once and shows the one being delivered', () => {
    const progress = announcedTrade(trades[1]!, 'buyer');
    const first = stepBook(emptyBook, { type: 'announced', progress }, rules);
    expect(first.changed).toEqual([progress]);
    expect(stepBook(first.book, { type: 'announced', progress }, rules).changed).toEqual([]);
    const both = stepBook(first.book, { type: 'announced', progress: announcedTrade(trades[0]!, 'seller') }, rules);
    expect(currentTrade(both.book)?.trade.id).toBe(trades[0]!.id);
  });
});
