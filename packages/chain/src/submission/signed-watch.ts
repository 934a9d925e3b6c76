/**
 * Watches exported files: claims in time, closes trades when their claim period is over, and submits cancels and withdrawals as
 * soon as the chain accepts them. It is stateless: progress is read from the chain, so it may be killed and restarted at any
 * moment.
 */
import { type Bytes32, type Clock, EvlockError, milliseconds, type SignedExport } from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { ChainReader } from '../reader/chain-reader.ts';
import type { Outcome, SignedSubmission } from './signed-submission.ts';

export interface SignedWatchOptions {
  /** Minimum milliseconds between rounds. Default 5 000. */
  readonly interval?: number;
}

export interface SignedWatchModules {
  readonly reader: Pick<ChainReader, 'blocks'>;
  readonly submission: Pick<SignedSubmission, 'trade' | 'cancel' | 'withdrawal' | 'replacement'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is being watched. */
export interface SignedSource {
  /** Asked before every round; returns the same object as long as nothing changed. */
  read(): Promise<SignedExport>;
  /** Whether to keep going once everything is over, since more may come. */
  readonly endless: boolean;
}

interface Attended {
  readonly attend: () => Promise<Outcome>;
  /** Not to be checked before this chain time. */
  readonly notBefore: number;
}

/** Seconds after which a waiting item is rechecked even though it is not due: others act on the chain too. */
const LONGEST_REST = 600;

export class SignedWatch {
  readonly #interval: number;
  readonly #modules: SignedWatchModules;

  constructor({ interval = 5_000 }: SignedWatchOptions, modules: SignedWatchModules) {
    this.#interval = milliseconds(interval);
    this.#modules = modules;
  }

  /**
   * Watches until everything is over or `signal` aborts; yields what was done, and each item's end. No failure ends the watch: it
   * is logged and retried next round.
   */
  async *run(source: SignedSource, signal: AbortSignal): AsyncGenerator<Outcome, void> {
    const { reader, clock } = this.#modules;
    const ended = new Set<Bytes32>();
    let known: SignedExport | undefined;
    let left: readonly Attended[] = [];
    let next = Number.NEGATIVE_INFINITY;
    for await (const { time } of reader.blocks(signal)) {
      if (clock.monotonic() < next) continue;
      next = clock.monotonic() + this.#interval;
      const signed = await this.#try(() => source.read());
      if (signed && signed !== known) left = this.#items(signed);
      known = signed ?? known;
      const waiting: Attended[] = [];
      for (const attended of left) {
        if (time < attended.notBefore) {
          waiting.push(attended);
          continue;
        }
        const outcome = await this.#try(attended.attend);
        if (outcome?.result === 'refused') this.#warn(outcome.why, outcome.id);
        const isEnd = outcome?.result === 'over';
        if (outcome?.result === 'submitted' || (isEnd && !ended.has(outcome.id))) yield outcome;
        if (isEnd) ended.add(outcome.id);
        else waiting.push({ ...attended, notBefore: Math.min(outcome?.until ?? 0, time + LONGEST_REST) });
      }
      left = waiting;
      if (known && left.length === 0 && !source.endless) return;
    }
  }

  /** Trades first, because their end frees money; withdrawals in the order of their nonces. */
  #items({ trades, cancels, withdrawals, replacements }: SignedExport): Attended[] {
    const { submission } = this.#modules;
    const attends = (...all: Attended['attend'][]): Attended[] => all.map((attend) => ({ attend, notBefore: 0 }));
    const inTurn = [...withdrawals].sort((one, other) => Number(one.withdrawal.nonce - other.withdrawal.nonce));
    return attends(
      ...trades.map((trade) => () => submission.trade(trade)),
      ...cancels.map((cancel) => () => submission.cancel(cancel)),
      ...inTurn.map((withdrawal) => () => submission.withdrawal(withdrawal)),
      ...(replacements ?? []).map((replacement) => () => submission.replacement(replacement)),
    );
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#warn(EvlockError.from(error).code);
      return undefined;
    }
  }

  #warn(code: string | null, id?: Bytes32): void {
    this.#modules.log.warn({ code, ...(id && { id }) }, 'failed this round; retrying');
  }
}
