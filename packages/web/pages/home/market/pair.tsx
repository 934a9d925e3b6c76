import type { ReactNode } from 'react';
import { classes, Stats } from '../../shared/ui/index.ts';
import styles from './pair.module.css';

interface PairProps {
  /** The numbers failed verification: struck out, beside the mark that says so. */
  readonly doubtful?: boolean;
  readonly children: ReactNode;
}

/** Big numbers in two columns, also on a phone, where they are a little smaller. */
export function Pair({ doubtful = false, children }: PairProps) {
  return (
    <div className={classes(styles.pair, doubtful && styles.doubtful)}>
      <Stats>{children}</Stats>
    </div>
  );
}
