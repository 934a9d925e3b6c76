import { milliseconds, systemClock } from '@evlock/protocol';

const PAUSE = milliseconds(250);

/** Retries until it works, for at most `within` milliseconds: an owner's page does the same while a gateway is away. */
export async function patiently<T>(work: () => Promise<T>, within = 240_000): Promise<T> {
  const until = systemClock.monotonic() + within;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (systemClock.monotonic() > until) throw error;
      await systemClock.sleep(PAUSE);
    }
  }
}
