/** What happened, newest last, as many as the feed shows. */
import type { Clock } from '@evlock/protocol';
import { FACTS_MAX, type Fact, type Snapshot } from '../feed/index.ts';

/** Seconds within which the same fact is not told again. */
const REPEATED = 20;

export class Journal {
  readonly #clock: Clock;
  #entries: Snapshot['facts'] = [];
  #nextId = 1;

  constructor({ clock }: { readonly clock: Clock }) {
    this.#clock = clock;
  }

  list(): Snapshot['facts'] {
    return this.#entries;
  }

  tell(fact: Fact): void {
    const at = this.#clock.now();
    const text = textOf(fact);
    const isRepeated = this.#entries.some((entry) => at - entry.at < REPEATED && textOf(entry.fact) === text);
    if (!isRepeated) this.#entries = [...this.#entries, { id: this.#nextId++, at, fact }].slice(-FACTS_MAX);
  }
}

const textOf = (fact: Fact): string =>
  JSON.stringify(fact, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
