/**
 * Delivers messages about trades to meters without blocking the caller. About one trade a meter gets one message at a time,
 * in order, and of each kind only the newest: a slow meter costs two messages of memory. A meter that is offline gets
 * nothing; what it missed is sent when it connects.
 */
import type { Log } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Clock,
  EvlockError,
  type MeterMethod,
  type MeterRequest,
  milliseconds,
} from '@evlock/protocol';
import type { MeterDirectory } from './meter-directory.ts';

export interface CourierModules {
  readonly meters: MeterDirectory;
  readonly clock: Clock;
  readonly log: Log;
}

const ATTEMPTS = 5;
const FIRST_PAUSE_MILLISECONDS = 1_000;

interface Parcel {
  readonly meterKey: Address;
  readonly method: MeterMethod;
  readonly send: () => Promise<unknown>;
}

export class Courier {
  readonly #modules: CourierModules;
  /** By meter and trade, then by method in the order of arrival. */
  readonly #waiting = new Map<string, Map<MeterMethod, Parcel>>();
  readonly #rounds = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();

  constructor(modules: CourierModules) {
    this.#modules = modules;
  }

  /** Queues a message; it replaces an unsent one of the same method about this trade. */
  bring<M extends MeterMethod>(meterKey: Address, tradeId: Bytes32, method: M, body: MeterRequest<M>): void {
    const { meters } = this.#modules;
    if (this.#closing.signal.aborted || !meters.online(meterKey)) return;
    const key = `${meterKey} ${tradeId}`;
    const waiting = this.#waiting.get(key) ?? new Map<MeterMethod, Parcel>();
    waiting.set(method, { meterKey, method, send: () => meters.request(meterKey, method, body) });
    this.#waiting.set(key, waiting);
    if (!this.#rounds.has(key)) {
      const round = this.#round(key).finally(() => this.#rounds.delete(key));
      this.#rounds.set(key, round);
    }
  }

  /** Sends nothing more; resolves when nothing is in progress. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#waiting.clear();
    await Promise.all(this.#rounds.values());
  }

  async #round(key: string): Promise<void> {
    for (let parcel = this.#take(key); parcel; parcel = this.#take(key)) await this.#deliver(key, parcel);
  }

  #take(key: string): Parcel | undefined {
    const waiting = this.#waiting.get(key);
    const [parcel] = waiting?.values() ?? [];
    if (parcel) waiting?.delete(parcel.method);
    if (waiting?.size === 0) this.#waiting.delete(key);
    return parcel;
  }

  async #deliver(key: string, { meterKey, method, send }: Parcel): Promise<void> {
    const { meters, clock, log } = this.#modules;
    let pause = FIRST_PAUSE_MILLISECONDS;
    for (let attempt = 1; attempt <= ATTEMPTS && !this.#waiting.get(key)?.has(method); attempt++) {
      try {
        await send();
        return;
      } catch (error) {
        const { code, class: errorClass } = EvlockError.from(error);
        log.debug({ meterKey, method, code, attempt }, 'a meter did not accept a message');
        // One that is offline by now is sent what it missed when it connects.
        if (errorClass === 'refused' || this.#closing.signal.aborted || !meters.online(meterKey)) return;
      }
      await clock.sleep(milliseconds(pause), this.#closing.signal).catch(() => undefined);
      pause *= 2;
    }
  }
}
