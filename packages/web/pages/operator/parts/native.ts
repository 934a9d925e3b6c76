import { useLanguage } from '../../shared/i18n/language.ts';

const KAIA = 10n ** 18n;

/** Wei as text → `20.41 KAIA`. */
export function useNative(): (wei: string) => string {
  const language = useLanguage();
  return (wei) => {
    // Never more than there is, and no float of 18 digits.
    const hundredths = (BigInt(wei) * 100n) / KAIA;
    const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}` as Intl.StringNumericLiteral;
    return `${new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(text)} KAIA`;
  };
}
