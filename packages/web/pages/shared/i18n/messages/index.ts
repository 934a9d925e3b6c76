import { messages } from '../messages.ts';
import type { en } from './en.ts';

/** What every page says. */
export const useShared = messages<typeof en>('shared', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
