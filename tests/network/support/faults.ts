/** Faults on a line, drawn from a seed and counted: a kind that was never injected proves nothing. */
import type { Draw } from '@evlock/testing/protocol/draw';

export class Faults<Kind extends string> {
  /** Probability of a fault at each chance; 0 is an honest line. */
  rate = 0;
  /** How often each kind was injected. */
  readonly counts: Record<Kind, number>;
  readonly draw: Draw;
  readonly #kinds: readonly Kind[];
  #deck: Kind[] = [];

  constructor(kinds: readonly Kind[], draw: Draw) {
    this.#kinds = kinds;
    this.draw = draw;
    this.counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  }

  /** The fault of this chance; each kind once before any repeats. The caller counts it once it has happened. */
  next(): Kind | undefined {
    if (this.rate === 0 || this.draw.next() >= this.rate) return undefined;
    if (this.#deck.length === 0) this.#deck = this.draw.shuffled(this.#kinds);
    return this.#deck.pop();
  }

  /** The fault could not happen: it is drawn next. */
  again(kind: Kind): void {
    this.#deck.push(kind);
  }

  happened(kind: Kind): void {
    this.counts[kind]++;
  }

  /** Kinds that were never injected. */
  get missing(): Kind[] {
    return this.#kinds.filter((kind) => this.counts[kind] === 0);
  }
}
