/** One thing as it changes: what the event stream says of it, and a fresh read every few seconds in case it missed some. */
import { type Clock, milliseconds, toJson } from '@evlock/protocol';

/** Longest time without a fresh read. */
const REREAD = milliseconds(5000);

export interface Followed<T> {
  read(): Promise<T>;
  /** Changes as they are told, until `signal`. */
  changes(signal: AbortSignal): AsyncIterator<T>;
  ended(value: T): boolean;
}

/** Yields each value that differs from the one before; ends with the one that ended it. Rejects when `signal` aborts. */
export async function* follow<T>(source: Followed<T>, clock: Clock, signal?: AbortSignal): AsyncGenerator<T, void> {
  const over = new AbortController();
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const changes = source.changes(either);
  let change = changes.next();
  let value: T = await source.read();
  let shown = '';
  try {
    for (;;) {
      const text = toJson(value);
      if (text !== shown) yield value;
      shown = text;
      if (source.ended(value)) return;
      const told = await firstOf(change, clock, either);
      if (told && !told.done) change = changes.next();
      value = told && !told.done ? told.value : await source.read();
    }
  } finally {
    over.abort();
  }
}

/** What was told, or nothing once it is time to read again. */
async function firstOf<T>(change: Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | undefined> {
  const enough = new AbortController();
  const sleep = clock.sleep(REREAD, AbortSignal.any([signal, enough.signal])).then(() => undefined);
  sleep.catch(() => undefined);
  try {
    return await Promise.race([change, sleep]);
  } finally {
    enough.abort();
  }
}
