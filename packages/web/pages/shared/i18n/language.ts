/** The page's language: chosen once, else the browser's. */
import i18next, { type i18n } from 'i18next';
import { useSyncExternalStore } from 'react';

export const LANGUAGES = ['en', 'ko', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어', de: 'Deutsch' };

const KEY = 'evlock.language';

const isLanguage = (text: string | null | undefined): text is Language =>
  (LANGUAGES as readonly (string | null | undefined)[]).includes(text);

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage is blocked: the browser's language, each time.
    return null;
  }
}

function preferred(): Language {
  const chosen = stored();
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** Every page's translations, one namespace for each folder of messages. React escapes what it shows. */
export const translations: i18n = i18next.createInstance();
void translations.init({
  lng: preferred(),
  fallbackLng: false,
  initAsync: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
});

const listeners = new Set<() => void>();
translations.on('languageChanged', () => {
  for (const listener of listeners) listener();
});

export const language = (): Language => translations.language as Language;

function applied(): void {
  document.documentElement.lang = language();
}
if (typeof document !== 'undefined') applied();

export async function changeLanguage(to: Language): Promise<void> {
  try {
    localStorage.setItem(KEY, to);
  } catch {
    // It holds until the page is closed.
  }
  await translations.changeLanguage(to);
  applied();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language);
