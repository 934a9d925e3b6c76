import type { ReactNode } from 'react';
import { useShared } from '../i18n/messages/index.ts';
import { classes } from './classes.ts';
import styles from './progress.module.css';

export function Spinner({ small = false }: { readonly small?: boolean }) {
  return <span className={classes(styles.spinner, small && styles.small)} aria-hidden="true" />;
}

/** Something is being waited for, and what. */
export function Waiting({ children }: { readonly children?: ReactNode }) {
  const t = useShared();
  return (
    <div className={styles.waiting} role="status">
      <Spinner />
      <span>{children ?? t('loading')}</span>
    </div>
  );
}

/** How far something has come, 0 to 1. */
export function Progress({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div className={styles.progress}>
      <span>{label}</span>
      <progress aria-label={label} value={Math.min(1, Math.max(0, value))} max={1} />
    </div>
  );
}

/** Steps one after the other, with the one under way. */
export function Steps({
  steps,
  current,
}: {
  readonly steps: readonly { readonly key: string; readonly label: ReactNode; readonly note?: ReactNode }[];
  /** Key of the step under way; undefined when all are done. */
  readonly current: string | undefined;
}) {
  const at = current === undefined ? steps.length : steps.findIndex(({ key }) => key === current);
  return (
    <ol className={styles.steps}>
      {steps.map(({ key, label, note }, index) => (
        <li
          key={key}
          className={classes(styles.step, index < at && styles.done, index === at && styles.current)}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          <span>
            {label}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
