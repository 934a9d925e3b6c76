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

type Loader = () => Promise<{ readonly default: ComponentType }>;

const screen = (
  name: ScreenEntry['name'],
  load: Loader,
  rest: Partial<Pick<ScreenEntry, 'primary' | 'hidden' | 'open'>> = {},
): ScreenEntry => ({ name, Screen: lazy(load), ...rest });

/** In the order of the navigation; the first is the start. A screen is its module's default export. */
export const screens: readonly ScreenEntry[] = [
  screen('now', () => import('./now/now.tsx'), { primary: true }),
  screen('sell', () => import('./sell/sell.tsx'), { primary: true }),
  screen('buy', () => import('./buy/buy.tsx'), { primary: true }),
  screen('offers', () => import('./offers/offers.tsx')),
  screen('standing', () => import('./standing/standing.tsx')),
  screen('trades', () => import('./trade/trades.tsx'), { primary: true }),
  screen('money', () => import('./money/money.tsx')),
  screen('safety', () => import('./safety/safety.tsx')),
  screen('take', () => import('./take/take.tsx'), { open: true, hidden: true }),
];
