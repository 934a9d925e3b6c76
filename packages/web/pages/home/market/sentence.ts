/**
 * The one sentence that says what the secure world will check. It is composed from the very bounds that the passkey approves: a bound
 * that is not in the sentence does not compile.
 */
import type { MandateBounds } from '@evlock/owner';
import type { Format } from '../../shared/format/format.ts';

export interface Sentence {
  readonly key: 'checkedSell' | 'checkedSellWhole' | 'checkedBuy' | 'checkedBuyWhole';
  readonly values: Readonly<Record<SentenceValue, string>>;
  readonly sensor: 'sensorNormal' | 'sensorSecure';
}
type SentenceValue = 'energy' | 'least' | 'price' | 'money' | 'from' | 'until' | 'reputation' | 'loss' | 'openBefore';

/** In the page's language and units; `now` decides whether a time needs its day. */
export function sentenceOf(bounds: MandateBounds, format: Format, now: number): Sentence {
  const {
    side,
    energyCap,
    minEnergy,
    moneyCap,
    limitPrice,
    deliveryFrom,
    deliveryUntil,
    validUntil,
    minReputation,
    minSensorClass,
    lossBandPpm,
    // The meter is the reader's own: the page names it above.
    meterKey: _meterKey,
    ...rest
  } = bounds;
  const nothingElse: Record<string, never> = rest;
  void nothingElse;
  // A time that is not on the minute is written with its seconds: the sentence says what is checked, not about what.
  const moment = (time: number): string => {
    if (time % 60 === 0) return format.time(time, now);
    const isToday = format.date(time) === format.date(now);
    return isToday ? format.clockWithSeconds(time) : `${format.date(time)} ${format.clockWithSeconds(time)}`;
  };
  return {
    key: `${side === 'offer' ? 'checkedSell' : 'checkedBuy'}${minEnergy === energyCap ? 'Whole' : ''}`,
    sensor: minSensorClass === 'secure-world' ? 'sensorSecure' : 'sensorNormal',
    values: {
      energy: format.energy(energyCap, { exact: true }),
      least: format.energy(minEnergy, { exact: true }),
      price: format.price(limitPrice),
      money: format.money(moneyCap, { exact: true }),
      from: moment(deliveryFrom),
      until: moment(deliveryUntil),
      reputation: format.count(minReputation),
      loss: `${format.count(lossBandPpm / 10_000)} %`,
      openBefore: moment(validUntil),
    },
  };
}
