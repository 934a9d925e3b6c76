import { messages } from '../../i18n/messages.ts';
import type { en } from './en.ts';

export const usePasskeyText = messages<typeof en>('passkey', {
  en: () => import('./en.ts'),
  ko: () => import('./ko.ts'),
  de: () => import('./de.ts'),
});
