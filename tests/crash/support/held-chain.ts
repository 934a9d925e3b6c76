/** A local chain that makes no block for a while: what was sent stays sent. */
import { milliseconds, systemClock } from '@evlock/protocol';
import { createTestClient, http, publicActions } from 'viem';

const POLL = milliseconds(10);

const clientOf = (url: string) => createTestClient({ mode: 'anvil', transport: http(url) }).extend(publicActions);

export class HeldChain {
  readonly #client: ReturnType<typeof clientOf>;

  constructor(url: string) {
    this.#client = clientOf(url);
  }

  /** No block from now on. */
  async hold(): Promise<void> {
    await this.#client.setIntervalMining({ interval: 0 });
  }

  /** Waits until `count` transactions wait for a block; false when they do not within `withinMs`. */
  async waiting(count: number, withinMs: number): Promise<boolean> {
    const until = systemClock.monotonic() + withinMs;
    while (systemClock.monotonic() < until) {
      const { pending, queued } = await this.#client.getTxpoolStatus();
      if (pending + queued >= count) return true;
      await systemClock.sleep(POLL);
    }
    return false;
  }

  /** A block each second again. */
  async letGo(): Promise<void> {
    await this.#client.setIntervalMining({ interval: 1 });
  }
}
