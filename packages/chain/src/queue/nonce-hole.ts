/** Nonces missing below a queue's lowest open one: a chain lost them, or an endpoint invented them. */
import { EvlockError } from '@evlock/protocol';
import { type Fees, mostSpent } from '../accounts/fees.ts';
import type { Signer } from '../accounts/signer.ts';
import { broadcast } from '../endpoints/broadcast.ts';
import type { EndpointSet } from '../endpoints/endpoint-set.ts';
import type { Log } from '../log.ts';
import type { LiveEntry } from './live-entry.ts';
import type { GasBudget } from './queue-options.ts';
import { MOST_AHEAD, type SenderReads, type Standing } from './sender-reads.ts';

/** Consecutive reads before investigating why a used nonce has no receipt, or why nonces are missing. */
export const SURE_AFTER_LOOKS = 3;
/** Blocks that must arrive while a nonce is missing before we believe the chain lost it. */
const HOLE_BLOCKS = 2;
/** A zero-value transfer. */
const FILLING_GAS = 21_000;

export interface HoleModules {
  readonly log: Log;
  readonly endpoints: EndpointSet;
  readonly reads: SenderReads;
  readonly signer: Signer;
  readonly budget?: GasBudget;
  /** Open entries by key. */
  readonly live: ReadonlyMap<string, LiveEntry>;
  /** Assigns every open entry a nonce from this one on. */
  readonly renumberFrom: (from: number) => Promise<void>;
}

export class NonceHole {
  readonly #modules: HoleModules;
  #found: { looks: number; readonly since: number } | undefined;

  constructor(modules: HoleModules) {
    this.#modules = modules;
  }

  /**
   * A chain that lost more than we keep open leaves a gap below our lowest nonce, which blocks everything after it. A gap larger
   * than any real loss was invented, and would cost whatever its inventor likes to fill: then the entries are signed again.
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
      this.#modules.log.warn({ from: used, to: lowest }, 'implausible nonce gap; signing again');
      await this.#modules.renumberFrom(used);
      return;
    }
    this.#modules.log.warn({ from: used, to: lowest }, 'nonce gap; filling it with empty transactions');
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
