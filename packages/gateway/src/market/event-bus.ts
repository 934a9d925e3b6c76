/** Events of the market for listeners within this process: the HTTP event streams. */
import { EventEmitter } from 'node:events';
import type { eventSchemas } from '@evlock/protocol';
import type { z } from 'zod';
import type { Principal } from '../database/principal.ts';

export type EventName = keyof typeof eventSchemas;
export type EventOf<N extends EventName> = z.output<(typeof eventSchemas)[N]>;
/** One event, discriminated by `name`. */
export type MarketEvent = { [N in EventName]: { readonly name: N; readonly body: EventOf<N> } }[EventName];
export type Listener = (event: MarketEvent) => void;

/** Whether an event may be shown to `principal`: offers are public, the rest is not. */
export function concerns(event: MarketEvent, principal: Principal): boolean {
  switch (event.name) {
    case 'offer':
      return true;
    case 'trade':
      return event.body.buyer.account === principal.account || event.body.seller.account === principal.account;
    case 'status':
      return event.body.deviceId === principal.deviceId;
  }
}

export class EventBus {
  readonly #emitter = new EventEmitter<{ event: [MarketEvent] }>();

  constructor() {
    // One listener per open event stream; the HTTP room bounds their number.
    this.#emitter.setMaxListeners(0);
  }

  emit<N extends EventName>(name: N, body: EventOf<N>): void {
    this.#emitter.emit('event', { name, body } as MarketEvent);
  }

  /** Calls `listener` for every event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#emitter.on('event', listener);
    return () => this.#emitter.off('event', listener);
  }
}
