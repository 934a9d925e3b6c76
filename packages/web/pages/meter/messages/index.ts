import { messages } from '../../shared/i18n/messages.ts';
import type { en } from './en.ts';

/** What a meter's local page says. */
export const useText = messages<typeof en>('meter', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
