import { EvlockError, type LinkHandlers, type MeterMethod, meterMethods } from '@evlock/protocol';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { RefusalLog } from '../../src/link/refusal-log.ts';
import { REQUEST_LIMITS, RequestLimits } from '../../src/link/request-limits.ts';

describe('RequestLimits', () => {
  it('bound every request of a gateway', async () => {
    const clock = new ManualClock();
    const asked: string[] = [];
    const names = Object.keys(meterMethods) as MeterMethod[];
    const handlers = Object.fromEntries(
      names.map((name) => [name, async () => void asked.push(name)]),
    ) as unknown as LinkHandlers<typeof meterMethods>;
    const bounded = new RequestLimits(REQUEST_LIMITS, { clock }).bound(handlers);
    for (const name of names) {
      asked.length = 0;
      const ask = (): Promise<unknown> => (bounded[name] as (body: unknown) => Promise<unknown>)({});
      for (let count = 0; count < REQUEST_LIMITS[name].burst; count++) await ask();
      await expect(ask(), name).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { method: name } });
      expect(asked).toHaveLength(REQUEST_LIMITS[name].burst);
    }
  });

  it('admit an honest gateway: two receipts a second for a minute, an order every ten seconds for an hour', async () => {
    const clock = new ManualClock();
    const limits = new RequestLimits(REQUEST_LIMITS, { clock });
    for (let half = 0; half < 120; half++) {
      limits.admit('partnerReceipt');
      await clock.advance(500);
    }
    for (let order = 0; order < 360; order++) {
      limits.admit('authorizeMandate');
      limits.admit('signOrder');
      await clock.advance(10_000);
    }
  });

  it('report how long to wait', async () => {
    const clock = new ManualClock();
    const limits = new RequestLimits({ ...REQUEST_LIMITS, stop: { burst: 1, perMinute: 6 } }, { clock });
    limits.admit('stop');
    expect(() => limits.admit('stop')).toThrow(expect.objectContaining({ details: { method: 'stop', seconds: 10 } }));
    await clock.advance(10_000);
    limits.admit('stop');
  });
});

describe('RefusalLog', () => {
  it('writes one line a minute of each kind, with the count of the rest', async () => {
    const clock = new ManualClock();
    const lines: { method: string; unsaid: number }[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const refusals = new RefusalLog({ clock, log });
    for (let count = 0; count < 1_000; count++) {
      refusals.note('revokeMandate', new EvlockError('RATE_LIMITED'));
      // A name that the gateway made up gets no kind of its own.
      refusals.note(`method-${count}`, new EvlockError('PROTOCOL_VIOLATION'));
    }
    expect(lines.map(({ method, unsaid }) => [method, unsaid])).toEqual([
      ['revokeMandate', 0],
      ['unknown', 0],
    ]);
    await clock.advance(60_000);
    refusals.note('revokeMandate', new EvlockError('RATE_LIMITED'));
    expect(lines[2]).toMatchObject({ method: 'revokeMandate', unsaid: 999 });
  });
});
