/**
 * The seller's side of the delivery mark: gets its time from the secure world, and signals when the relay is to open and
 * close.
 */
import { type Bytes32, type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import { EVLOCK_MARK_LENGTH_MS, type SecureWorld } from '@evlock/secure-world';

export interface MarkTimerModules {
  readonly secureWorld: Pick<SecureWorld, 'nextMark'>;
  readonly clock: Clock;
}

export interface MarkEvents {
  due(tradeId: Bytes32): void;
  over(tradeId: Bytes32): void;
  failed(error: EvlockError): void;
}

/** A mark nearer than this is waited for; a later one is queried again, since a pause may move it. */
const HORIZON = 450;

export class MarkTimer {
  readonly #modules: MarkTimerModules;
  readonly #events: MarkEvents;
  #current: AbortController | undefined;

  constructor(modules: MarkTimerModules, events: MarkEvents) {
    this.#modules = modules;
    this.#events = events;
  }

  /** Call with every batch while the delivery runs; does nothing while a mark is being queried or made. */
  watch(tradeId: Bytes32): void {
    if (this.#current) return;
    const own = new AbortController();
    this.#current = own;
    this.#make(tradeId, own.signal)
      .catch((error: unknown) => {
        if (!own.signal.aborted) this.#events.failed(EvlockError.from(error));
      })
      .finally(() => {
        if (this.#current === own) this.#current = undefined;
      });
  }

  /** The delivery paused or ended: no mark is due any more. */
  cancel(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  async #make(tradeId: Bytes32, signal: AbortSignal): Promise<void> {
    const { secureWorld, clock } = this.#modules;
    const wait = await secureWorld.nextMark(tradeId);
    if (wait === null || wait > HORIZON) return;
    await clock.sleep(wait, signal);
    this.#events.due(tradeId);
    await clock.sleep(milliseconds(EVLOCK_MARK_LENGTH_MS), signal);
    this.#events.over(tradeId);
  }
}
