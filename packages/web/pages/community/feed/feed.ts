/** The demo's feed, held open: it comes back after sleep, a lost network and a restarted server, by itself. */
import type { FEED_PATH, FEED_VERSION } from '@evlock/community/feed';
import type { Snapshot } from '../model.ts';

/** The types hold these to the feed's own. */
const PATH: typeof FEED_PATH = '/demo/feed';
const VERSION: typeof FEED_VERSION = 1;

/** The feed tells something each second; silent for longer, its connection is not believed. */
export const SILENCE = 6_000;
const RETRY = { first: 1_000, longest: 8_000 };

export type FeedState =
  | { readonly kind: 'connecting' }
  /** `stale`: nothing came for a while, and it is being connected again; `since` in ms of `Date.now()`. */
  | { readonly kind: 'live'; readonly snapshot: Snapshot; readonly stale: boolean; readonly since: number }
  /** The feed speaks of something that this page does not know: it was built for another server. */
  | { readonly kind: 'old-page' }
  /** Nothing ever answered. */
  | { readonly kind: 'unreachable' };

export interface FeedModules {
  readonly open: (path: string) => EventSource;
  readonly now: () => number;
  readonly window: Pick<Window, 'setTimeout' | 'clearTimeout' | 'addEventListener' | 'removeEventListener'>;
}

const OF_BROWSER: FeedModules = {
  open: (path) => new EventSource(path),
  now: () => Date.now(),
  window: globalThis as unknown as FeedModules['window'],
};

export class Feed {
  readonly #tell: (state: FeedState) => void;
  readonly #modules: FeedModules;
  #state: FeedState = { kind: 'connecting' };
  #source: EventSource | undefined;
  #timer: number | undefined;
  #wait = RETRY.first;

  constructor(tell: (state: FeedState) => void, modules: FeedModules = OF_BROWSER) {
    this.#tell = tell;
    this.#modules = modules;
  }

  start(): void {
    const { window } = this.#modules;
    // After sleep or on another network, the old connection may hang for minutes.
    window.addEventListener('online', this.#again);
    window.addEventListener('pageshow', this.#again);
    this.#connect();
  }

  stop(): void {
    const { window } = this.#modules;
    window.removeEventListener('online', this.#again);
    window.removeEventListener('pageshow', this.#again);
    this.#disconnect();
  }

  readonly #again = (): void => {
    this.#wait = RETRY.first;
    this.#connect();
  };

  #disconnect(): void {
    this.#modules.window.clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #connect(): void {
    this.#disconnect();
    const source = this.#modules.open(PATH);
    this.#source = source;
    source.addEventListener('snapshot', (event) => {
      if (source === this.#source) this.#take((event as MessageEvent<string>).data);
    });
    source.addEventListener('error', () => {
      if (source === this.#source) this.#lost();
    });
    this.#watch();
  }

  #watch(): void {
    const { window } = this.#modules;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#lost(), SILENCE);
  }

  #take(text: string): void {
    const snapshot = JSON.parse(text) as Snapshot;
    if (snapshot.version !== VERSION) {
      this.#disconnect();
      this.#become({ kind: 'old-page' });
      return;
    }
    this.#wait = RETRY.first;
    this.#watch();
    this.#become({ kind: 'live', snapshot, stale: false, since: this.#modules.now() });
  }

  #lost(): void {
    this.#disconnect();
    const state = this.#state;
    if (state.kind === 'live') this.#become({ ...state, stale: true });
    else this.#become({ kind: 'unreachable' });
    const wait = this.#wait;
    this.#wait = Math.min(wait * 2, RETRY.longest);
    this.#timer = this.#modules.window.setTimeout(() => this.#connect(), wait);
  }

  #become(state: FeedState): void {
    this.#state = state;
    this.#tell(state);
  }
}
