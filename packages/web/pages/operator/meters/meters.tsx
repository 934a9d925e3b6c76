/** Every meter: connected or not, and what needs somebody. */
import type { Address, MeterHealth } from '@evlock/protocol';
import { useQuery } from '@tanstack/react-query';
import { shortId } from '../../shared/format/format.ts';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useShared } from '../../shared/i18n/messages/index.ts';
import { href, useRoute } from '../../shared/route.ts';
import { ButtonLink, Card, Empty, Screen, ShortId } from '../../shared/ui/index.ts';
import { useConsole } from '../client.ts';
import { useText } from '../messages/index.ts';
import styles from '../operator.module.css';
import { Asked } from '../parts/asked.tsx';
import { Meter } from './meter.tsx';
import { MeterTags, needsSomebody } from './meter-tags.tsx';

const EVERY = 5_000;

export default function Meters() {
  const t = useText();
  const { path } = useRoute();
  const { client } = useConsole();
  const meters = useQuery({ queryKey: ['meters'], queryFn: () => client.meters(), refetchInterval: EVERY });
  const meterKey = path[1];
  if (meterKey !== undefined) return <Meter meterKey={meterKey as Address} meters={meters} />;
  return (
    <Screen title={t('nav_meters')} intro={t('metersIntro')}>
      <Asked query={meters}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={t('noMeters')} action={<ButtonLink href={href('devices')}>{t('nav_devices')}</ButtonLink>}>
              {t('noMetersText')}
            </Empty>
          ) : (
            <Card>
              <ul className={styles.list}>
                {inOrder(all).map((meter) => (
                  <Row key={meter.deviceId} meter={meter} />
                ))}
              </ul>
            </Card>
          )
        }
      </Asked>
    </Screen>
  );
}

/** What needs somebody first. */
const inOrder = (meters: readonly MeterHealth[]): MeterHealth[] =>
  [...meters].sort((one, other) => Number(needsSomebody(other)) - Number(needsSomebody(one)));

function Row({ meter }: { readonly meter: MeterHealth }) {
  const t = useText();
  const shared = useShared();
  const format = useFormat();
  const { status, lastReading, openTrades, meterKey } = meter;
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <span className={styles.rowName}>
          <ShortId value={meterKey} />
        </span>
        <MeterTags meter={meter} />
        <span className={styles.figures}>
          {status && (
            <span>
              {t('power')}: {format.power(status.power)}
            </span>
          )}
          <span>
            {t('lastReading')}: {lastReading === null ? t('never') : format.time(lastReading)}
          </span>
          <span>
            {t('openTrades')}: {format.count(openTrades)}
          </span>
        </span>
      </div>
      <ButtonLink href={href('meters', meterKey)}>
        {shared('details')}
        <span className={styles.hidden}>: {t('meterTitle', { id: shortId(meterKey) })}</span>
      </ButtonLink>
    </li>
  );
}
