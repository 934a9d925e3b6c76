/**
 * How long a standing order rests after trades that went wrong: with that partner, and at all. Pure; decided by how trades ended, so
 * that a restart forgets nothing. The meters keep their own memory of partners.
 */
import type { Address, Cause, Timestamp } from '@evlock/protocol';
import type { TradeOutcome } from '../database/standing-orders.ts';

/** How far back outcomes count. */
export const MEMORY_SECONDS = 7 * 86_400;

const HOUR = 3_600;
/** After a loss, as long as a meter refuses that partner. */
const AFTER_LOSS = { first: HOUR, longest: MEMORY_SECONDS } as const;
/** After a delivery that did not come to its end otherwise. */
const AFTER_FAILURE = { first: 60, longest: HOUR } as const;

const LOSSES: readonly Cause[] = ['loss-above-band', 'partner-silent'];
const FAILURES: readonly Cause[] = ['mark-missing', 'sensor-fault', 'restarted'];

type Ending = 'well' | 'failed' | 'lost';

/** A stop by either owner, or by a rule of the meter, is in order however little flowed. */
function endingOf({ state, delivered, causes }: TradeOutcome): Ending {
  const nothing = delivered === 0n;
  // Silence before anything flowed cost nothing.
  if (state === 'expired' || (!nothing && causes.some((cause) => LOSSES.includes(cause)))) return 'lost';
  if (nothing && !causes.includes('stopped-by-owner')) return 'failed';
  return causes.some((cause) => FAILURES.includes(cause)) ? 'failed' : 'well';
}

const rest = ({ first, longest }: { first: number; longest: number }, times: number): number =>
  Math.min(first * 2 ** (times - 1), longest);

/** Until when nothing is traded with `partner`; undefined when it is welcome. `outcomes`: newest first. */
export function partnerRestsUntil(outcomes: readonly TradeOutcome[], partner: Address): Timestamp | undefined {
  const own = outcomes.filter((one) => one.partner === partner);
  const losses = own.filter((one) => endingOf(one) === 'lost');
  const [lastLoss] = losses;
  if (lastLoss) return (lastLoss.ended + rest(AFTER_LOSS, losses.length)) as Timestamp;
  return restsAfterFailures(own);
}

/** Until when an account trades with nobody: with each trade in a row that went wrong, whoever the partner was, longer. */
export const accountRestsUntil = (outcomes: readonly TradeOutcome[]): Timestamp | undefined =>
  restsAfterFailures(outcomes);

function restsAfterFailures(outcomes: readonly TradeOutcome[]): Timestamp | undefined {
  const [last] = outcomes;
  const well = outcomes.findIndex((one) => endingOf(one) === 'well');
  const inARow = well === -1 ? outcomes.length : well;
  return last && inARow > 0 ? ((last.ended + rest(AFTER_FAILURE, inARow)) as Timestamp) : undefined;
}
