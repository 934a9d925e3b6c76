/**
 * What a browser keeps of an owner between visits: the last mandate id, in IndexedDB. The session stays in the worker's memory:
 * it ends with the page, and no script of another day finds it.
 */
import { FRESH_STATE, type OwnerState, type OwnerStore } from '@evlock/owner';
import type { Address } from '@evlock/protocol';
import { get, set } from 'idb-keyval';

const keyOf = (meterKey: Address): string => `owner.${meterKey}`;

/** Where storage is blocked, asking for it fails at once or later. */
async function whereAllowed<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

export class BrowserOwnerStore implements OwnerStore {
  readonly #key: string;
  #state: OwnerState;

  private constructor(key: string, state: OwnerState) {
    this.#key = key;
    this.#state = state;
  }

  /** Where storage is blocked, mandate ids follow the clock alone. */
  static async open(meterKey: Address): Promise<BrowserOwnerStore> {
    const lastMandateId: unknown = await whereAllowed(() => get(keyOf(meterKey)));
    const isId = Number.isSafeInteger(lastMandateId) && Number(lastMandateId) > 0;
    return new BrowserOwnerStore(keyOf(meterKey), {
      ...FRESH_STATE,
      ...(isId && { lastMandateId: Number(lastMandateId) }),
    });
  }

  load(): OwnerState {
    return this.#state;
  }

  save(state: OwnerState): void {
    const isNew = state.lastMandateId !== this.#state.lastMandateId;
    this.#state = state;
    if (isNew) void whereAllowed(() => set(this.#key, state.lastMandateId));
  }
}
