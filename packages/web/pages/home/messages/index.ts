import { messages } from '../../shared/i18n/messages.ts';
import type { en } from './en.ts';

/** What the frame around the household app's screens says. */
export const useFrame = messages<typeof en>('home', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
