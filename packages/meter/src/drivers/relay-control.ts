/** Drives the relay to the position the trades ask for. When the line itself is in doubt, the watchdog opens it. */
import { type Clock, EvlockError } from '@evlock/protocol';
import type { Relay } from './relay.ts';
import type { Watchdog } from './watchdog.ts';

export interface RelayControlModules {
  readonly relay: Pick<Relay, 'drive'>;
  readonly watchdog: Pick<Watchdog, 'doubt' | 'trust'>;
  readonly clock: Clock;
}

export class RelayControl {
  readonly #modules: RelayControlModules;
  #closed = false;
  #openedAt = Number.NEGATIVE_INFINITY;

  constructor(modules: RelayControlModules) {
    this.#modules = modules;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Milliseconds since the relay last opened; 0 while it is closed. */
  get openFor(): number {
    return this.#closed ? 0 : this.#modules.clock.monotonic() - this.#openedAt;
  }

  /** Throws `RELAY_FAULT`; after that the watchdog is not fed until the line can be driven open. */
  set(closed: boolean): void {
    if (closed === this.#closed) return;
    const { relay, watchdog, clock } = this.#modules;
    try {
      relay.drive(closed ? 'closed' : 'open');
      this.#closed = closed;
      if (!closed) this.#openedAt = clock.monotonic();
    } catch (cause) {
      // Assume closed, so that the next command to open is not skipped.
      this.#closed = true;
      watchdog.doubt();
      throw EvlockError.is(cause) ? cause : new EvlockError('RELAY_FAULT', {}, { cause });
    }
  }

  /** Drives the line open regardless of its last known state. Throws `RELAY_FAULT`. */
  reset(): void {
    this.#modules.relay.drive('open');
    this.#closed = false;
    this.#openedAt = this.#modules.clock.monotonic();
    this.#modules.watchdog.trust();
  }
}
