/**
 * Distinguishes a restarted meter from a second one with the same key. Every meter process names itself at random.
 * The newest is served; a superseded process that reconnects is still running, so there are two.
 */
import type { Address } from '@evlock/protocol';

/** Maximum number of superseded processes remembered per meter; the oldest are dropped. */
const REMEMBERED = 16;

interface Known {
  current: string;
  /** Oldest first. */
  readonly superseded: string[];
}

export class Instances {
  /** Admitted meters only, so no more than there are devices. */
  readonly #known = new Map<Address, Known>();

  /** The process now being served, when `instance` is a superseded one of this meter; undefined when it may connect. */
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
