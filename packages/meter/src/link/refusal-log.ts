/** Log lines about refused gateway requests, which may be endless: one a minute per kind, with the count of the rest. */
import { type Clock, type EvlockError, type Milliseconds, meterMethods } from '@evlock/protocol';
import type { Log } from '../log.ts';

const SILENCE_MS = 60_000;

interface Kind {
  /** When its last line was written. */
  readonly at: Milliseconds;
  unsaid: number;
}

export class RefusalLog {
  readonly #modules: { readonly clock: Clock; readonly log: Log };
  /** By method and code, both of which are few. */
  readonly #kinds = new Map<string, Kind>();

  constructor(modules: { readonly clock: Clock; readonly log: Log }) {
    this.#modules = modules;
  }

  note(method: string, error: EvlockError): void {
    const { clock, log } = this.#modules;
    const known = Object.hasOwn(meterMethods, method) ? method : 'unknown';
    const kind = `${known} ${error.code}`;
    const last = this.#kinds.get(kind);
    const now = clock.monotonic();
    if (last && now - last.at < SILENCE_MS) {
      last.unsaid++;
      return;
    }
    this.#kinds.set(kind, { at: now, unsaid: 0 });
    log.info({ method: known, error, unsaid: last?.unsaid ?? 0 }, 'a request of the gateway was refused');
  }
}
