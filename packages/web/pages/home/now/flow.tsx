/** The one picture: this house, its neighbours, and what flows between them as the meter measures it. */
import type { AccountView, TradeView } from '@evlock/protocol';
import { useFormat } from '../../shared/format/use-format.tsx';
import { useHouse } from '../../shared/owner.ts';
import { classes } from '../../shared/ui/index.ts';
import { partnerSide } from '../market/trade-facts.ts';
import { useNameOf } from '../market/use-rules.ts';
import styles from './flow.module.css';
import { Inside } from './inside.tsx';
import { useNowText } from './messages/index.ts';

/** Less than this, in mW, is noise of a sensor and no flow. */
const STILL = 500;

type Direction = 'out' | 'in' | 'none';

function directionOf(status: AccountView['status']): Direction {
  if (!status?.relayClosed || Math.abs(status.power) < STILL) return 'none';
  return status.power > 0 ? 'out' : 'in';
}

export function Flow({ account, trade }: { readonly account: AccountView; readonly trade: TradeView | undefined }) {
  const t = useNowText();
  const format = useFormat();
  const house = useHouse();
  const nameOf = useNameOf();
  const status = account.online ? account.status : null;
  const direction = directionOf(status);
  const partner = trade ? nameOf(partnerSide(trade, house.account).account) : t('neighbours');
  const power = format.power(Math.abs(status?.power ?? 0));
  const sentence = (): string => {
    if (!status) return t('offline');
    if (direction === 'out') return t('delivering', { power, partner });
    if (direction === 'in') return t('receiving', { power, partner });
    if (status.state === 'paused') return t('paused');
    return status.relayClosed ? t('connected') : t('ready');
  };
  return (
    <figure className={styles.flow}>
      <div className={classes(styles.picture, styles[direction], !status && styles.unknown)} aria-hidden="true">
        <House name={house.name} />
        <Wire direction={direction} closed={status?.relayClosed === true} power={status ? power : '–'} />
        <House name={partner} neighbour />
      </div>
      <figcaption className={styles.caption}>{sentence()}</figcaption>
      <Inside status={status} />
    </figure>
  );
}

function House({ name, neighbour = false }: { readonly name: string; readonly neighbour?: boolean }) {
  return (
    <div className={classes(styles.house, neighbour && styles.neighbour)}>
      <svg viewBox="0 0 96 84" className={styles.icon} role="presentation">
        <path d="M8 42 48 8l40 34" className={styles.roof} />
        <path d="M18 40v36h60V40" className={styles.walls} />
        <path d="M41 76V54h14v22" className={styles.door} />
      </svg>
      <span className={styles.name}>{name}</span>
    </div>
  );
}

/** Dots move with the current; a gap shows the open relay. */
function Wire({
  direction,
  closed,
  power,
}: {
  readonly direction: Direction;
  readonly closed: boolean;
  readonly power: string;
}) {
  return (
    <div className={styles.wire}>
      <span className={styles.power}>{power}</span>
      <svg viewBox="0 0 200 24" preserveAspectRatio="none" className={styles.line} role="presentation">
        {closed ? (
          <path d="M0 12H200" className={styles.cable} />
        ) : (
          <>
            <path d="M0 12H84" className={styles.cable} />
            <path d="M116 12H200" className={styles.cable} />
          </>
        )}
        {direction !== 'none' && <path d="M0 12H200" className={styles.current} />}
      </svg>
      {!closed && <span className={styles.relay} />}
      <span className={styles.arrow}>{direction === 'out' ? '→' : direction === 'in' ? '←' : ''}</span>
    </div>
  );
}
