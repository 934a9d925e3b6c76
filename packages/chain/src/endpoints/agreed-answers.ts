/**
 * What the endpoints that answer tell alike. Where two differ, one may only have come to the next block before the other: they
 * are asked again, and what still differs is not known.
 */
import { type Clock, milliseconds } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { type At, askAt } from './endpoint-reads.ts';
import type { EndpointSet } from './endpoint-set.ts';
import type { Head } from './head.ts';
import { proven, type Verdict, verdictOf } from './proof.ts';

/** Looks in a row after which a difference between endpoints is believed. */
const SURE_AFTER_LOOKS = 3;

export class AgreedAnswers {
  readonly #endpoints: EndpointSet;
  readonly #clock: Clock;
  readonly #pollInterval: number;

  /** `pollInterval`: milliseconds between two looks. */
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
   * A view of the newest state. Where one is some blocks behind another for longer, it is that of the newest block that both
   * have. Throws as `of`.
   */
  async view<T>(what: string, request: (at: At) => Promise<T>): Promise<T> {
    const verdict = await this.#looked(what, (head) => askAt(head, request));
    if (verdict.is !== 'disagree') return proven(verdict);
    const block: FinalizedBlock = await this.#endpoints.finalized();
    const replies = await this.#endpoints.everyAnswer(({ endpoint }) => askAt({ endpoint, block }, request));
    // Alone, one of the two that differed proves nothing.
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
