/** Facts of the feed in the reader's language. */
import type { Format } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useText } from '../messages/index.ts';
import { type Act, capital, type Fact, targetOf } from '../model.ts';
import { CAUSE_KEYS } from './words.ts';

const ACTS = {
  'wire-cut': 'didWireCut',
  'wire-stolen': 'didWireStolen',
  'sensor-drift': 'didSensorDrift',
  'sensor-frozen': 'didSensorFrozen',
  'sensor-shunted': 'didSensorShunted',
  'meter-killed': 'didMeterKilled',
  'gateway-killed': 'didGatewayKilled',
  'gateway-lies': 'didGatewayLies',
} as const satisfies Record<Act['kind'], string>;

export const LIE_KEYS = {
  energies: 'lieEnergies',
  prices: 'liePrices',
  'withhold-receipts': 'lieWithholdReceipts',
} as const satisfies Record<Extract<Act, { kind: 'gateway-lies' }>['lie'], string>;

const ENDED = { meter: 'factMeterEnded', 'secure-world': 'factSecureWorldEnded', gateway: 'factGatewayEnded' } as const;
const RUNNING = {
  meter: 'factMeterRunning',
  'secure-world': 'factSecureWorldRunning',
  gateway: 'factGatewayRunning',
} as const;
const CAUGHT = { meter: 'factLieCaughtMeter', owner: 'factLieCaughtOwner' } as const;

/** `alice-bob` as `Alice – Bob`. */
export const wireName = (id: string): string => id.split('-').map(capital).join(' – ');

export function useActWords(): (act: Act) => string {
  const t = useText();
  return (act) => {
    const target = targetOf(act);
    const lie = act.kind === 'gateway-lies' ? t(LIE_KEYS[act.lie]) : '';
    return t(ACTS[act.kind], {
      target: target === undefined ? '' : 'wire' in act ? wireName(target) : capital(target),
      lie,
    });
  };
}

type Names = { readonly seller: string; readonly buyer: string };
const names = ({ seller, buyer }: Names): Names => ({ seller: capital(seller), buyer: capital(buyer) });

interface Words {
  readonly t: ReturnType<typeof useText>;
  readonly act: (act: Act) => string;
  readonly energy: (value: string) => string;
  readonly money: (value: string) => string;
  readonly price: (value: string) => string;
  readonly count: Format['count'];
}

type Wording = { readonly [Kind in Fact['kind']]: (fact: Extract<Fact, { kind: Kind }>, words: Words) => string };

const WORDING: Wording = {
  'offer-placed': (fact, { t, energy, price }) =>
    t('factOfferPlaced', { house: capital(fact.house), energy: energy(fact.energy), price: price(fact.price) }),
  'offer-cancelled': ({ house }, { t }) => t('factOfferCancelled', { house: capital(house) }),
  'trade-opened': (fact, { t, energy, money, count }) =>
    t('factTradeOpened', {
      ...names(fact),
      energy: energy(fact.energy),
      money: money(fact.locked),
      block: count(fact.block),
    }),
  'delivery-started': (fact, { t }) => t('factDeliveryStarted', names(fact)),
  'delivery-paused': (fact, { t }) => t('factDeliveryPaused', names(fact)),
  'delivery-resumed': (fact, { t }) => t('factDeliveryResumed', names(fact)),
  'delivery-ended': ({ by, energy: signed, cause }, { t, energy }) =>
    t('factDeliveryEnded', { house: capital(by), energy: energy(signed), cause: t(CAUSE_KEYS[cause]) }),
  'trade-claimed': (fact, { t }) => t('factTradeClaimed', names(fact)),
  'trade-settled': (fact, { t, energy, money }) => {
    const values = { ...names(fact), paid: money(fact.paid), delivered: energy(fact.delivered) };
    if (BigInt(fact.refunded) === 0n) return t('factTradeSettled', values);
    return t('factTradeRefunded', { ...values, refunded: money(fact.refunded) });
  },
  'trade-expired': (fact, { t, money }) => t('factTradeExpired', { ...names(fact), refunded: money(fact.refunded) }),
  'trade-failed': (fact, { t }) => t('factTradeFailed', { ...names(fact), code: fact.code }),
  'reputation-changed': ({ house, change }, { t }) =>
    t(change < 0 ? 'factReputationDown' : 'factReputationUp', { house: capital(house), change: Math.abs(change) }),
  deposited: ({ house, amount }, { t, money }) => t('factDeposited', { house: capital(house), money: money(amount) }),
  'meter-online': ({ house }, { t }) => t('factMeterOnline', { house: capital(house) }),
  'meter-offline': ({ house }, { t }) => t('factMeterOffline', { house: capital(house) }),
  'meter-fault': ({ house, code }, { t }) => t('factMeterFault', { house: capital(house), code }),
  'process-ended': ({ process, house }, { t }) => t(ENDED[process], { house: capital(house ?? '') }),
  'process-running': ({ process, house }, { t }) => t(RUNNING[process], { house: capital(house ?? '') }),
  'lie-caught': ({ by, house, code }, { t }) => t(CAUGHT[by], { house: capital(house), code }),
  sabotaged: ({ sabotage }, { t, act }) => t('factSabotaged', { what: act(sabotage) }),
  mended: ({ sabotage }, { t, act }) => t('factMended', { what: act(sabotage) }),
  'house-taken': ({ house }, { t }) => t('factHouseTaken', { house: capital(house) }),
  'trading-waits': ({ code }, { t }) => t('factTradingWaits', { code }),
};

export function useFactWords(): (fact: Fact) => string {
  const t = useText();
  const format = useFormat();
  const act = useActWords();
  const words: Words = {
    t,
    act,
    energy: (value) => format.energy(BigInt(value)),
    money: (value) => format.money(BigInt(value)),
    price: (value) => format.price(BigInt(value)),
    count: (value) => format.count(value),
  };
  return (fact) => {
    const wording = WORDING[fact.kind] as (fact: Fact, words: Words) => string;
    return wording(fact, words);
  };
}
