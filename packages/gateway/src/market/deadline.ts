/** Work that somebody waits for: an owner's client gives up after 20 seconds, and is to hear what is under way before. */
import { type Clock, milliseconds } from '@evlock/protocol';

export const LATE: unique symbol = Symbol('late');

/** What the work gives, or `LATE` when it takes longer than `until`, in monotonic milliseconds. It goes on then, unwatched. */
export async function answeredBy<T>(clock: Clock, work: Promise<T>, until: number): Promise<T | typeof LATE> {
  const over = new AbortController();
  const left = milliseconds(Math.max(0, Math.round(until - clock.monotonic())));
  const late = clock.sleep(left, over.signal).then(
    (): typeof LATE => LATE,
    (): typeof LATE => LATE,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    // Whoever does the work tells what became of it.
    work.catch(() => undefined);
  }
}
