// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { de } from '../../../../pages/home/market/messages/de.ts';
import { en } from '../../../../pages/home/market/messages/en.ts';
import { ko } from '../../../../pages/home/market/messages/ko.ts';
import { sentenceOf } from '../../../../pages/home/market/sentence.ts';
import { Format } from '../../../../pages/shared/format/format.ts';
import { draftOf, NOW, offer, trade } from '../../support/household.tsx';

const format = new Format('en', 'EVT');
const { bounds } = draftOf(offer({ energy: 1_234_567n as never, price: 123_456n as never }).offer.order);

describe('the sentence before the passkey', () => {
  it('says every bound to its last digit', () => {
    const { key, sensor, values } = sentenceOf(bounds, format, NOW);
    expect([key, sensor]).toEqual(['checkedSell', 'sensorNormal']);
    expect(values).toEqual({
      energy: '1.234567 kWh',
      least: '100 Wh',
      price: '0.123456 EVT/kWh',
      money: '0.00 EVT',
      from: format.time(NOW - 600, NOW),
      until: format.time(NOW + 3_000, NOW),
      openBefore: format.time(NOW + 3_000, NOW),
      reputation: '-3',
      loss: '3 %',
    });
  });

  it('says the seconds of a time that is not on the minute, and a better sensor', () => {
    const changed = { ...bounds, deliveryFrom: (NOW + 45) as never, minSensorClass: 'secure-world' } as const;
    const { values, sensor } = sentenceOf(changed, format, NOW);
    expect(values.from).toBe(format.clockWithSeconds(NOW + 45));
    expect(sensor).toBe('sensorSecure');
  });

  it('names the money that a bid may lock', () => {
    const { key, values } = sentenceOf(draftOf(trade().bid.order).bounds, format, NOW);
    expect([key, values.money]).toEqual(['checkedBuyWhole', '0.042 EVT']);
  });

  it.each([
    ['en', en],
    ['ko', ko],
    ['de', de],
  ] as const)('leaves out none of them in %s', (_language, text) => {
    const named = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
    const common = ['energy', 'from', 'least', 'loss', 'openBefore', 'price', 'reputation', 'sensor', 'until'];
    expect(named(text.checkedSell)).toEqual(common);
    expect(named(text.checkedBuy)).toEqual([...common, 'money'].sort());
    // The whole and its least part are one number then.
    const whole = common.filter((name) => name !== 'least');
    expect(named(text.checkedSellWhole)).toEqual(whole);
    expect(named(text.checkedBuyWhole)).toEqual([...whole, 'money'].sort());
  });
});
