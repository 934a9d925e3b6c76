import { beforeEach, describe, expect, it } from 'vitest';
import { Feed, type FeedModules, type FeedState, SILENCE } from '../../../pages/community/feed/feed.ts';
import { running } from './fixtures.ts';

class MockSource extends EventTarget {
  closed = false;
  close(): void {
    this.closed = true;
  }
  say(snapshot: unknown): void {
    this.dispatchEvent(Object.assign(new Event('snapshot'), { data: JSON.stringify(snapshot) }));
  }
  fail(): void {
    this.dispatchEvent(new Event('error'));
  }
}

/** Timers that fire when told. */
class MockWindow extends EventTarget {
  readonly timers = new Map<number, { readonly work: () => void; readonly delay: number }>();
  #next = 1;
  setTimeout(work: () => void, delay: number): number {
    this.timers.set(this.#next, { work, delay });
    return this.#next++;
  }
  clearTimeout(id: number): void {
    this.timers.delete(id);
  }
  /** Fires the only one; returns its delay. */
  elapse(): number {
    expect(this.timers.size).toBe(1);
    const [[id, { work, delay }]] = [...this.timers] as [[number, { work: () => void; delay: number }]];
    this.timers.delete(id);
    work();
    return delay;
  }
}

let sources: MockSource[];
let window: MockWindow;
let states: FeedState[];
let feed: Feed;
const last = (): FeedState => states.at(-1)!;
const source = (): MockSource => sources.at(-1)!;

beforeEach(() => {
  sources = [];
  states = [];
  window = new MockWindow();
  const modules = {
    open: (path: string) => {
      expect(path).toBe('/demo/feed');
      sources.push(new MockSource());
      return source();
    },
    now: () => 1_000,
    window,
  } as unknown as FeedModules;
  feed = new Feed((state) => states.push(state), modules);
  feed.start();
});

describe('the feed', () => {
  it('shows each snapshot', () => {
    source().say(running);
    expect(last()).toEqual({ kind: 'live', snapshot: running, stale: false, since: 1_000 });
  });

  it('keeps the last snapshot when the connection is lost, says that it is stale, and comes back', () => {
    source().say(running);
    source().fail();
    expect(last()).toMatchObject({ kind: 'live', stale: true, snapshot: running });
    expect(window.elapse()).toBe(1_000);
    expect(sources).toHaveLength(2);
    source().say({ ...running, at: running.at + 9 });
    expect(last()).toMatchObject({ kind: 'live', stale: false, snapshot: { at: running.at + 9 } });
  });

  it('waits longer each time, but not for ever longer', () => {
    const waits = Array.from({ length: 6 }, () => {
      source().fail();
      return window.elapse();
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    expect(last()).toEqual({ kind: 'unreachable' });
  });

  it('does not believe a connection that has fallen silent', () => {
    source().say(running);
    expect(window.elapse()).toBe(SILENCE);
    expect(last()).toMatchObject({ stale: true });
    expect(sources[0]?.closed).toBe(true);
  });

  it.each(['online', 'pageshow'])('connects again at once on %s', (event) => {
    source().say(running);
    source().fail();
    window.dispatchEvent(new Event(event));
    expect(sources).toHaveLength(2);
    expect(sources[0]?.closed).toBe(true);
    expect(window.timers.size).toBe(1);
  });

  it('hears nothing from a connection that it has given up', () => {
    const old = source();
    window.dispatchEvent(new Event('online'));
    old.say(running);
    old.fail();
    expect(states).toEqual([]);
  });

  it('says so when the server speaks of what this page does not know, and asks no more', () => {
    source().say({ ...running, version: 2 });
    expect(last()).toEqual({ kind: 'old-page' });
    expect(source().closed).toBe(true);
    expect(window.timers.size).toBe(0);
  });

  it('leaves nothing behind', () => {
    feed.stop();
    expect(source().closed).toBe(true);
    expect(window.timers.size).toBe(0);
    window.dispatchEvent(new Event('online'));
    expect(sources).toHaveLength(1);
  });
});
