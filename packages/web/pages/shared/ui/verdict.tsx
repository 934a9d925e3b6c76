/** How far what is shown is proven. What failed is marked, what is unchecked is labelled; neither is shown as true. */
import type { Verdict as ShownVerdict } from '@evlock/owner';
import { useChecks } from '../checks/messages/index.ts';
import { useShared } from '../i18n/messages/index.ts';
import { classes } from './classes.ts';
import styles from './verdict.module.css';

/** A name of `verdict.failed` or `verdict.unchecked`, in words. */
function useCheckNames(): (names: readonly string[]) => string {
  const t = useChecks();
  return (names) => names.map((name) => t(name as Parameters<typeof t>[0])).join(', ');
}

/** Beside what it is about. Nothing unchecked and nothing failed shows only in `full`. */
export function Verdict({ verdict, full = false }: { readonly verdict: ShownVerdict; readonly full?: boolean }) {
  const t = useShared();
  const names = useCheckNames();
  return (
    <>
      {verdict.failed.length > 0 && (
        <span className={classes(styles.mark, styles.failed)} role="alert">
          <span aria-hidden="true">✕ </span>
          {t('notProven', { checks: names(verdict.failed) })}
        </span>
      )}
      {verdict.unchecked.length > 0 && (
        <span className={styles.mark}>
          <span aria-hidden="true">? </span>
          {t('unchecked', { checks: names(verdict.unchecked) })}
        </span>
      )}
      {full && verdict.failed.length + verdict.unchecked.length === 0 && (
        <span className={classes(styles.mark, styles.proven)}>
          <span aria-hidden="true">✓ </span>
          {t('proven')}
        </span>
      )}
    </>
  );
}

/** Who keeps a bound: the secure world's code, the meter's ordinary program, or nobody (an input that nothing verifies). */
export function KeptBy({ who }: { readonly who: 'secureWorld' | 'meterProgram' | 'measuredUnverified' }) {
  const t = useShared();
  return <span className={classes(styles.mark, who === 'secureWorld' && styles.proven)}>{t(who)}</span>;
}
