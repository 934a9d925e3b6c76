/** The end of a community: the claim period passes, also for whoever is unreachable, and every trade is over everywhere. */
import { increaseTime } from '@evlock/chain';
import type { Community } from '@evlock/community';
import { CLAIM_SECONDS, milliseconds, systemClock } from '@evlock/protocol';
import { readRecords } from '../../verdict/database.ts';
import { MeterStore } from '../../verdict/meter-store.ts';
import { until } from './trade-walk.ts';

const WITHIN_MS = 60_000;
const OVER: readonly string[] = ['settled', 'expired', 'failed'];
/** A last transaction receipt that a meter or gateway has just requested. */
const AT_REST = milliseconds(1_500);

/** `rejoin` reconnects everybody once the trades are over on chain. Throws what did not finish. */
export async function closeTheRest(community: Community, rejoin: () => void): Promise<void> {
  const { chain, households } = community;
  await increaseTime(chain.url, CLAIM_SECONDS + 120);
  const records = () => readRecords(community);
  const isOver = ({ stage }: { stage: string }): boolean => OVER.includes(stage);
  const meters = [...households.values()].map((household) => new MeterStore(household));
  await until(
    'trades over',
    async () => (await records()).trades.every(({ state }) => OVER.includes(state)),
    WITHIN_MS,
  );
  rejoin();
  await until('trades over at meters', async () => meters.every((store) => store.trades().every(isOver)), WITHIN_MS);
  const isDone = ({ state }: { state: string }): boolean => state === 'done';
  await until('transactions done', async () => (await records()).transactions.every(isDone), WITHIN_MS);
  await systemClock.sleep(AT_REST);
}
