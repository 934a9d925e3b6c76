/** One piece of work at a time, in order of arrival. Work whose turn does not come in time is not begun. */
import { type Clock, EvlockError, type Milliseconds } from '@evlock/protocol';

export interface LaneLimits {
  /** The longest wait for the turn. */
  readonly patience: Milliseconds;
  readonly signal: AbortSignal;
}

export class Lane {
  readonly #clock: Pick<Clock, 'sleep'>;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ clock }: { readonly clock: Pick<Clock, 'sleep'> }) {
    this.#clock = clock;
  }

  /** Throws what `work` throws; `TIMED_OUT` if its turn did not come within the patience, `CANCELLED` if the signal aborted before it. */
  run<T>(work: () => Promise<T>, { patience, signal }: LaneLimits): Promise<T> {
    const begun = new AbortController();
    let refusal: EvlockError | undefined;
    const turn = this.#last.then(() => {
      if (refusal) throw refusal;
      begun.abort();
      return work();
    });
    this.#last = turn.catch(() => undefined);
    const waited = this.#clock.sleep(patience, AbortSignal.any([begun.signal, signal])).then(
      () => new EvlockError('TIMED_OUT', { part: 'endpoint', problem: 'busy with another submission' }),
      () => new EvlockError('CANCELLED'),
    );
    const begins = waited.then((error) => {
      if (begun.signal.aborted) return turn;
      refusal = error;
      throw error;
    });
    return Promise.race([turn, begins]);
  }
}
