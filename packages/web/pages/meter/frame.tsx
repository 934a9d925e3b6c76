import type { ReactNode } from 'react';
import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useLanguage } from '../shared/i18n/language.ts';
import { useShared } from '../shared/i18n/messages/index.ts';
import { useText } from './messages/index.ts';
import styles from './meter.module.css';

/** The page's head: what it is, and that it is the meter itself that speaks. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const [t, shared] = [useText(), useShared()];
  const language = useLanguage();
  return (
    <>
      <header className={styles.head}>
        <div>
          <strong>{t('brand')}</strong>
          <span className={styles.soft}>{t('brandNote')}</span>
        </div>
        <select
          className={styles.language}
          aria-label={shared('language')}
          value={language}
          onChange={(event) => void changeLanguage(event.target.value as Language)}
        >
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {LANGUAGE_NAMES[tag]}
            </option>
          ))}
        </select>
      </header>
      <main>{children}</main>
    </>
  );
}
