/** Nonces that a chain lost before the lowest one that a queue keeps open. */
import { EvlockError } from '@evlock/protocol';
import { broadcast } from './broadcast.ts';
import type { EndpointSet } from './endpoint-set.ts';
import type { LiveEntry } from './live-entry.ts';
import type { Log } from './log.ts';
import type { SenderReads, Standing } from './sender-reads.ts';
import type { Signer } from './signer.ts';

/** Looks in a row after which it is asked why a used nonce has no receipt, or why nonces are missing. */
export const SURE_AFTER_LOOKS = 3;
/** Blocks that must come while a nonce is missing, before it is believed that the chain lost it. */
const HOLE_BLOCKS = 2;

export interface HoleModules {
  readonly log: Log;
  readonly endpoints: EndpointSet;
  readonly reads: SenderReads;
  readonly signer: Signer;
  /** Open entries by key. */
  readonly live: ReadonlyMap<string, LiveEntry>;
}

export class NonceHole {
  readonly #modules: HoleModules;
  #found: { looks: number; readonly since: number } | undefined;

  constructor(modules: HoleModules) {
    this.#modules = modules;
  }

  /** A chain that lost more than we keep open leaves a hole before our lowest nonce; nothing after it could be mined. */
  async fill({ head, used }: Standing): Promise<void> {
    const lowest = Math.min(...[...this.#modules.live.values()].map(({ entry }) => entry.nonce));
    if (this.#modules.live.size === 0 || lowest <= used) {
      this.#found = undefined;
      return;
    }
    this.#found ??= { looks: 0, since: head };
    if (++this.#found.looks < SURE_AFTER_LOOKS || head - this.#found.since < HOLE_BLOCKS) return;
    this.#found = undefined;
    this.#modules.log.warn({ from: used, to: lowest }, 'nonces are missing; filling them with empty transactions');
    const fees = await this.#modules.reads.fees();
    for (let nonce = used; nonce < lowest; nonce++) {
      const { raw } = await this.#modules.signer.sign(
        { to: this.#modules.signer.address, data: '0x', nonce, gasLimit: 21_000 },
        fees,
      );
      const [refusal] = await broadcast(this.#modules.endpoints.all, raw);
      if (refusal) throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: refusal.endpoint, reason: refusal.reason });
    }
  }
}
