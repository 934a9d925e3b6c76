/**
 * What the responding endpoints agree on. If two differ, one may merely be a block ahead: they are asked again, and a lasting
 * difference counts as unknown.
 */
import { type Clock, milliseconds } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { type At, askAt } from './endpoint-reads.ts';
import type { EndpointSet } from './endpoint-set.ts';
import type { Head } from './head.ts';
import { proven, type Verdict, verdictOf } from './proof.ts';

/** Consecutive reads before a difference between endpoints is believed. */
const SURE_AFTER_LOOKS = 3;

export class AgreedAnswers {
  readonly #endpoints: EndpointSet;
  readonly #clock: Clock;
  readonly #pollInterval: number;

  /** `pollInterval`: milliseconds between reads. */
  constructor(
    endpoints: EndpointSet,
    { clock, pollInterval }: { readonly clock: Clock; readonly pollInterval: number },
  ) {
    this.#endpoints = endpoints;
    this.#clock = clock;
    this.#pollInterval = pollInterval;
  }

  /** Throws `CHAIN_UNREACHABLE`, `CHAIN_BEHIND`, `CHAIN_WRONG_NETWORK`, and `CHAIN_DISAGREES` where they differ. */
  async of<T>(what: string, question: (head: Head) => Promise<T>): Promise<T> {
    return proven(await this.#looked(what, question));
  }

  /**
   * A view of the newest state. If one endpoint stays some blocks behind, a view of the newest block that both have. Throws as
   * `of`.
   */
  async view<T>(what: string, request: (at: At) => Promise<T>): Promise<T> {
    const verdict = await this.#looked(what, (head) => askAt(head, request));
    if (verdict.is !== 'disagree') return proven(verdict);
    const block: FinalizedBlock = await this.#endpoints.finalized();
    const replies = await this.#endpoints.everyAnswer(({ endpoint }) => askAt({ endpoint, block }, request));
    // Alone, either of the two that differed proves nothing.
    return proven(
      replies.filter((one) => 'value' in one).length < 2 ? verdict : verdictOf(replies, what, block.number),
    );
  }

  async #looked<T>(what: string, question: (head: Head) => Promise<T>): Promise<Verdict<T>> {
    for (let look = 1; ; look++) {
      const verdict = verdictOf(await this.#endpoints.everyAnswer(question), what);
      if (verdict.is !== 'disagree' || look === SURE_AFTER_LOOKS) return verdict;
      await this.#clock.sleep(milliseconds(this.#pollInterval));
    }
  }
}
