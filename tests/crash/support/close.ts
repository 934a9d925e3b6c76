/** The end of a community: the claim period passes, and every trade is over everywhere. */
import { increaseTime } from '@evlock/chain';
import type { Community } from '@evlock/community';
import { CLAIM_SECONDS, milliseconds, systemClock } from '@evlock/protocol';
import { readRecords } from '../../verdict/database.ts';
import { MeterStore } from '../../verdict/meter-store.ts';
import type { Supervisor } from './supervisor.ts';

const WITHIN_MS = 60_000;
const POLL = milliseconds(500);
/** A last transaction receipt that a meter or gateway has just requested. */
const AT_REST = milliseconds(2_000);
const ENDED: readonly string[] = ['done', 'reverted'];
const OVER: readonly string[] = ['settled', 'expired', 'failed'];

/** What no final pair has settled is closed after the claim period, even while some are dark; then nothing stays dead. */
export async function closeTheRest(community: Community, supervisor?: Supervisor): Promise<void> {
  const { chain, households } = community;
  await increaseTime(chain.url, CLAIM_SECONDS + 120);
  await until(async () => (await readRecords(community)).trades.every(({ state }) => OVER.includes(state)));
  supervisor?.lightUp();
  await until(async () => [...households.values()].every((one) => new MeterStore(one).trades().every(isOver)));
  // One that a development chain may still lose stays in the outbox for some blocks.
  await until(async () => (await readRecords(community)).transactions.every(({ state }) => ENDED.includes(state)));
  await systemClock.sleep(AT_REST);
}

const isOver = ({ stage }: { stage: string }): boolean => OVER.includes(stage);

/** The verdict reports whoever does not finish. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = systemClock.monotonic() + WITHIN_MS;
  while (!(await condition().catch(() => false)) && systemClock.monotonic() < end) await systemClock.sleep(POLL);
}
