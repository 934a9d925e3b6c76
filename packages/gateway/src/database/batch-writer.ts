/** Group commit: items that arrive during one write are written together by the next. */
import { EvlockError } from '@evlock/protocol';

export interface BatchWriterOptions {
  /** Maximum number of items in one write. */
  readonly batch: number;
  /** Maximum number of waiting items. */
  readonly capacity: number;
}

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class BatchWriter<T> {
  readonly #options: BatchWriterOptions;
  readonly #write: (items: readonly T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];
  #writing = false;

  constructor(options: BatchWriterOptions, write: (items: readonly T[]) => Promise<void>) {
    this.#options = options;
    this.#write = write;
  }

  /** Resolves when the item is durable. Throws `RATE_LIMITED` when too many wait, or what the write threw. */
  add(item: T): Promise<void> {
    if (this.#waiting.length >= this.#options.capacity) {
      return Promise.reject(new EvlockError('RATE_LIMITED', { waiting: this.#waiting.length }));
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ item, resolve, reject });
    if (!this.#writing) void this.#drain();
    return promise;
  }

  async #drain(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#options.batch);
      try {
        await this.#write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = false;
  }
}
