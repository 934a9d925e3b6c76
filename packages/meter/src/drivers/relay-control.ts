/** Drives the relay to the position that the trades ask for. In doubt of the line itself, the watchdog opens it. */
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

  /** Milliseconds since the relay was last opened; 0 while it is closed. */
  get openFor(): number {
    return this.#closed ? 0 : this.#modules.clock.monotonic() - this.#openedAt;
  }

  /** Throws `RELAY_FAULT`; from then on the watchdog is not fed until the line can be driven open. */
  set(closed: boolean): void {
    if (closed === this.#closed) return;
    const { relay, watchdog, clock } = this.#modules;
    try {
      relay.drive(closed ? 'closed' : 'open');
      this.#closed = closed;
      if (!closed) this.#openedAt = clock.monotonic();
    } catch (cause) {
      // It must be taken for closed, so that the next word to open it is not left out.
      this.#closed = true;
      watchdog.doubt();
      throw EvlockError.is(cause) ? cause : new EvlockError('RELAY_FAULT', {}, { cause });
    }
  }

  /** Drives the line open whatever was known of it. Throws `RELAY_FAULT`. */
  reset(): void {
    this.#modules.relay.drive('open');
    this.#closed = false;
    this.#openedAt = this.#modules.clock.monotonic();
    this.#modules.watchdog.trust();
  }
}
