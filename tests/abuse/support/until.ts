import { milliseconds, systemClock } from '@evlock/protocol';

/** Polls until it holds; the test's own timeout ends it. */
export const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await systemClock.sleep(milliseconds(200));
};
