import { changeLanguage, LANGUAGE_NAMES, LANGUAGES, type Language, useLanguage } from '../i18n/language.ts';
import { useShared } from '../i18n/messages/index.ts';
import { Select } from './field.tsx';

/** Each language in its own words. */
export function LanguageSelect() {
  const t = useShared();
  return (
    <Select
      label={t('language')}
      value={useLanguage()}
      onValue={(to) => void changeLanguage(to as Language)}
      options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
  );
}
