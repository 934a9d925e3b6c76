import { messages } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const useNowText = messages<typeof en>('home.now', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
