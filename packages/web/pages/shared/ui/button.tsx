import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { Spinner } from './progress.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** One `primary` at most on a screen. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** Something is under way: it cannot be pressed again, and says so. */
  readonly busy?: boolean;
  /** Why it cannot be pressed now; shown beside it. Undefined when it can. */
  readonly why?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** What it cannot do it explains: `why` greys it and stays readable, also by a screen reader. */
export function Button({ kind = 'secondary', busy = false, why, wide, children, onClick, ...rest }: ButtonProps) {
  const reason = useId();
  const isOff = busy || why !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[kind], wide && styles.wide, rest.className)}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-describedby={why === undefined ? rest['aria-describedby'] : reason}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <Spinner small />}
      {children}
    </button>
  );
  if (why === undefined) return button;
  return (
    <span className={classes(styles.explained, wide && styles.wide)}>
      {button}
      <span id={reason} className={styles.why}>
        {why}
      </span>
    </span>
  );
}

/** Buttons beside each other, below each other where there is no room. */
export function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** A link that looks like a button. */
export function ButtonLink({
  kind = 'secondary',
  href,
  children,
}: {
  readonly kind?: ButtonProps['kind'];
  readonly href: string;
  readonly children: ReactNode;
}) {
  return (
    <a className={classes(styles.button, styles[kind])} href={href}>
      {children}
    </a>
  );
}
