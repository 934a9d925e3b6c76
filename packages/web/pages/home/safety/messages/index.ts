import { messages } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

/** What Safety says. */
export const useText = messages<typeof en>('home.safety', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
