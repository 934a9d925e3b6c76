import { useFormat } from '../../shared/format/use-format.tsx';
import { classes } from '../../shared/ui/index.ts';
import { useMarketText } from '../market/messages/index.ts';
import type { Phase as PhaseName } from '../market/trade-facts.ts';
import styles from './phase.module.css';

const KEYS = {
  opening: 'stateSigned',
  waiting: 'stateWaiting',
  delivering: 'stateDelivering',
  closing: 'stateClosing',
  claimed: 'stateClaimed',
  settled: 'stateSettled',
  cut: 'stateCut',
  expired: 'stateExpired',
  failed: 'stateFailed',
} as const;
const TONES: Partial<Record<PhaseName, string | undefined>> = {
  delivering: styles.live,
  settled: styles.good,
  cut: styles.warning,
  expired: styles.warning,
  failed: styles.warning,
};

/** What a trade is doing, in a word; its colour only repeats it. */
export function Phase({ phase, start }: { readonly phase: PhaseName; readonly start: number }) {
  const t = useMarketText();
  const format = useFormat();
  return <span className={classes(styles.phase, TONES[phase])}>{t(KEYS[phase], { time: format.time(start) })}</span>;
}
