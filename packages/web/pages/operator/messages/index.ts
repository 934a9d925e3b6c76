import { messages } from '../../shared/i18n/messages.ts';
import type { en } from './en.ts';

export const useText = messages<typeof en>('operator', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
