import { messages } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const useBuyText = messages<typeof en>('home.buy', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
