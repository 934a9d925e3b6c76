/** Six houses that trade until they are stopped, one line a trade. */
import { type Community, DemoTrading, NEIGHBOURS, TURNS, type WireSpec } from '@evlock/community';
import { type EvlockError, toJson } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { summaryLine } from './terminal.ts';

/** They make the first trade while the others start. */
export const FIRST = NEIGHBOURS.slice(0, 2).map(({ name }) => name);
const OTHERS = NEIGHBOURS.slice(2).map(({ name }) => name);

export interface LivingOptions {
  readonly json: boolean;
  readonly wires: readonly WireSpec[];
}

/** The first houses are up; the others join while these trade. Rejects with the signal's reason, or what broke a start. */
export async function live(
  community: Community,
  { json, wires }: LivingOptions,
  context: Context,
  signal: AbortSignal,
  onJoined: (names: readonly string[]) => void,
): Promise<void> {
  const { deployment } = community;
  const trading = new DemoTrading(
    { turns: TURNS, wires },
    {
      community,
      clock: context.clock,
      onTrade: (summary) => context.out(json ? toJson(summary) : `  ${summaryLine(summary, deployment.tokenSymbol)}`),
      onWait: ({ code, message }: EvlockError) => context.err(`  … waiting    ${message} (${code})`),
    },
  );
  // Whichever fails first ends both; neither may be left running.
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const join = (names: readonly string[]): void => {
    trading.join(names, either);
    onJoined(names);
  };
  const joinOthers = async (): Promise<void> => {
    // One at a time: a trade is running beside.
    for (const name of OTHERS) {
      await community.join([name], either);
      join([name]);
    }
  };
  join(FIRST);
  const joining = joinOthers();
  joining.catch((error: unknown) => failed.abort(error));
  const outcomes = await Promise.allSettled([trading.run(either), joining]);
  for (const outcome of outcomes.toReversed()) if (outcome.status === 'rejected') throw outcome.reason;
}
