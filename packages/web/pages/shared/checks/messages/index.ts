import { messages } from '../../i18n/messages.ts';
import type { en } from './en.ts';

/** What a verification checks, by the names in `verdict.failed` and `verdict.unchecked`. */
export const useChecks = messages<typeof en>('checks', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
