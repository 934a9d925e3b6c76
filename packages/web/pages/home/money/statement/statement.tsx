/** A statement of a month or a day: sums, prices by partner, days or quarter hours, movements, and files to keep. */
import type { Shown, Statement } from '@evlock/owner';
import { useLanguage } from '../../../shared/i18n/language.ts';
import { go, href } from '../../../shared/route.ts';
import { Button, ButtonLink, Card, ErrorNotice, Notice, Screen, Verdict, Waiting } from '../../../shared/ui/index.ts';
import { Back } from '../back.tsx';
import { useMoneyText } from '../messages/index.ts';
import { MovementList } from '../movements.tsx';
import { useMoneyEvents, useStatement } from '../queries.ts';
import { Days } from './days.tsx';
import { Files } from './files.tsx';
import { isAhead, moved, nameOf, type Period, parsePeriod, writePeriod } from './period.ts';
import { Quarters } from './quarters.tsx';
import { Sources } from './sources.tsx';
import styles from './statement.module.css';
import { Sums } from './sums.tsx';

const addressOf = (period: Period): string => href('money', 'statement', writePeriod(period));

export default function StatementScreen({ period: given }: { readonly period: string | undefined }) {
  const t = useMoneyText();
  const period = parsePeriod(given);
  const query = useStatement(period);
  useMoneyEvents();
  return (
    <Screen title={t('statements')}>
      <Back />
      <PeriodBar period={period} />
      {query.isPending && <Waiting />}
      {query.error && !query.data && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Whole statement={query.data} />}
    </Screen>
  );
}

function PeriodBar({ period }: { readonly period: Period }) {
  const t = useMoneyText();
  const language = useLanguage();
  const isDay = period.day !== undefined;
  const next = moved(period, 1);
  const { day: _day, ...month } = period;
  return (
    <nav className={styles.bar} aria-label={t('statements')}>
      <Button
        kind="quiet"
        aria-label={t(isDay ? 'previousDay' : 'previousMonth')}
        onClick={() => go(addressOf(moved(period, -1)))}
      >
        <span aria-hidden="true">‹</span>
      </Button>
      <h2 className={styles.period}>{nameOf(period, language)}</h2>
      {!isAhead(next) && (
        <Button kind="quiet" aria-label={t(isDay ? 'nextDay' : 'nextMonth')} onClick={() => go(addressOf(next))}>
          <span aria-hidden="true">›</span>
        </Button>
      )}
      {isDay && (
        <span className={styles.whole}>
          <ButtonLink kind="quiet" href={addressOf(month)}>
            {t('wholeMonth')}
          </ButtonLink>
        </span>
      )}
    </nav>
  );
}

function Whole({ statement }: { readonly statement: Shown<Statement> }) {
  const t = useMoneyText();
  const { made, until, period, movements, complete } = statement;
  return (
    <>
      {made < until && <Notice>{t('provisional')}</Notice>}
      <Sums statement={statement} />
      <Sources sources={statement.sources} />
      {period.day === undefined ? <Days statement={statement} /> : <Quarters statement={statement} />}
      {movements.length > 0 && (
        <Card title={t('movements')}>
          <MovementList movements={movements} />
          {!complete && <p>{t('moreMovements')}</p>}
        </Card>
      )}
      <Files statement={statement} />
      <Card title={t('checks')}>
        <p>
          <Verdict verdict={statement.verdict} full />
        </p>
        <p className={styles.soft}>{t('ownUse')}</p>
      </Card>
    </>
  );
}
