/** One piece of work per trade at a time; after failures, increasing pauses. */
import type { Log } from '@evlock/chain';
import { type Bytes32, type Clock, EvlockError } from '@evlock/protocol';

const FIRST_PAUSE_MILLISECONDS = 5_000;
const LONGEST_PAUSE_MILLISECONDS = 300_000;
/** Maximum number of trades in progress at once, to limit the load on chain and database. */
const MOST_AT_ONCE = 50;

interface Failure {
  readonly pause: number;
  readonly until: number;
}

export class Attention {
  readonly #modules: { readonly clock: Clock; readonly log: Log };
  readonly #underWay = new Map<Bytes32, Promise<void>>();
  readonly #failures = new Map<Bytes32, Failure>();

  constructor(modules: { readonly clock: Clock; readonly log: Log }) {
    this.#modules = modules;
  }

  /** Begins `work` unless this trade is being worked on, pauses after a failure, or too many are in progress. */
  give(tradeId: Bytes32, work: () => Promise<void>): void {
    const resting = this.#failures.get(tradeId);
    if (resting && this.#modules.clock.monotonic() < resting.until) return;
    if (this.#underWay.has(tradeId) || this.#underWay.size >= MOST_AT_ONCE) return;
    const underWay = work()
      .then(
        () => void this.#failures.delete(tradeId),
        (error: unknown) => this.#rest(tradeId, EvlockError.from(error)),
      )
      .finally(() => this.#underWay.delete(tradeId));
    this.#underWay.set(tradeId, underWay);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #rest(tradeId: Bytes32, { code }: EvlockError): void {
    const pause = Math.min(
      (this.#failures.get(tradeId)?.pause ?? FIRST_PAUSE_MILLISECONDS / 2) * 2,
      LONGEST_PAUSE_MILLISECONDS,
    );
    this.#modules.log.debug({ tradeId, code, pause }, 'a trade pauses after a failure');
    this.#failures.set(tradeId, { pause, until: this.#modules.clock.monotonic() + pause });
  }
}
