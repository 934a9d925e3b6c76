/** Trades: running ones with what both meters have signed, and how the last ones ended. */
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../shared/format/use-format.tsx';
import { Amount, Button, Card, classes, Empty, EnergyValue, PriceValue } from '../../shared/ui/index.ts';
import { useText } from '../messages/index.ts';
import { capital, causeOf, difference, isCut, isOver, part, type Snapshot, type Trade } from '../model.ts';
import styles from './trades.module.css';
import { CAUSE_KEYS } from './words.ts';

export function RunningTrades({ snapshot: { trades, facts, phase } }: { readonly snapshot: Snapshot }) {
  const t = useText();
  const running = trades.filter((trade) => !isOver(trade));
  // What was said last: trading that waits is followed by an opened trade once it goes on.
  const last = facts.find(({ fact }) => fact.kind === 'trading-waits' || fact.kind === 'trade-opened')?.fact;
  return (
    <Card title={t('trades')}>
      {running.length === 0 && (
        <Empty title={t('tradesEmpty')}>
          {last?.kind === 'trading-waits' && phase === 'running'
            ? t('tradesWait', { code: last.code })
            : t('tradesEmptyDo')}
        </Empty>
      )}
      {running.length > 0 && (
        <ul className={styles.list}>
          {running.map((trade) => (
            <RunningTrade key={trade.id} trade={trade} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function RunningTrade({ trade }: { readonly trade: Trade }) {
  const t = useText();
  const format = useFormat();
  const names = { seller: capital(trade.seller), buyer: capital(trade.buyer) };
  return (
    <li className={classes(styles.trade, trade.delivery === 'paused' && styles.stopped)}>
      <header className={styles.header}>
        <h3 className={styles.title}>
          {t('tradeOf', names)}
          {trade.byVisitor && <span className={styles.yours}>{t('tradeYours')}</span>}
        </h3>
        <Delivery trade={trade} />
      </header>
      <div className={styles.meters}>
        <MeterBar label={t('sellerMeter')} tone="sold" energy={trade.sellerMeter?.energy} of={trade.energy} />
        <MeterBar label={t('buyerMeter')} tone="bought" energy={trade.buyerMeter?.energy} of={trade.energy} />
      </div>
      <Difference trade={trade} />
      <dl className={styles.facts}>
        <Pair name={t('price')}>
          <PriceValue value={BigInt(trade.price)} />
        </Pair>
        <Pair name={t('inEscrow')}>
          <Amount value={BigInt(trade.locked)} />
        </Pair>
        <Pair name={t('until')}>{format.clockWithSeconds(trade.end)}</Pair>
        <Pair name={t('mark')}>
          <Mark mark={trade.mark} />
        </Pair>
      </dl>
    </li>
  );
}

function Pair({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Delivery({ trade: { delivery, state, start } }: { readonly trade: Trade }) {
  const t = useText();
  const format = useFormat();
  const text =
    state === 'signed'
      ? t('stateSigned')
      : delivery === 'waiting'
        ? t('waiting', { time: format.clockWithSeconds(start) })
        : state === 'claimed'
          ? t('stateClaimed')
          : t(delivery);
  return <span className={classes(styles.chip, styles[delivery])}>{text}</span>;
}

interface MeterBarProps {
  readonly label: string;
  readonly tone: 'sold' | 'bought';
  readonly energy: string | undefined;
  readonly of: string;
}

function MeterBar({ label, tone, energy, of }: MeterBarProps) {
  const t = useText();
  const format = useFormat();
  const whole = BigInt(of);
  const signed = energy === undefined ? undefined : BigInt(energy);
  return (
    <div className={styles.meter}>
      <span className={styles.meterName}>{label}</span>
      <span className={styles.meterValue}>
        {signed === undefined ? <small>{t('notYet')}</small> : <strong>{format.fineEnergy(signed)}</strong>}{' '}
        <small>{t('ordered', { energy: format.energy(whole) })}</small>
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles[tone]} style={{ width: `${part(signed ?? 0n, whole) * 100}%` }} />
      </span>
    </div>
  );
}

/** The two meters beside each other, and how far they may differ. */
function Difference({ trade }: { readonly trade: Trade }) {
  const t = useText();
  const format = useFormat();
  if (!trade.sellerMeter || !trade.buyerMeter) return null;
  const differs = difference(trade);
  const most = BigInt(trade.allowedDifference);
  const share = part(differs, most);
  return (
    <div className={classes(styles.difference, share > 0.6 && styles.much)}>
      <span>
        {t('differs', { energy: format.fineEnergy(differs) })} ·{' '}
        <small>{t('differsMost', { energy: format.energy(most) })}</small>
      </span>
      <span className={styles.track} aria-hidden="true">
        <span style={{ width: `${Math.max(1, share * 100)}%` }} />
      </span>
    </div>
  );
}

const MARKS = { none: 'markNone', kept: 'markKept', missing: 'markMissing' } as const;

function Mark({ mark }: { readonly mark: Trade['mark'] }) {
  const t = useText();
  return (
    <span className={classes(mark === 'missing' && styles.bad, mark === 'kept' && styles.good)}>
      {mark === 'kept' && <span aria-hidden="true">✓ </span>}
      {t(MARKS[mark])}
    </span>
  );
}

/** Ended trades shown before one asks for all. */
const SHOWN = 5;

export function LastTrades({ trades }: { readonly trades: readonly Trade[] }) {
  const t = useText();
  const [isAll, setAll] = useState(false);
  const ended = trades.filter(isOver);
  const shown = isAll ? ended : ended.slice(0, SHOWN);
  return (
    <Card title={t('lastTrades')}>
      {ended.length === 0 && <Empty title={t('lastEmpty')}>{t('lastEmptyDo')}</Empty>}
      {ended.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('columnTrade')}</th>
              <th scope="col">{t('columnDelivered')}</th>
              <th scope="col">{t('columnPaid')}</th>
              <th scope="col">{t('columnRefunded')}</th>
              <th scope="col">{t('columnEnding')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trade) => (
              <EndedTrade key={trade.id} trade={trade} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < ended.length && (
        <div>
          <Button onClick={() => setAll(true)}>{t('showAll', { count: ended.length })}</Button>
        </div>
      )}
    </Card>
  );
}

function EndedTrade({ trade }: { readonly trade: Trade }) {
  const t = useText();
  const { delivered, paid, refunded, state, error } = trade;
  const ending =
    state === 'failed'
      ? t('stateFailed', { code: error ?? '' })
      : state === 'expired'
        ? t('endedExpired')
        : t(CAUSE_KEYS[causeOf(trade)]);
  return (
    <tr>
      <th scope="row">
        {capital(trade.seller)} → {capital(trade.buyer)}
      </th>
      <td className={styles.delivered}>{delivered === null ? '–' : <EnergyValue value={BigInt(delivered)} />}</td>
      <td className={styles.paid}>{paid === null ? '–' : <Amount value={BigInt(paid)} />}</td>
      <td
        className={classes(styles.refunded, (refunded === null || BigInt(refunded) === 0n) && styles.nothing)}
        data-label={t('columnRefunded')}
      >
        {refunded === null ? '–' : <Amount value={BigInt(refunded)} />}
      </td>
      <td className={classes(styles.ending, (state !== 'settled' || isCut(trade)) && styles.bad)}>{ending}</td>
    </tr>
  );
}
