import { EvlockError } from '@evlock/protocol';
import { ManualClock, settled } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { OutboxSender } from '../../src/link/outbox-sender.ts';
import { silentLog } from '../../src/log.ts';
import type { OutboxEntry } from '../../src/store/store.ts';

const entry = (id: number): OutboxEntry =>
  ({ id, method: 'receipt', body: { receipt: { tradeId: `0x${'77'.repeat(32)}`, sequence: id } } }) as OutboxEntry;

describe('OutboxSender', () => {
  let entries: OutboxEntry[];
  let sent: number[];
  let answers: Map<number, 'never' | EvlockError>;
  let clock: ManualClock;
  let sender: OutboxSender;
  beforeEach(() => {
    entries = Array.from({ length: 6 }, (_, index) => entry(index + 1));
    sent = [];
    answers = new Map();
    clock = new ManualClock();
    sender = new OutboxSender(
      { inFlight: 2, retrySeconds: 5 },
      {
        clock,
        log: silentLog,
        store: {
          outbox: (limit) => entries.slice(0, limit),
          acknowledge: (id) => {
            entries = entries.filter((entry) => entry.id !== id);
          },
        },
        send: ({ id }) => {
          sent.push(id);
          const answer = answers.get(id);
          if (answer === 'never') return new Promise(() => {});
          return answer ? Promise.reject(answer) : Promise.resolve({});
        },
      },
    );
  });
  const left = () => entries.map(({ id }) => id);

  it('sends everything in order, and drops what was acknowledged', async () => {
    sender.flush();
    await settled();
    expect([sent, left()]).toEqual([[1, 2, 3, 4, 5, 6], []]);
  });

  it('has no more in flight than allowed', async () => {
    answers = new Map([1, 2].map((id) => [id, 'never']));
    sender.flush();
    sender.flush();
    await settled();
    expect([sent, left()]).toEqual([
      [1, 2],
      [1, 2, 3, 4, 5, 6],
    ]);
  });

  it.each([...(['DATABASE_UNREACHABLE', 'TRADE_NOT_OPEN', 'READING_OUT_OF_ORDER', 'INTERNAL'] as const)])(
    'resends one that failed with %s later, and the rest meanwhile',
    async (code) => {
      answers.set(2, new EvlockError(code));
      sender.flush();
      await settled();
      expect(left()).toEqual([2]);
      answers.clear();
      await clock.advance(4999);
      expect(sent.filter((id) => id === 2)).toHaveLength(1);
      await clock.advance(1);
      expect(left()).toEqual([]);
    },
  );

  it.each(['RECEIPT_STALE', 'SEQUENCE_FORKED'] as const)('treats %s as an acknowledgement', async (code) => {
    answers.set(1, new EvlockError(code));
    sender.flush();
    await settled();
    expect(left()).toEqual([]);
  });

  it('keeps unacknowledged messages when the connection drops', async () => {
    answers.set(1, new EvlockError('GATEWAY_UNREACHABLE'));
    sender.flush();
    sender.stop();
    await settled();
    await clock.advance(60_000);
    expect(left()).toContain(1);
    expect(sent.filter((id) => id === 1)).toHaveLength(1);
  });
});
