import { messages } from '../../i18n/messages.ts';
import type { en } from './en.ts';

export const errorMessages = messages<typeof en>('errors', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
