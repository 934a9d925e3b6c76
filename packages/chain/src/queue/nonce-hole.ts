/** Nonces that are missing before the lowest one that a queue keeps open: a chain lost them, or an endpoint invented them. */
import { EvlockError } from '@evlock/protocol';
import { type Fees, mostSpent } from '../accounts/fees.ts';
import type { Signer } from '../accounts/signer.ts';
import { broadcast } from '../endpoints/broadcast.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Log } from '../log.ts';
import type { LiveEntry } from './live-entry.ts';
import type { GasBudget } from './queue-options.ts';
import { MOST_AHEAD, type SenderReads, type Standing } from './sender-reads.ts';

/** Looks in a row after which it is asked why a used nonce has no receipt, or why nonces are missing. */
export const SURE_AFTER_LOOKS = 3;
/** Blocks that must come while a nonce is missing, before it is believed that the chain lost it. */
const HOLE_BLOCKS = 2;
/** A transfer of nothing. */
const FILLING_GAS = 21_000;

export interface HoleModules {
  readonly log: Log;
  readonly endpoints: EndpointSet;
  readonly reads: SenderReads;
  readonly signer: Signer;
  readonly budget?: GasBudget;
  /** Open entries by key. */
  readonly live: ReadonlyMap<string, LiveEntry>;
  /** Gives every open entry a nonce from this one on. */
  readonly renumberFrom: (from: number) => Promise<void>;
}

export class NonceHole {
  readonly #modules: HoleModules;
  #found: { looks: number; readonly since: number } | undefined;

  constructor(modules: HoleModules) {
    this.#modules = modules;
  }

  /**
   * A chain that lost more than we keep open leaves a hole before our lowest nonce; nothing after it could be mined. One that is
   * larger than anything that we lose was invented, and costs as much to fill as its inventor likes: then the entries are signed again.
   */
  async fill({ head, used }: Standing): Promise<void> {
    const lowest = Math.min(...[...this.#modules.live.values()].map(({ entry }) => entry.nonce));
    if (this.#modules.live.size === 0 || lowest <= used) {
      this.#found = undefined;
      return;
    }
    this.#found ??= { looks: 0, since: head };
    if (++this.#found.looks < SURE_AFTER_LOOKS || head - this.#found.since < HOLE_BLOCKS) return;
    this.#found = undefined;
    if (lowest - used > MOST_AHEAD) {
      this.#modules.log.warn({ from: used, to: lowest }, 'nonces are missing that never were; signing again');
      await this.#modules.renumberFrom(used);
      return;
    }
    this.#modules.log.warn({ from: used, to: lowest }, 'nonces are missing; filling them with empty transactions');
    const fees = await this.#modules.reads.fees();
    for (let nonce = used; nonce < lowest; nonce++) await this.#fillOne(nonce, fees);
  }

  /** Throws `GAS_BUDGET_SPENT`, `CHAIN_UNREACHABLE`. */
  async #fillOne(nonce: number, fees: Fees): Promise<void> {
    const { signer, budget, endpoints } = this.#modules;
    budget?.reserve(`nonce ${nonce}`, mostSpent(FILLING_GAS, fees));
    const { raw } = await signer.sign({ to: signer.address, data: '0x', nonce, gasLimit: FILLING_GAS }, fees);
    const [refusal] = await broadcast(endpoints.all, raw);
    if (refusal) throw new EvlockError('CHAIN_UNREACHABLE', { endpoint: refusal.endpoint, reason: refusal.reason });
  }
}
