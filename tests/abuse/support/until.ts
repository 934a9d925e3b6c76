import { milliseconds, systemClock } from '@evlock/protocol';

/** Asks again until it holds; the test's own time limit is its end. */
export const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await systemClock.sleep(milliseconds(200));
};
