import { createContext, use, useEffect, useState } from 'react';
import { translations, useLanguage } from '../i18n/language.ts';
import { errorMessages } from './messages/index.ts';

/** Whether the page speaks to a household. An operator is told what the catalogue says; passkeys are explained to everybody. */
export const HouseholdWords = createContext(false);

/**
 * Words for an error's code, or what the catalogue says of it: also where the words cannot be loaded, since that is when errors are
 * shown. So it never suspends; the first look loads them.
 */
export function useErrorWords(): (key: string, otherwise: string) => string {
  const language = useLanguage();
  const isHousehold = use(HouseholdWords);
  const [, setLoaded] = useState(0);
  useEffect(() => {
    let isShown = true;
    errorMessages.load(language).then(
      () => isShown && setLoaded((count) => count + 1),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [language]);
  const t = translations.getFixedT(language, 'errors');
  return (key, otherwise) => {
    const isOurs = isHousehold || key.startsWith('PASSKEY_');
    return isOurs && translations.exists(key, { lng: language, ns: 'errors' }) ? t(key) : otherwise;
  };
}
