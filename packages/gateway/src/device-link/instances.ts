/**
 * Tells a meter that was started again from a second one with the same key. Every process of a meter names itself at random.
 * The newest one is served; a process that another has taken over from, and that comes back, still lives: then there are two.
 */
import type { Address } from '@evlock/protocol';

/** Superseded processes remembered of a meter; beyond, the oldest are forgotten. */
const REMEMBERED = 16;

interface Known {
  current: string;
  /** Oldest first. */
  readonly superseded: string[];
}

export class Instances {
  /** Admitted meters only, so no more than there are devices. */
  readonly #known = new Map<Address, Known>();

  /** The process that is in service, when `instance` is an older one of this meter; undefined when it is welcome. */
  greet(meterKey: Address, instance: string): string | undefined {
    const known = this.#known.get(meterKey);
    if (!known) {
      this.#known.set(meterKey, { current: instance, superseded: [] });
      return undefined;
    }
    if (known.current === instance) return undefined;
    if (known.superseded.includes(instance)) return known.current;
    known.superseded.push(known.current);
    if (known.superseded.length > REMEMBERED) known.superseded.shift();
    known.current = instance;
    return undefined;
  }
}
