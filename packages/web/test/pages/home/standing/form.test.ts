import type { Energy, Timestamp } from '@evlock/protocol';
import { describe, expect, it } from 'vitest';
import { START, type StandingForm, standingWish } from '../../../../pages/home/standing/form.ts';

const NOW = 1_800_000_030 as Timestamp;
const rules = { minimumLot: 1_000n as Energy, symbol: 'EVT' };
const typed = (change: Partial<StandingForm>) =>
  standingWish({ ...START, price: '0.10', energy: '20', ...change }, NOW, rules, 'Asia/Seoul');

describe('the form of a standing order', () => {
  it('sells within its bounds, for whole minutes', () => {
    const { wish, problems } = typed({ reserve: '30', surplusOnly: true, hours: { from: '22:00', until: '06:15' } });
    expect(problems).toEqual({});
    expect(wish).toEqual({
      ...{ side: 'offer', limitPrice: 100_000n, energyCap: 20_000_000n, lot: 500_000n, power: 1_440_000 },
      ...{ from: 1_800_000_000, until: 1_800_000_000 + 7 * 86_400 + 60, moneyCap: undefined },
      hours: { from: 1_320, until: 375, timeZone: 'Asia/Seoul' },
      ...{ reservePpm: 300_000, surplusOnly: true },
    });
  });

  it('buys up to a cost, and has no rules of selling', () => {
    const { wish } = typed({ side: 'bid', money: '1,5', reserve: '30', surplusOnly: true });
    expect(wish).toMatchObject({ side: 'bid', moneyCap: 1_500_000n, reservePpm: undefined, surplusOnly: false });
    expect(typed({ side: 'bid' }).wish?.moneyCap).toBeUndefined();
  });

  it.each<[Partial<StandingForm>, object]>([
    [{ price: '' }, { price: 'problemPrice' }],
    [{ price: '0' }, { price: 'problemPrice' }],
    [{ energy: 'much' }, { energy: 'problemEnergy' }],
    [{ energy: '0.4' }, { lot: 'problemLot' }],
    [{ lot: '1.5 Wh' }, { lot: 'problemLot' }],
    [{ side: 'bid', money: '-1' }, { money: 'problemMoney' }],
    [{ hours: { from: '08:10', until: '10:00' } }, { hours: 'problemHours' }],
    [{ hours: { from: '08:00', until: '08:00' } }, { hours: 'problemHours' }],
    [{ reserve: '101' }, { reserve: 'problemReserve' }],
    [{ reserve: '' }, { reserve: 'problemReserve' }],
    [{ power: '0' }, { power: 'problemPower' }],
  ])('says what is wrong with %j', (change, problems) => {
    expect(typed(change)).toEqual({ problems });
  });
});
