/**
 * Whether endpoints of different providers say the same about a trade. They are asked one after another, and one may be a block
 * behind: only a difference that remains once all have reached the block in which it was first seen is a contradiction.
 */
import type { Bytes32, Timestamp, TradeOnChain } from '@evlock/protocol';
import type { FinalizedBlock } from '../contracts/on-chain.ts';
import { disagrees, type Named } from '../endpoints/proof.ts';

/** What one endpoint says about a trade at its newest finalized block. */
export interface TradeWord {
  readonly endpoint: Named;
  readonly at: FinalizedBlock;
  readonly trade: TradeOnChain;
}

/** What all endpoints say about a trade, at the time of the least advanced. */
export interface AgreedTrade {
  readonly state: TradeOnChain['state'];
  readonly time: Timestamp;
}

/** In a trade's order of progress; the last two exclude each other. */
const ORDER: readonly TradeOnChain['state'][] = ['none', 'open', 'claimed', 'settled', 'expired'];
const place = ({ trade }: TradeWord): number => ORDER.indexOf(trade.state);

const extreme = (words: readonly TradeWord[], sign: 1 | -1): TradeWord =>
  words.reduce((best, word) => (sign * (place(word) - place(best)) > 0 ? word : best));

export class TradeAgreement {
  /** Per trade: the block by which the observed difference must be gone. */
  readonly #differing = new Map<Bytes32, number>();

  /** `undefined` while the endpoints differ and one may be behind. Throws `CHAIN_DISAGREES` on a contradiction. */
  agree(tradeId: Bytes32, words: readonly TradeWord[]): AgreedTrade | undefined {
    const [most, least] = [extreme(words, 1), extreme(words, -1)];
    if (most.trade.state === least.trade.state) {
      this.#differing.delete(tradeId);
      return { state: least.trade.state, time: Math.min(...words.map(({ at }) => at.time)) as Timestamp };
    }
    const until = this.#differing.get(tradeId);
    if (until === undefined) this.#differing.set(tradeId, Math.max(...words.map(({ at }) => at.number)));
    else if (words.every(({ at }) => at.number >= until)) {
      throw disagrees(most.endpoint, least.endpoint, 'trade state', least.at.number);
    }
    return undefined;
  }
}
