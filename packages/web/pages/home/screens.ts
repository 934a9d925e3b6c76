/** The household app's screens, each loaded when it is first opened: a line for each. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { MessageKey } from '../shared/i18n/messages.ts';
import type { en } from './messages/en.ts';

export interface ScreenEntry {
  /** First part of its address, which is also its name in the messages; `now` is the start. */
  readonly name: MessageKey<typeof en>;
  /** Reads the rest of its address with `useRoute`. */
  readonly Screen: LazyExoticComponent<ComponentType>;
  /** At the bottom of a phone: four at most, the others are behind *More*. */
  readonly primary?: boolean;
  /** Opened by links alone. */
  readonly hidden?: boolean;
  /** Works without a household and a session. */
  readonly open?: boolean;
}

/** In the order of the navigation. A screen is its module's default export. */
export const screens: readonly ScreenEntry[] = [];

type Loader = () => Promise<{ readonly default: ComponentType }>;

/** @example screen('sell', () => import('./sell/sell.tsx'), { primary: true }) */
export const screen = (
  name: ScreenEntry['name'],
  load: Loader,
  rest: Partial<Pick<ScreenEntry, 'primary' | 'hidden' | 'open'>> = {},
): ScreenEntry => ({ name, Screen: lazy(load), ...rest });
