import { type HouseholdInputs, NO_INPUTS, type StandingRules } from '@evlock/protocol';
import { sampleTrade, rules as tradeRules } from '@evlock/testing/meter/samples';
import { describe, expect, it } from 'vitest';
import { RuleKeeper } from '../../src/delivery/rule-keeper.ts';
import { silentLog } from '../../src/log.ts';
import { announcedTrade, type TradeProgress } from '../../src/trade/trade-progress.ts';

const trade = sampleTrade();
const reserve = {
  lot: trade.energy,
  power: tradeRules.powerLimit,
  seconds: 60,
  hours: null,
  surplusOnly: false,
  partners: null,
};
const RULES = { ...reserve, reservePpm: 300_000 } as StandingRules;

function keeper(progress: Partial<TradeProgress>, rules: StandingRules | null = RULES) {
  const stopped: string[] = [];
  const household: { inputs: HouseholdInputs } = { inputs: { ...NO_INPUTS, chargePpm: 290_000 } };
  const book = new Map([[trade.id, { ...announcedTrade(trade, 'seller'), ...progress } as TradeProgress]]);
  const made = new RuleKeeper({
    runner: { book, stop: (id) => void stopped.push(id) },
    store: { rulesOfOrder: (hash) => (hash === trade.offerHash || hash === trade.id ? rules : null) },
    inputs: () => household.inputs,
    log: silentLog,
  });
  const look = (times: number): void => {
    for (let count = 0; count < times; count++) made.look();
  };
  return { look, stopped, household };
}

describe('a delivery whose rule no longer holds', () => {
  it('is ended, when it has not held for a while', () => {
    const { look, stopped } = keeper({ stage: 'delivering' });
    look(4);
    expect(stopped).toEqual([]);
    look(1);
    expect(stopped).toEqual([trade.id]);
  });

  it('is ended at once where the partner is not one of its own, whoever sells', () => {
    const strangers = { ...RULES, reservePpm: null, partners: [`0x${'99'.repeat(20)}` as const] };
    for (const role of ['seller', 'buyer'] as const) {
      const other = keeper({ stage: 'confirmed', role }, strangers);
      other.look(1);
      expect(other.stopped).toEqual([trade.id]);
      const partner = trade[role === 'seller' ? 'buyer' : 'seller'].account;
      const own = keeper({ stage: 'confirmed', role }, { ...strangers, partners: [partner] });
      own.look(9);
      expect(own.stopped).toEqual([]);
    }
  });

  it('is ended before it begins', () => {
    const { look, stopped } = keeper({ stage: 'confirmed' });
    look(5);
    expect(stopped).toEqual([trade.id]);
  });

  it('continues when it holds again in between', () => {
    const { look, stopped, household } = keeper({ stage: 'delivering' });
    look(4);
    household.inputs = { ...NO_INPUTS, chargePpm: 300_000 };
    look(1);
    household.inputs = { ...NO_INPUTS, chargePpm: 290_000 };
    look(4);
    expect(stopped).toEqual([]);
  });
});

describe('a delivery', () => {
  it.each([
    ['that is bought', { role: 'buyer' as const, stage: 'delivering' as const }, RULES],
    ['whose order no rules bind', { stage: 'delivering' as const }, null],
    ['that is over', { stage: 'finalizing' as const }, RULES],
  ])('%s is left alone', (_name, progress, rules) => {
    const { look, stopped } = keeper(progress, rules);
    look(20);
    expect(stopped).toEqual([]);
  });
});
