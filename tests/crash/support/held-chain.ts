/** A local chain that pauses block production: what was sent stays pending. */
import { milliseconds, systemClock } from '@evlock/protocol';
import { createTestClient, http, publicActions } from 'viem';

const POLL = milliseconds(10);

const clientOf = (url: string) => createTestClient({ mode: 'anvil', transport: http(url) }).extend(publicActions);

export class HeldChain {
  readonly #client: ReturnType<typeof clientOf>;

  constructor(url: string) {
    this.#client = clientOf(url);
  }

  /** Stops producing blocks. */
  async hold(): Promise<void> {
    await this.#client.setIntervalMining({ interval: 0 });
  }

  /** Waits until `count` transactions are pending; false when they are not within `withinMs`. */
  async waiting(count: number, withinMs: number): Promise<boolean> {
    const until = systemClock.monotonic() + withinMs;
    while (systemClock.monotonic() < until) {
      const { pending, queued } = await this.#client.getTxpoolStatus();
      if (pending + queued >= count) return true;
      await systemClock.sleep(POLL);
    }
    return false;
  }

  /** Resumes a block per second. */
  async letGo(): Promise<void> {
    await this.#client.setIntervalMining({ interval: 1 });
  }
}
