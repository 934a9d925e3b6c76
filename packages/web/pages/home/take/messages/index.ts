import { messages } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

/** Taking a house. */
export const useText = messages<typeof en>('home.take', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
