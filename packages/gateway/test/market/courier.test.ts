import { silentLog } from '@evlock/chain';
import { type Address, type Bytes32, type Clock, type ErrorCode, EvlockError, milliseconds } from '@evlock/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { Courier } from '../../src/market/courier.ts';

const meterKey: Address = `0x${'aa'.repeat(20)}`;
const tradeId: Bytes32 = `0x${'77'.repeat(32)}`;

describe('Courier', () => {
  let isOnline: boolean;
  let failures: ErrorCode[];
  let sent: number;
  let pauses: number[];
  let courier: Courier;
  beforeEach(() => {
    isOnline = true;
    [sent, pauses] = [0, []];
    const clock: Clock = {
      now: () => 0 as never,
      monotonic: () => milliseconds(0),
      sleep: async (length) => void pauses.push(length),
    };
    const meters = {
      online: () => isOnline,
      status: () => null,
      request: async () => {
        sent++;
        const code = failures.shift();
        if (code === 'DEVICE_OFFLINE') isOnline = false;
        if (code !== undefined) throw new EvlockError(code);
        return {} as never;
      },
    };
    courier = new Courier({ meters, clock, log: silentLog });
  });
  /** How often a message is sent when its attempts fail with these. */
  const sends = async (...codes: ErrorCode[]): Promise<number> => {
    failures = codes;
    courier.bring(meterKey, tradeId, 'stop', { tradeId });
    await new Promise((resolve) => setImmediate(resolve));
    await courier.close();
    return sent;
  };

  it.each(['TIMED_OUT', 'RATE_LIMITED', 'INTERNAL', 'SECURE_WORLD_UNREACHABLE', 'STORE_FAILED'] as const)(
    'retries after %s, with growing pauses',
    async (code) => {
      expect(await sends(code, code)).toBe(3);
      expect(pauses).toEqual([1_000, 2_000]);
    },
  );

  it('gives up after five attempts', async () => {
    expect(await sends(...Array.from({ length: 9 }, () => 'TIMED_OUT' as const))).toBe(5);
  });

  it.each(['TRADE_NOT_FOUND', 'INVALID_SIGNATURE', 'OUT_OF_STATE'] as const)(
    'does not retry what %s denied',
    async (code) => {
      expect(await sends(code)).toBe(1);
    },
  );

  it('leaves a disconnected meter until it reconnects', async () => {
    expect(await sends('DEVICE_OFFLINE')).toBe(1);
  });
});
