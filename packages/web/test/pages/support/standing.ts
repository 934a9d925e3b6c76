/** A standing order as the worker gives it. */
import type { ShownStandingOrder } from '@evlock/owner';
import type { Energy, Money, Power, Ppm, Price, StandingOrderView, Timestamp } from '@evlock/protocol';
import { NOW, own } from './household.tsx';

export function standingOrder(changes: Partial<ShownStandingOrder> = {}): ShownStandingOrder {
  const mandate: StandingOrderView['mandate'] = {
    meterKey: own.meterKey,
    side: 'offer',
    energyCap: 20_000_000n as Energy,
    minEnergy: 250_000n as Energy,
    moneyCap: 0n as Money,
    limitPrice: 100_000n as Price,
    deliveryFrom: (NOW - 86_400) as Timestamp,
    deliveryUntil: (NOW + 6 * 86_400) as Timestamp,
    approvedAt: (NOW - 86_400) as Timestamp,
    validUntil: (NOW + 6 * 86_400) as Timestamp,
    minReputation: -3,
    minSensorClass: 'normal-world',
    lossBandPpm: 30_000 as Ppm,
    mandateId: 1_795_354_200,
  };
  return {
    id: mandate.mandateId,
    mandate,
    rules: {
      lot: 500_000n as Energy,
      power: 1_440_000 as Power,
      seconds: 3_780,
      hours: { from: 480, until: 1_080, timeZone: 'Asia/Seoul' },
      reservePpm: 300_000 as Ppm,
      surplusOnly: true,
      partners: null,
    },
    state: 'active',
    placed: (NOW - 86_400) as Timestamp,
    energyUsed: 4_000_000n as Energy,
    moneyUsed: 0n as Money,
    energyReserved: 500_000n as Energy,
    moneyReserved: 0n as Money,
    trades: 8,
    delivered: 3_980_000n as Energy,
    paid: 398_000n as Money,
    waitsFor: null,
    rule: null,
    renewal: null,
    verdict: { failed: [], unchecked: ['mandate', 'rules', 'state', 'progress'] },
    ...changes,
  };
}
