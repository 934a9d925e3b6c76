/** The chain as the feed shows it: the latest blocks, what the market holds, and deposits. */
import type { ChainEvent, ChainReader, FinalizedBlock } from '@evlock/chain';
import type { Address, Money } from '@evlock/protocol';
import type { Fact, Snapshot } from '../feed/index.ts';

type ChainSnapshot = NonNullable<Snapshot['chain']>;

/** As many blocks as the feed shows. */
const BLOCKS = 24;

export interface ChainWatchModules {
  readonly reader: Pick<ChainReader, 'blocks' | 'events' | 'tokenBalance'>;
  /** The market's own address: what it holds is everybody's money. */
  readonly market: Address;
  readonly houseOfAccount: (account: Address) => string | undefined;
  readonly tell: (fact: Fact) => void;
}

export class ChainWatch {
  readonly #modules: ChainWatchModules;
  #snapshot: ChainSnapshot | null = null;
  #held = 0n as Money;

  constructor(modules: ChainWatchModules) {
    this.#modules = modules;
  }

  get snapshot(): ChainSnapshot | null {
    return this.#snapshot;
  }

  get held(): Money {
    return this.#held;
  }

  async follow(signal: AbortSignal): Promise<void> {
    const { reader } = this.#modules;
    for await (const block of reader.blocks(signal)) {
      const before = this.#snapshot?.block ?? block.number - 1;
      const from = Math.max(before + 1, block.number - BLOCKS + 1);
      const events = from > block.number ? [] : await reader.events(from, block.number).catch(() => []);
      this.#take(block, events);
      if (events.length > 0 || this.#held === 0n)
        this.#held = await reader.tokenBalance(this.#modules.market).catch(() => this.#held);
    }
  }

  #take({ number, time }: FinalizedBlock, events: readonly ChainEvent[]): void {
    const counts = new Map<number, { time: ChainEvent['time']; events: number }>();
    for (const event of events) {
      const seen = counts.get(event.block)?.events ?? 0;
      counts.set(event.block, { time: event.time, events: seen + 1 });
    }
    counts.set(number, { time, events: counts.get(number)?.events ?? 0 });
    const fresh = [...counts].map(([block, count]) => ({ number: block, ...count }));
    const earlier = (this.#snapshot?.blocks ?? []).filter((block) => !counts.has(block.number));
    const blocks = [...fresh, ...earlier].toSorted((one, other) => other.number - one.number).slice(0, BLOCKS);
    this.#snapshot = { block: number, time, blocks };
    for (const event of events) this.#tell(event);
  }

  #tell(event: ChainEvent): void {
    if (event.name !== 'Deposited') return;
    const house = this.#modules.houseOfAccount(event.account);
    if (house !== undefined) this.#modules.tell({ kind: 'deposited', house, amount: event.amount });
  }
}
