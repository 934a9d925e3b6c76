/** Follows one resource: stream events, plus a fresh read every few seconds in case the stream missed some. */
import { type Clock, EvlockError, milliseconds, toJson } from '@evlock/protocol';

/** Longest time without a fresh read. */
const REREAD = milliseconds(5000);

export interface Followed<T> {
  read(): Promise<T>;
  /** Changes as announced, until `signal` aborts. */
  changes(signal: AbortSignal): AsyncIterator<T>;
  ended(value: T): boolean;
}

/** Yields each value that differs from the previous one, ending with the final one. Throws `CANCELLED`. */
export async function* follow<T>(source: Followed<T>, clock: Clock, signal?: AbortSignal): AsyncGenerator<T, void> {
  const over = new AbortController();
  const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  const changes = source.changes(either);
  let change = listen(changes);
  let shown = '';
  try {
    for (let value: T = await source.read(); ; ) {
      const text = toJson(value);
      if (text !== shown) yield value;
      shown = text;
      if (source.ended(value)) return;
      const told = await firstOf(change, clock, either);
      if (signal?.aborted) throw new EvlockError('CANCELLED');
      if (told) change = told.done ? never() : listen(changes);
      value = told && !told.done ? told.value : await source.read();
    }
  } finally {
    over.abort();
  }
}

function listen<T>(changes: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const told = changes.next();
  // It may fail while nobody is waiting; the next waiter gets the error.
  told.catch(() => undefined);
  return told;
}

const never = (): Promise<never> => new Promise(() => undefined);

/** The announced value, or undefined once it is time to read again, or to stop. */
async function firstOf<T>(change: Promise<T>, clock: Clock, signal: AbortSignal): Promise<T | undefined> {
  const enough = new AbortController();
  const sleep = clock.sleep(REREAD, AbortSignal.any([signal, enough.signal]));
  try {
    return await Promise.race([
      change,
      sleep.then(
        () => undefined,
        () => undefined,
      ),
    ]);
  } finally {
    enough.abort();
  }
}
