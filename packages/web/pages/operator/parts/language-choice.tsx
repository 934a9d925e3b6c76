import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useLanguage } from '../../shared/i18n/language.ts';
import { useShared } from '../../shared/i18n/messages/index.ts';
import styles from '../operator.module.css';

export function LanguageChoice() {
  const t = useShared();
  return (
    <select
      className={styles.language}
      aria-label={t('language')}
      value={useLanguage()}
      onChange={(event) => void changeLanguage(event.target.value as Language)}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  );
}
