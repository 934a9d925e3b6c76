import { createContext, type ReactNode, use, useMemo } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { Format } from './format.ts';

const Unit = createContext('EVT');

/** The settlement token's symbol, from the deployment file. */
export function TokenSymbol({ symbol, children }: { symbol: string; children: ReactNode }) {
  return <Unit value={symbol}>{children}</Unit>;
}

/** Formats in the page's language: `const format = useFormat(); format.energy(order.energy)`. */
export function useFormat(): Format {
  const language = useLanguage();
  const symbol = use(Unit);
  return useMemo(() => new Format(language, symbol), [language, symbol]);
}
