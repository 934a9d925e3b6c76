/** Keeps watch over the trades of exported files: claims in time, and closes them when their claim period is over. */
import { type Clock, EvlockError, type ExportedTrade, milliseconds, type SignedExport } from '@evlock/protocol';
import type { ChainReader } from './chain-reader.ts';
import type { Log } from './log.ts';
import type { Outcome, SignedSubmission } from './signed-submission.ts';

export interface SignedWatchOptions {
  /** Least milliseconds between two rounds. Default 5 000. */
  readonly interval?: number;
}

export interface SignedWatchModules {
  readonly reader: Pick<ChainReader, 'blocks'>;
  readonly submission: Pick<SignedSubmission, 'trade'>;
  readonly clock: Clock;
  readonly log: Log;
}

export class SignedWatch {
  readonly #interval: number;
  readonly #modules: SignedWatchModules;

  constructor({ interval = 5_000 }: SignedWatchOptions, modules: SignedWatchModules) {
    this.#interval = milliseconds(interval);
    this.#modules = modules;
  }

  /**
   * Watches until every trade is over or `signal` aborts; yields what was done, and each trade's end. Nothing that fails
   * ends the watch: an outage is logged, and the next round tries again.
   */
  async *run({ trades }: SignedExport, signal: AbortSignal): AsyncGenerator<Outcome, void> {
    const { reader, clock } = this.#modules;
    let open = trades;
    let next = Number.NEGATIVE_INFINITY;
    if (open.length === 0) return;
    for await (const _block of reader.blocks(signal)) {
      if (clock.monotonic() < next) continue;
      next = clock.monotonic() + this.#interval;
      const left: ExportedTrade[] = [];
      for (const trade of open) {
        const outcome = await this.#attend(trade);
        if (outcome && (outcome.result === 'submitted' || outcome.result === 'over')) yield outcome;
        if (outcome?.result !== 'over') left.push(trade);
      }
      open = left;
      if (open.length === 0) return;
    }
  }

  async #attend(trade: ExportedTrade): Promise<Outcome | undefined> {
    const { submission, log } = this.#modules;
    try {
      const outcome = await submission.trade(trade);
      if (outcome.result === 'refused') log.warn({ tradeId: outcome.id, code: outcome.why }, 'a step was refused');
      return outcome;
    } catch (error) {
      log.warn({ code: EvlockError.from(error).code }, 'a trade could not be attended to');
      return undefined;
    }
  }
}
