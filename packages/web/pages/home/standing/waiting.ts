/** What a standing order waits for, in words. */
import type { StandingOrderView } from '@evlock/protocol';
import type { useStandingText } from './messages/index.ts';

type Text = ReturnType<typeof useStandingText>;
const RULES = { hours: 'waitsHours', reserve: 'waitsReserve', surplus: 'waitsSurplus' } as const;
const CODES = {
  DEVICE_OFFLINE: 'waitsOffline',
  MANDATE_RESERVED: 'waitsReserved',
  TRADE_FAILED: 'waitsFailed',
} as const;

export function waitingText(t: Text, { waitsFor, rule }: Pick<StandingOrderView, 'waitsFor' | 'rule'>): string {
  if (waitsFor === null) return t('waitsPartner');
  if (waitsFor === 'STANDING_RULE_BROKEN' && rule !== null && rule in RULES)
    return t(RULES[rule as keyof typeof RULES]);
  return waitsFor in CODES ? t(CODES[waitsFor as keyof typeof CODES]) : t('waitsOther', { code: waitsFor });
}
