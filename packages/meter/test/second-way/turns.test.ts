import { type Timestamp, timestamp } from '@evlock/protocol';
import { START } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { jitter, nextTurn, type TakenTurn, turnLength, turnStart } from '../../src/second-way/turns.ts';

const rules = { count: 3, patience: 300 };
const at = (seconds: number): Timestamp => timestamp(START + seconds);

describe('turns', () => {
  it('last as long as the patience, twice as long in the next round, and at most 15 minutes', () => {
    expect([0, 1, 2, 3, 6, 9, 12, 30].map((turn) => turnLength(turn, rules))).toEqual([
      300, 300, 300, 600, 900, 900, 900, 900,
    ]);
    expect([0, 1, 2, 3, 4].map((turn) => turnStart(turn, rules))).toEqual([0, 300, 600, 900, 1_500]);
  });

  it('give each of three submitters more than twenty before the 24 hours for claims are over', () => {
    const turns = [...Array(200).keys()].filter((turn) => turnStart(turn, rules) < 24 * 3_600);
    for (const submitter of [0, 1, 2]) {
      expect(turns.filter((turn) => turn % 3 === submitter).length).toBeGreaterThan(20);
    }
  });

  it('start with the first, advance on time, and are not used twice', () => {
    expect(nextTurn(at(0), undefined, rules)).toEqual({ turn: 0, from: at(0) });
    const taken: TakenTurn = { turn: 0, at: at(2), failed: false };
    expect(nextTurn(at(0), taken, rules)).toEqual({ turn: 1, from: at(300) });
    expect(nextTurn(at(0), { turn: 1, at: at(301), failed: false }, rules)).toEqual({ turn: 2, from: at(600) });
  });

  it('pass to the next at once when one fails, except to a new round', () => {
    expect(nextTurn(at(0), { turn: 1, at: at(310), failed: true }, rules)).toEqual({ turn: 2, from: at(310) });
    expect(nextTurn(at(0), { turn: 2, at: at(311), failed: true }, rules)).toEqual({ turn: 3, from: at(900) });
  });

  it('are made up one after another by a meter that was off', () => {
    const late: TakenTurn = { turn: 1, at: at(50_000), failed: false };
    expect(nextTurn(at(0), late, rules)).toEqual({ turn: 2, from: at(50_300) });
  });

  it('begin slightly later at each meter', () => {
    const id = `0x${'ab'.repeat(32)}` as const;
    const waits = [...'0123456789abcdef'].map((digit) => jitter(id, `0x${digit.repeat(40)}`, rules));
    expect(new Set(waits).size).toBeGreaterThan(8);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30);
  });
});
