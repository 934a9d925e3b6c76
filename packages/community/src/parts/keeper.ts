/** Restarts processes that exit unexpectedly, as a service manager does on a board; gives up on one that keeps exiting. */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { ManagedProcess } from './process.ts';

export interface KeeperModules {
  readonly clock: Clock;
  /** A process exited and is about to be restarted. */
  readonly onEnd: (name: string, problem: EvlockError) => void;
  /** It is running again. */
  readonly onRunning: (name: string) => void;
  /** It exited too often: it stays down. */
  readonly onGiveUp: (problem: EvlockError) => void;
}

const PAUSE = milliseconds(1_000);
/** Starts of one process within `WITHIN_MS`. */
const STARTS_MAX = 5;
const WITHIN_MS = 10 * 60_000;

export class Keeper {
  readonly #modules: KeeperModules;
  readonly #stopped = new AbortController();

  constructor(modules: KeeperModules) {
    this.#modules = modules;
  }

  /** From now on; replaces any earlier exit listener. */
  keep(process: ManagedProcess): void {
    const starts: number[] = [];
    let starting = false;
    process.onCrash = (problem) => {
      // A failed start reports it twice.
      if (starting) return;
      starting = true;
      void this.#startAgain(process, starts, problem).finally(() => {
        starting = false;
      });
    };
  }

  async #startAgain(process: ManagedProcess, starts: number[], first: EvlockError): Promise<void> {
    const { clock, onEnd, onRunning, onGiveUp } = this.#modules;
    const { signal } = this.#stopped;
    let problem = first;
    while (!signal.aborted) {
      const now = clock.monotonic();
      if (starts.filter((start) => now - start < WITHIN_MS).length >= STARTS_MAX) return onGiveUp(problem);
      starts.push(now);
      onEnd(process.name, problem);
      try {
        await clock.sleep(PAUSE, signal);
        await process.start();
        return onRunning(process.name);
      } catch (error) {
        problem = EvlockError.from(error);
      }
    }
  }

  /** Starts nothing more; a start in progress ends with its process. */
  stop(): void {
    this.#stopped.abort();
  }
}
