import { type ReactNode, useId } from 'react';
import styles from './card.module.css';

export interface CardProps {
  readonly title?: ReactNode;
  /** At the right of the title: a link, a mark. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One subject of a screen. */
export function Card({ title, aside, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header className={styles.header}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

/** A screen's cards: one column on a phone, as many as fit elsewhere. */
export function Cards({ children }: { readonly children: ReactNode }) {
  return <div className={styles.cards}>{children}</div>;
}

/** A screen: its heading, and what is on it. */
export function Screen({
  title,
  intro,
  children,
}: {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.screen}>
      <header>
        <h1 className={styles.heading}>{title}</h1>
        {intro !== undefined && <p className={styles.intro}>{intro}</p>}
      </header>
      {children}
    </div>
  );
}
