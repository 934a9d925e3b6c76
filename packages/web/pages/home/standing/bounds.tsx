/** What bounds a standing order, apart: what the secure world checks, and what the meter's program keeps. */
import type { MandateBounds } from '@evlock/owner';
import type { StandingRules } from '@evlock/protocol';
import { clockTime } from '../../shared/format/clock.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { KeptBy } from '../../shared/ui/index.ts';
import { sentenceOf } from '../market/sentence.ts';
import { useStandingText } from './messages/index.ts';
import styles from './standing.module.css';

export interface BoundsProps {
  readonly bounds: MandateBounds;
  readonly rules: StandingRules;
}

export function Bounds({ bounds, rules }: BoundsProps) {
  const t = useStandingText();
  const format = useFormat();
  const { values, sensor } = sentenceOf(bounds, format, Math.floor(Date.now() / 1000));
  const { lot, power, hours, reservePpm, surplusOnly, partners, seconds: _seconds } = rules;
  const kept = [
    t('keptLot', { lot: format.energy(lot), power: format.power(power) }),
    hours && t('keptHours', { from: clockTime(hours.from), until: clockTime(hours.until), timeZone: hours.timeZone }),
    reservePpm !== null && t('keptReserve', { share: format.percent(reservePpm) }),
    surplusOnly && t('keptSurplus'),
    partners && t('keptPartners', { count: partners.length }),
  ].filter((text) => typeof text === 'string');
  return (
    <div className={styles.bounds}>
      <div className={styles.bound}>
        <KeptBy who="secureWorld" />
        <p className={styles.sentence}>
          {t(bounds.side === 'offer' ? 'checkedSell' : 'checkedBuy', values)}
          {sensor === 'sensorSecure' && ` ${t('checkedSecure')}`}
        </p>
      </div>
      <div className={styles.bound}>
        <KeptBy who="meterProgram" />
        <ul className={styles.kept}>
          {kept.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className={styles.soft}>{t('keptNote')}</p>
      </div>
    </div>
  );
}
