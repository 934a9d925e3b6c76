/** The demo's trades, one after another, alongside whatever a visitor does with the same households. */
import { type Clock, EvlockError, type Milliseconds, milliseconds } from '@evlock/protocol';

/** How long the demo waits while someone else is using its households. */
export const WAIT_WHILE_BUSY = milliseconds(5_000);

/** Attempts at a single trade: five minutes. */
const ATTEMPTS_MAX = 60;

/** What waiting cannot fix. */
const isLasting = ({ entry }: EvlockError): boolean => entry.defect === true;

export interface DemoTurnsOptions {
  /** Ends after the first successful turn, and waits only for busy households. */
  readonly once: boolean;
  /** Delay between turns. */
  readonly pause: Milliseconds;
}

export interface DemoTurnsModules {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Reported once per reason, not per attempt. */
  readonly onWait: (error: EvlockError) => void;
}

/**
 * Takes turn after turn until the signal, or just one. A refused turn is retried. Throws what waiting cannot fix, and the
 * signal's reason.
 */
export async function takeTurns(
  turn: (index: number) => Promise<void>,
  { once, pause }: DemoTurnsOptions,
  { clock, signal, onWait }: DemoTurnsModules,
): Promise<void> {
  let waitingFor: string | undefined;
  let attempts = 0;
  for (let index = 0; ; ) {
    try {
      await turn(index);
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = EvlockError.from(thrown);
      attempts++;
      // Even a single trade waits for a visitor's trade or offer, or for one left by a killed demo.
      const passes = once ? error.entry.contended && attempts < ATTEMPTS_MAX : !isLasting(error);
      if (!passes || error.code === 'CANCELLED') throw thrown;
      if (error.code !== waitingFor) onWait(error);
      waitingFor = error.code;
      await clock.sleep(WAIT_WHILE_BUSY, signal);
      continue;
    }
    if (once) return;
    waitingFor = undefined;
    index++;
    await clock.sleep(pause, signal);
  }
}
