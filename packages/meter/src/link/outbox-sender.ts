/** Sends the store's outbox over one connection: a few messages at a time, each until it is acknowledged. */
import { type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { OutboxEntry, Store } from '../store/store.ts';

export interface OutboxSenderOptions {
  /** Messages in flight. */
  readonly inFlight: number;
  /** Seconds until a refused message is resent. */
  readonly retrySeconds: number;
}

export interface OutboxSenderModules {
  readonly store: Pick<Store, 'outbox' | 'acknowledge'>;
  /** Sends one message; resolves when the gateway has it. */
  readonly send: (entry: OutboxEntry) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Messages considered beyond those in flight, so that a refused one does not hold up the rest. */
const LOOKAHEAD = 32;
/** Logged for each acknowledged receipt, at level `debug`. */
export const ACKNOWLEDGED = 'the gateway has a receipt';

export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  readonly #modules: OutboxSenderModules;
  readonly #underWay = new Set<number>();
  readonly #refused = new Set<number>();
  readonly #stopped = new AbortController();

  constructor(options: OutboxSenderOptions, modules: OutboxSenderModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Sends what is pending. Called at startup and whenever something was stored. */
  flush(): void {
    if (this.#stopped.signal.aborted) return;
    const { inFlight } = this.#options;
    let entries: readonly OutboxEntry[];
    try {
      entries = this.#modules.store.outbox(inFlight + LOOKAHEAD);
    } catch (error) {
      this.#modules.log.error({ error }, 'the outbox cannot be read');
      return;
    }
    for (const entry of entries) {
      if (this.#underWay.size >= inFlight) return;
      if (!this.#underWay.has(entry.id) && !this.#refused.has(entry.id)) void this.#send(entry);
    }
  }

  /** The connection is gone; unacknowledged messages stay in the store. */
  stop(): void {
    this.#stopped.abort();
  }

  async #send(entry: OutboxEntry): Promise<void> {
    this.#underWay.add(entry.id);
    try {
      await this.#modules.send(entry);
      if (entry.method === 'receipt') {
        const { tradeId, sequence } = entry.body.receipt;
        this.#modules.log.debug({ tradeId, sequence }, ACKNOWLEDGED);
      }
      this.#modules.store.acknowledge(entry.id);
    } catch (error) {
      this.#failed(entry, EvlockError.from(error));
    } finally {
      this.#underWay.delete(entry.id);
      this.flush();
    }
  }

  #failed({ id, method }: OutboxEntry, error: EvlockError): void {
    if (this.#stopped.signal.aborted) return;
    if (error.entry.received) {
      if (error.class === 'fault')
        this.#modules.log.error({ method, error }, 'the gateway reports a fault in this meter');
      this.#modules.store.acknowledge(id);
      return;
    }
    this.#modules.log.warn({ method, error }, 'the gateway refused a message; it will be resent');
    this.#refused.add(id);
    const { clock } = this.#modules;
    clock.sleep(milliseconds(this.#options.retrySeconds * 1000), this.#stopped.signal).then(
      () => {
        this.#refused.delete(id);
        this.flush();
      },
      () => undefined,
    );
  }
}
