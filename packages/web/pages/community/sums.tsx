/** The community in earnest: sums over all households, from the gateway's public route. */
import { TokenSymbol, useFormat } from '../shared/format/use-format.tsx';
import { Amount, Card, Empty, EnergyValue, ErrorNotice, Notice, Stat, Stats, Waiting } from '../shared/ui/index.ts';
import { Frame } from './frame.tsx';
import { useText } from './messages/index.ts';
import styles from './sums.module.css';
import { type SumsState, type SumsView, useSums } from './use-sums.ts';

export function Sums({ symbol }: { readonly symbol: string }) {
  return (
    <TokenSymbol symbol={symbol}>
      <SumsPage {...useSums()} />
    </TokenSymbol>
  );
}

export function SumsPage({ view, error, since, retry }: SumsState) {
  const t = useText();
  const format = useFormat();
  const isStale = view !== undefined && error !== undefined;
  return (
    <Frame
      title={t('title')}
      intro={t('sumsIntro')}
      banner={isStale ? t('stale', { time: format.clockWithSeconds((since ?? 0) / 1000) }) : undefined}
    >
      {view === undefined && error === undefined && <Waiting>{t('connecting')}</Waiting>}
      {view === undefined && error !== undefined && <ErrorNotice error={error} onRetry={retry} />}
      {view && (
        <div className={styles.page} data-stale={isStale || undefined}>
          <Numbers view={view} />
          <Day view={view} />
          <Notice>{t('sumsWord')}</Notice>
        </div>
      )}
    </Frame>
  );
}

function Numbers({ view }: { readonly view: SumsView }) {
  const t = useText();
  const format = useFormat();
  const { sinceStart } = view;
  const asOf = t('sumsAsOf', { block: format.count(view.block), time: format.clockWithSeconds(view.time) });
  return (
    <Card title={t('sinceStartTitle')} aside={<span className={styles.soft}>{asOf}</span>}>
      <Stats>
        <Stat
          label={t('sumsDelivered')}
          value={<EnergyValue value={BigInt(sinceStart.delivered)} />}
          note={t('sumsTrades', { count: sinceStart.trades, number: format.count(sinceStart.trades) })}
        />
        <Stat label={t('sumsPaid')} value={<Amount value={BigInt(sinceStart.paid)} />} />
        <Stat
          label={t('sumsLocked')}
          value={<Amount value={BigInt(view.locked)} />}
          note={t('sumsDelivering', { count: view.delivering })}
        />
        <Stat
          label={t('sumsHouseholds')}
          value={format.count(view.households)}
          note={t('sumsOnline', { count: view.online })}
        />
        <Stat label={t('sumsOffers')} value={format.count(view.offers)} />
      </Stats>
    </Card>
  );
}

const HOUR = 3_600;
const HOURS = 24;
/** Heights in pixels. */
const PLOT = 160;

/** Every hour of the last 24, also those in which nothing ended. */
function Day({ view }: { readonly view: SumsView }) {
  const t = useText();
  const format = useFormat();
  const newest = view.time - (view.time % HOUR);
  const bars = Array.from({ length: HOURS }, (_, index) => {
    const start = newest - (HOURS - 1 - index) * HOUR;
    const hour = view.hours.find((one) => one.start === start);
    return { start, trades: hour?.trades ?? 0, delivered: BigInt(hour?.delivered ?? 0) };
  });
  const most = bars.reduce((largest, { delivered }) => (delivered > largest ? delivered : largest), 0n);
  return (
    <Card title={t('sumsDay')}>
      {most === 0n ? (
        <Empty title={t('sumsDayEmpty')}>{t('sumsDayEmptyDo')}</Empty>
      ) : (
        <ol className={styles.bars} style={{ height: PLOT + 28 }}>
          {bars.map(({ start, trades, delivered }, index) => {
            const label = t('sumsBar', { time: format.clock(start), energy: format.energy(delivered), trades });
            const height = Math.max(2, Number((delivered * BigInt(PLOT)) / most));
            return (
              <li key={start} title={label}>
                <span className={styles.hidden}>{label}</span>
                <span className={styles.bar} style={{ height }} aria-hidden="true" />
                <span className={styles.hour} aria-hidden="true">
                  {index % 6 === 0 ? format.clock(start) : ''}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
