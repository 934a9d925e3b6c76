import { EvlockError } from '@evlock/protocol';
import { ManualClock } from '@evlock/testing/protocol/manual-clock';
import { beforeEach, describe, expect, it } from 'vitest';
import { RelayControl } from '../../src/drivers/relay-control.ts';

describe('RelayControl', () => {
  let driven: string[];
  let broken: boolean;
  let relay: RelayControl;
  const clock = new ManualClock();
  beforeEach(() => {
    driven = [];
    broken = false;
    relay = new RelayControl({
      clock,
      relay: {
        drive: (position) => {
          driven.push(position);
          if (broken) throw new EvlockError('RELAY_FAULT');
        },
      },
      watchdog: { doubt: () => void driven.push('doubt'), trust: () => void driven.push('trust') },
    });
  });

  it('drives only changes and tracks how long the relay has been open', async () => {
    relay.set(true);
    relay.set(true);
    expect([relay.closed, relay.openFor]).toEqual([true, 0]);
    relay.set(false);
    await clock.advance(250);
    expect(driven).toEqual(['closed', 'open']);
    expect(relay.openFor).toBe(250);
  });

  it('treats a line that does not follow as closed, and leaves it to the watchdog', () => {
    broken = true;
    expect(() => relay.set(true)).toThrow(EvlockError);
    expect(relay.closed).toBe(true);
    expect(() => relay.set(false)).toThrow(EvlockError);
    expect(driven).toEqual(['closed', 'doubt', 'open', 'doubt']);
    broken = false;
    relay.reset();
    expect(relay.closed).toBe(false);
    expect(driven.slice(-2)).toEqual(['open', 'trust']);
  });
});
