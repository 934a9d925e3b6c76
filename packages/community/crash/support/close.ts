/** The end of a world: the claim period passes, and every trade is over. */
import { increaseTime } from '@evlock/chain';
import type { Community } from '@evlock/community';
import { CLAIM_SECONDS, milliseconds, systemClock } from '@evlock/protocol';

const WITHIN_MS = 60_000;
/** Meters read the chain by themselves, up to five seconds later. */
const METERS_READ = milliseconds(8_000);

/** What no final pair has settled is closed after the claim period. */
export async function closeTheRest({ chain, households }: Community): Promise<void> {
  await increaseTime(chain.url, CLAIM_SECONDS + 120);
  const until = systemClock.monotonic() + WITHIN_MS;
  const isOver = async (): Promise<boolean> => {
    const lists = await Promise.all([...households.values()].map(({ owner }) => owner.trades({ limit: 200 })));
    return lists.flat().every(({ state }) => ['settled', 'expired', 'failed'].includes(state));
  };
  while (!(await isOver().catch(() => false)) && systemClock.monotonic() < until) {
    await systemClock.sleep(milliseconds(500));
  }
  await systemClock.sleep(METERS_READ);
}
