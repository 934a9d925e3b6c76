import { describe, expect, it } from 'vitest';
import {
  CLAIM_SECONDS,
  decideTrade,
  type Energy,
  FREEING_PAYS_SECONDS,
  type HeldReceipts,
  needsTimeOf,
  type Receipt,
  type Role,
  type SignedReceipt,
  type TradeOnChain,
  timestamp,
} from '../../src/index.ts';

const END = 1_000_000;
const times = { openBefore: timestamp(END - 10), end: timestamp(END) };
const none: HeldReceipts = { buyer: [], seller: [] };

let sequence = 0;
function receipt(role: Role, energy: bigint, final: boolean, partnerEnergy = 0n): SignedReceipt {
  sequence++;
  const fields: Receipt = {
    tradeId: `0x${'1'.repeat(64)}`,
    role,
    sequence,
    energy: energy as Energy,
    partnerSequence: 0,
    partnerEnergy: partnerEnergy as Energy,
    final,
    cause: final ? 'completed' : 'none',
  };
  return { receipt: fields, signature: `0x${'1'.repeat(130)}` };
}
const claim = (energy: bigint, final: boolean) => ({ energy: energy as Energy, final });
const at = (time: number, graceSeconds = 0) => ({ time: timestamp(time), graceSeconds });
const OPEN: TradeOnChain = { state: 'open' };

describe('what can be done for a trade', () => {
  it('is to open it, until an order expires', () => {
    const decide = (time: number) => decideTrade(times, none, { state: 'none' }, at(time));
    expect(decide(END - 11)).toEqual({ kind: 'act', steps: [{ kind: 'openTrade' }] });
    expect(decide(END - 10)).toEqual({ kind: 'over', how: 'never-opened' });
  });

  it('is nothing once it is over', () => {
    for (const how of ['settled', 'expired'] as const) {
      expect(decideTrade(times, none, { state: how }, at(END))).toEqual({ kind: 'over', how });
    }
  });

  it('is to free its meters once they need it no longer, while enough of its interval is left', () => {
    const busyUntil = timestamp(END);
    const free = { kind: 'act', steps: [{ kind: 'free' }] };
    const final = receipt('buyer', 5n, true);
    const held = { buyer: [final], seller: [] };
    const claimed: TradeOnChain = { state: 'claimed', buyer: claim(5n, true), busyUntil };
    for (const [chain, otherwise] of [
      [
        { state: 'settled', busyUntil },
        { kind: 'over', how: 'settled' },
      ],
      [
        { state: 'expired', busyUntil },
        { kind: 'over', how: 'expired' },
      ],
      [claimed, { kind: 'wait', for: 'claim-period' }],
    ] as const) {
      const decide = (time: number) => decideTrade(times, held, chain, at(time));
      expect(decide(END - FREEING_PAYS_SECONDS)).toEqual(free);
      expect(decide(END - FREEING_PAYS_SECONDS + 1)).toMatchObject(otherwise);
    }
    // What brings it nearer to its end comes first.
    const pair = { buyer: [final], seller: [receipt('seller', 5n, true, 5n)] };
    expect(decideTrade(times, pair, claimed, at(0))).toMatchObject({ steps: [{ kind: 'settleFinal' }] });
  });

  it('needs of an interval what an order could use', () => {
    const order = { start: timestamp(END - 2_000), end: timestamp(END + 5_000) };
    expect(needsTimeOf(order, timestamp(END), timestamp(END - 600))).toBe(true);
    expect(needsTimeOf(order, timestamp(END), timestamp(END - 599))).toBe(false);
    expect(needsTimeOf(order, timestamp(END - 1_401), timestamp(0))).toBe(false);
  });

  it('is to settle by a final pair at any time, and to claim after the end should that be refused', () => {
    const [buyer, seller] = [receipt('buyer', 7n, true), receipt('seller', 8n, true, 7n)];
    const other = receipt('seller', 8n, true, 6n);
    const held = { buyer: [receipt('buyer', 5n, false), buyer], seller: [seller, other] };
    const settle = { kind: 'settleFinal', buyer, seller };
    expect(decideTrade(times, held, OPEN, at(0))).toEqual({ kind: 'act', steps: [settle] });
    expect(decideTrade(times, held, OPEN, at(END))).toEqual({
      kind: 'act',
      steps: [settle, { kind: 'claim', receipt: buyer }, { kind: 'claim', receipt: other }],
    });
  });

  it('is not to settle below what was claimed', () => {
    const held = { buyer: [receipt('buyer', 7n, true)], seller: [receipt('seller', 8n, true, 7n)] };
    const chain: TradeOnChain = { state: 'claimed', buyer: claim(9n, true), seller: claim(8n, true) };
    expect(decideTrade(times, held, chain, at(END))).toEqual({
      kind: 'wait',
      until: END + CLAIM_SECONDS,
      for: 'claim-period',
    });
  });

  it('is to claim what is news, after the grace', () => {
    const [large, final] = [receipt('buyer', 9n, false), receipt('buyer', 7n, true)];
    const held = { buyer: [final, large], seller: [receipt('seller', 4n, false)] };
    const chain: TradeOnChain = { state: 'claimed', seller: claim(4n, false) };
    expect(decideTrade(times, held, chain, at(END + 9, 10))).toEqual({
      kind: 'wait',
      until: END + 10,
      for: 'delivery',
    });
    expect(decideTrade(times, held, chain, at(END + 10, 10))).toEqual({
      kind: 'act',
      steps: [
        { kind: 'claim', receipt: large },
        { kind: 'claim', receipt: final },
      ],
    });
  });

  it('is to close it after the claim period, by whether the buyer claimed', () => {
    const over = at(END + CLAIM_SECONDS);
    const held = { buyer: [receipt('buyer', 7n, true)], seller: [] };
    const seller = claim(4n, true);
    expect(decideTrade(times, held, OPEN, over)).toEqual({ kind: 'act', steps: [{ kind: 'expire' }] });
    expect(decideTrade(times, held, { state: 'claimed', seller }, over)).toEqual({
      kind: 'act',
      steps: [{ kind: 'expire' }],
    });
    expect(decideTrade(times, held, { state: 'claimed', buyer: claim(1n, false), seller }, over)).toEqual({
      kind: 'act',
      steps: [{ kind: 'settleClaimed' }],
    });
  });
});
