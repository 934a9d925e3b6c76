import type { ReactNode } from 'react';
import { classes } from '../../shared/ui/index.ts';
import styles from '../operator.module.css';

/** A state in a word or two. The word says it; the colour only helps. */
export function Tag({
  kind = 'plain',
  children,
}: {
  readonly kind?: 'plain' | 'good' | 'warning' | 'danger';
  readonly children: ReactNode;
}) {
  return <span className={classes(styles.tag, styles[`tag_${kind}`])}>{children}</span>;
}
