/**
 * Messages of one folder: `messages/{en,ko,de}.ts` beside the screens that show them, each loaded when its language is first
 * shown. English is the type: Korean and German must have exactly its keys.
 */
import { use, useMemo } from 'react';
import { type Language, translations, useLanguage } from './language.ts';

/** `offers_one` and `offers_other` are one message, `offers`, chosen by `count`. */
type KeyOf<Name> = Name extends `${infer Base}_${'one' | 'other'}` ? Base : Name;
export type MessageKey<En> = KeyOf<Extract<keyof En, string>>;
export type Text<En> = (key: MessageKey<En>, values?: Readonly<Record<string, string | number>>) => string;

/** What `ko.ts` and `de.ts` are: `export const de: Translated<typeof en> = { … }`. */
export type Translated<En> = { readonly [Key in keyof En]: string };

export type Loaders<En> = {
  readonly [L in Language]: () => Promise<{ readonly [Name in L]: Translated<En> }>;
};

export interface Messages<En> {
  /** In a component: suspends until the language is there. */
  (): Text<En>;
  /** Outside components, and before the first screen. */
  load(language: Language): Promise<void>;
}

/**
 * @example
 * // pages/home/sell/messages/index.ts
 * export const useText = messages<typeof en>('home.sell', {
 *   en: () => import('./en.ts'),
 *   ko: () => import('./ko.ts'),
 *   de: () => import('./de.ts'),
 * });
 * // pages/home/sell/sell.tsx
 * const t = useText();
 * return <h1>{t('title')}</h1>;
 */
export function messages<En extends object>(namespace: string, loaders: Loaders<En>): Messages<En> {
  const loaded = new Map<Language, Promise<void>>();
  const load = (language: Language): Promise<void> => {
    let loading = loaded.get(language);
    if (!loading) {
      loading = loaders[language]().then(
        (module) => {
          translations.addResourceBundle(language, namespace, (module as Record<Language, Translated<En>>)[language]);
        },
        (error: unknown) => {
          // Asked for again at the next look, once the network is back.
          loaded.delete(language);
          throw error;
        },
      );
      loaded.set(language, loading);
    }
    return loading;
  };
  const useText = (): Text<En> => {
    const language = useLanguage();
    use(load(language));
    return useMemo(() => {
      const t = translations.getFixedT(language, namespace);
      return (key, values) => t(key, values ?? {});
    }, [language]);
  };
  return Object.assign(useText, { load });
}
