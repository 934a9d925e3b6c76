import type { Shown } from '@evlock/owner';
import type { MovementView } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { href } from '../../shared/route.ts';
import { Amount, Button, Card, classes, Empty, ErrorNotice, ShortId, Verdict, Waiting } from '../../shared/ui/index.ts';
import { useMoneyText } from './messages/index.ts';
import styles from './money.module.css';
import { useMovements } from './queries.ts';

export function Movements() {
  const t = useMoneyText();
  const query = useMovements();
  const pages = query.data?.pages ?? [];
  const all = pages.flatMap(({ movements }) => movements);
  return (
    <Card title={t('movements')}>
      {query.isPending && <Waiting />}
      {query.error && !query.data && <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && all.length === 0 && <Empty title={t('none')}>{t('noneText')}</Empty>}
      {pages[0] && <Verdict verdict={pages[0].verdict} />}
      {all.length > 0 && <MovementList movements={all} />}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  );
}

const keyOf = ({ block, logIndex, kind }: MovementView): string => `${block}.${logIndex}.${kind}`;

/** By local day, newest first. */
export function MovementList({ movements }: { readonly movements: readonly Shown<MovementView>[] }) {
  const dayName = useDayName();
  const days = Map.groupBy(movements, ({ time }) => dayName(time));
  return [...days].map(([day, items]) => (
    <section key={day} className={styles.day} aria-label={day}>
      <h3 className={styles.dayName}>{day}</h3>
      <ul className={styles.movements}>
        {items.map((one) => (
          <Movement key={keyOf(one)} movement={one} />
        ))}
      </ul>
    </section>
  ));
}

function useDayName(): (seconds: number) => string {
  const t = useMoneyText();
  const format = useFormat();
  const dateOf = (milliseconds: number): string => new Date(milliseconds).toDateString();
  return (seconds) => {
    const day = dateOf(seconds * 1000);
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    if (day === dateOf(Date.now())) return t('today');
    return day === yesterday.toDateString() ? t('yesterday') : format.date(seconds);
  };
}

function Movement({ movement }: { readonly movement: Shown<MovementView> }) {
  const t = useMoneyText();
  const format = useFormat();
  const { title, text } = useWords()(movement);
  const { balanceChange, balance, trade, time, verdict } = movement;
  return (
    <li className={styles.movement}>
      <span className={classes(styles.dot, styles[movement.kind])} aria-hidden="true" />
      <span className={styles.name}>{trade === null ? title : <a href={href('trades', trade)}>{title}</a>}</span>
      <span className={classes(styles.amount, balanceChange > 0n && styles.plus)}>
        <Amount value={balanceChange} signed />
      </span>
      <span className={classes(styles.soft, styles.text)}>
        {format.clock(time)}
        {text !== undefined && <> · {text}</>}
        <Who movement={movement} />
      </span>
      <span className={classes(styles.soft, styles.after)}>{t('after', { money: format.money(balance) })}</span>
      {verdict.failed.length + verdict.unchecked.length > 0 && (
        <span className={styles.verdict}>
          <Verdict verdict={verdict} />
        </span>
      )}
    </li>
  );
}

/** The other side, where there is one. */
function Who({ movement: { kind, other } }: { readonly movement: MovementView }) {
  const t = useMoneyText();
  if (other === null || kind === 'fee') return null;
  const key =
    kind === 'deposited' || kind === 'bought' ? 'from' : kind === 'withdrawn' || kind === 'sold' ? 'to' : 'with';
  return (
    <>
      {' · '}
      {t(key, { who: '' })}
      <ShortId value={other} />
    </>
  );
}

function useWords(): (movement: MovementView) => { readonly title: string; readonly text?: string } {
  const t = useMoneyText();
  const format = useFormat();
  return ({ kind, energy, price, balanceChange, lockedChange }) => {
    const amount = format.energy(energy ?? 0n);
    const rate = format.price(price ?? 0n);
    switch (kind) {
      case 'bought': {
        const paid = format.money(-(balanceChange + lockedChange));
        const text =
          balanceChange > 0n ? t('boughtText', { paid, back: format.money(balanceChange) }) : t('boughtAll', { paid });
        return { title: t('bought', { energy: amount }), text };
      }
      case 'sold':
        return { title: t('sold', { energy: amount }), text: t('soldText', { price: rate }) };
      case 'locked':
        return { title: t('lockedFor'), text: t('lockedText', { energy: amount, price: rate }) };
      default:
        return { title: t(kind) };
    }
  };
}
