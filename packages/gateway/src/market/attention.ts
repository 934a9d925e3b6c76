/** One piece of work per trade, or per standing order, at a time; after failures, increasing pauses. */
import type { Log } from '@evlock/chain';
import { type Clock, EvlockError } from '@evlock/protocol';

const FIRST_PAUSE_MILLISECONDS = 5_000;
const LONGEST_PAUSE_MILLISECONDS = 300_000;
/** Maximum number in progress at once, to limit the load on chain and database. */
const MOST_AT_ONCE = 50;

interface Failure {
  readonly pause: number;
  readonly until: number;
}

export class Attention {
  readonly #modules: { readonly clock: Clock; readonly log: Log };
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, Failure>();

  constructor(modules: { readonly clock: Clock; readonly log: Log }) {
    this.#modules = modules;
  }

  /** Begins `work` unless `id` is being worked on, pauses after a failure, or too many are in progress. */
  give(id: string, work: () => Promise<void>): void {
    const resting = this.#failures.get(id);
    if (resting && this.#modules.clock.monotonic() < resting.until) return;
    if (this.#underWay.has(id) || this.#underWay.size >= MOST_AT_ONCE) return;
    const underWay = work()
      .then(
        () => void this.#failures.delete(id),
        (error: unknown) => this.#rest(id, EvlockError.from(error)),
      )
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, underWay);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  #rest(id: string, { code }: EvlockError): void {
    const pause = Math.min(
      (this.#failures.get(id)?.pause ?? FIRST_PAUSE_MILLISECONDS / 2) * 2,
      LONGEST_PAUSE_MILLISECONDS,
    );
    this.#modules.log.debug({ id, code, pause }, 'work pauses after a failure');
    this.#failures.set(id, { pause, until: this.#modules.clock.monotonic() + pause });
  }
}
