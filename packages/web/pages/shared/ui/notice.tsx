import type { ReactNode } from 'react';
import { useErrorWords } from '../errors/use-error-words.ts';
import { useShared } from '../i18n/messages/index.ts';
import { Problem } from '../problem.ts';
import { Button, Buttons } from './button.tsx';
import { classes } from './classes.ts';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly kind?: 'info' | 'good' | 'warning' | 'danger';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links: the way on. */
  readonly actions?: ReactNode;
  /** Read out at once. Set it for what appears, not for what is there from the start. */
  readonly live?: boolean;
}

const MARKS = { info: 'i', good: '✓', warning: '!', danger: '!' } as const;

export function Notice({ kind = 'info', title, children, actions, live = false }: NoticeProps) {
  const role = live ? (kind === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={classes(styles.notice, styles[kind])} role={role}>
      <span className={styles.mark} aria-hidden="true">
        {MARKS[kind]}
      </span>
      <div className={styles.text}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <Buttons>{actions}</Buttons>}
      </div>
    </div>
  );
}

/** What happened, what to do, and the way on. */
export function ErrorNotice({
  error,
  onRetry,
  actions,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly actions?: ReactNode;
}) {
  const t = useShared();
  const problem = Problem.from(error);
  const inWords = useErrorWords();
  return (
    <Notice
      kind={problem.class === 'fault' ? 'danger' : 'warning'}
      title={inWords(problem.code, problem.message)}
      live
      actions={
        <>
          {onRetry !== undefined && <Button onClick={onRetry}>{t('again')}</Button>}
          {actions}
        </>
      }
    >
      {inWords(`${problem.code}.remedy`, problem.remedy)}
      <span className={styles.code}>{t('errorCode', { code: problem.code })}</span>
    </Notice>
  );
}

/** Nothing here yet, and what to do. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <p className={styles.soft}>{children}</p>}
      {action}
    </div>
  );
}
