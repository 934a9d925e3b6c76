/** Deadlines of requests: an owner's client times out after `CLIENT_WAITS`, and should learn the state before. */
import { type Clock, milliseconds } from '@evlock/protocol';

export const LATE: unique symbol = Symbol('late');

/** The result of `work`, or `LATE` when it is not there by `until`, in monotonic milliseconds. The work then continues. */
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
    // The work reports its own failure.
    work.catch(() => undefined);
  }
}
