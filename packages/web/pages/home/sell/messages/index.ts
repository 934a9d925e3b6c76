import { messages } from '../../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const useSellText = messages<typeof en>('home.sell', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
