/** What stands around the community view: its name, the other pages, the language. */
import type { ReactNode } from 'react';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useLanguage } from '../shared/i18n/language.ts';
import { useShared } from '../shared/i18n/messages/index.ts';
import styles from './frame.module.css';
import { useText } from './messages/index.ts';

export interface FrameProps {
  readonly title: string;
  readonly intro?: ReactNode;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  /** Above everything, and visible while it is scrolled: that what is shown is old. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ title, intro, aside, banner, children }: FrameProps) {
  const t = useText();
  const shared = useShared();
  return (
    <>
      <a className={styles.skip} href="#content">
        {shared('skip')}
      </a>
      <header className={styles.bar}>
        <span className={styles.brand}>
          <img src="/icons/evlock.svg" alt="" width={30} height={30} />
          Evlock
        </span>
        <nav className={styles.links} aria-label={t('links')}>
          <a href="/home/">{t('home')}</a>
          <a href="/operator/">{t('operator')}</a>
        </nav>
        <LanguageChoice />
      </header>
      {banner !== undefined && (
        <div className={styles.banner} role="status">
          {banner}
        </div>
      )}
      <main id="content" className={styles.main} tabIndex={-1}>
        <div className={styles.head}>
          <div className={styles.words}>
            <h1 className={styles.title}>{title}</h1>
            {intro !== undefined && <p className={styles.intro}>{intro}</p>}
          </div>
          {aside}
        </div>
        {children}
      </main>
    </>
  );
}

function LanguageChoice() {
  const language = useLanguage();
  const shared = useShared();
  return (
    <label className={styles.language}>
      <span className={styles.hidden}>{shared('language')}</span>
      <select value={language} onChange={(event) => void changeLanguage(event.target.value as Language)}>
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {LANGUAGE_NAMES[code]}
          </option>
        ))}
      </select>
    </label>
  );
}
