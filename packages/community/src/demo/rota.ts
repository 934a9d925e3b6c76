/** Who sells to whom next: every pair in turn, as soon as both houses are there and free. */
import { type Energy, energy, type Price, price } from '@evlock/protocol';

export interface Turn {
  readonly seller: string;
  readonly buyer: string;
  readonly energy: Energy;
  readonly price: Price;
}

const turn = (seller: string, buyer: string, wattHours: number, microPerKwh: number): Turn => ({
  seller,
  buyer,
  energy: energy(wattHours * 1_000),
  price: price(microPerKwh),
});

/** Those with a panel sell most; now and then a battery sells too. */
export const TURNS: readonly Turn[] = [
  turn('alice', 'bob', 5, 120_000),
  turn('carol', 'dave', 6, 110_000),
  turn('erin', 'frank', 4, 125_000),
  turn('carol', 'bob', 7, 115_000),
  turn('alice', 'frank', 5, 120_000),
  turn('erin', 'dave', 3, 130_000),
  turn('carol', 'frank', 8, 108_000),
  turn('alice', 'dave', 6, 118_000),
  turn('bob', 'erin', 3, 140_000),
  turn('frank', 'carol', 4, 135_000),
  turn('dave', 'alice', 3, 138_000),
];

export class Rota {
  readonly #turns: readonly Turn[];
  readonly #present = new Set<string>();
  readonly #busy = new Set<string>();
  #next = 0;

  constructor(turns: readonly Turn[]) {
    this.#turns = turns;
  }

  /** From now on these take part. */
  join(names: readonly string[]): void {
    for (const name of names) this.#present.add(name);
  }

  /** The next turn whose houses are both free, and now no longer are; undefined while there is none. */
  take(): Turn | undefined {
    for (let skipped = 0; skipped < this.#turns.length; skipped++) {
      const index = (this.#next + skipped) % this.#turns.length;
      const found = this.#turns[index];
      if (!found || ![found.seller, found.buyer].every((name) => this.#isFree(name))) continue;
      this.#next = index + 1;
      this.#busy.add(found.seller).add(found.buyer);
      return found;
    }
    return undefined;
  }

  release({ seller, buyer }: Turn): void {
    this.#busy.delete(seller);
    this.#busy.delete(buyer);
  }

  #isFree(name: string): boolean {
    return this.#present.has(name) && !this.#busy.has(name);
  }
}
