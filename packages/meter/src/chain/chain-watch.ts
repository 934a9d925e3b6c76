/**
 * The meter's own view of the chain. A delivery begins only when every endpoint reports the finalized opening of exactly
 * this trade, and no single endpoint can end one; endpoints that disagree or are silent never cut off a running delivery.
 */
import type { ChainReader } from '@evlock/chain';
import {
  type Bytes32,
  type Clock,
  type ErrorCode,
  EvlockError,
  type Milliseconds,
  type Timestamp,
  type Trade,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { ChainState, TradeStage } from '../trade/trade-progress.ts';

export interface WatchedTrade {
  readonly trade: Trade;
  readonly stage: TradeStage;
  readonly fromBlock: number;
}

interface Looks {
  readonly first: Milliseconds;
  readonly last: Milliseconds;
}

interface ChainWord {
  readonly state: ChainState;
  readonly time: Timestamp;
}

export interface ChainWatchOptions {
  /** Polling interval while a trade waits on the chain. */
  readonly interval: Milliseconds;
  /** Polling interval while nothing is expected from the chain: a delivery is running, or claims are pending. */
  readonly slowInterval: Milliseconds;
}

export interface ChainWatchModules {
  readonly chain: Pick<ChainReader, 'agreedTrade' | 'tradeOpened' | 'hasLapsed'>;
  readonly trades: () => readonly WatchedTrade[];
  readonly said: (tradeId: Bytes32, state: ChainState, time: Timestamp) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Stages that wait for the next event on chain. */
const WAITING: readonly TradeStage[] = ['opened', 'finalizing'];
/** Milliseconds after which an announced trade is polled less often: an honest gateway has seen it finalized. */
const EAGER_MS = 10_000;
/** Trades queried per round, however many a gateway announces; least recently queried first. */
const LOOKS = 4;

export class ChainWatch {
  readonly #options: ChainWatchOptions;
  readonly #modules: ChainWatchModules;
  readonly #looks = new Map<Bytes32, Looks>();
  #problem: ErrorCode | null = null;

  constructor(options: ChainWatchOptions, modules: ChainWatchModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Why the chain cannot be trusted or read at the moment; null when it can, or when nothing was queried. */
  get problem(): ErrorCode | null {
    return this.#problem;
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#modules;
    while (!signal.aborted) {
      await this.#look();
      await clock.sleep(this.#options.interval, signal).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { clock } = this.#modules;
    const trades = this.#modules.trades();
    for (const id of this.#looks.keys()) if (!trades.some(({ trade }) => trade.id === id)) this.#looks.delete(id);
    const last = ({ trade }: WatchedTrade): number => this.#looks.get(trade.id)?.last ?? Number.NEGATIVE_INFINITY;
    const due = trades.filter((watched) => this.#isDue(watched)).sort((one, other) => last(one) - last(other));
    for (const watched of due.slice(0, LOOKS)) {
      const { id } = watched.trade;
      const now = clock.monotonic();
      this.#looks.set(id, { first: this.#looks.get(id)?.first ?? now, last: now });
      try {
        const word = await this.#ask(watched);
        this.#problem = null;
        if (word) this.#modules.said(id, word.state, word.time);
      } catch (cause) {
        this.#failed(id, EvlockError.from(cause));
      }
    }
  }

  #isDue({ trade, stage }: WatchedTrade): boolean {
    const looks = this.#looks.get(trade.id);
    if (looks === undefined) return true;
    const { interval, slowInterval } = this.#options;
    const now = this.#modules.clock.monotonic();
    const eager = WAITING.includes(stage) && (stage !== 'opened' || now - looks.first < EAGER_MS);
    return now - looks.last >= (eager ? interval : slowInterval);
  }

  /** Undefined while one endpoint lags another. No single endpoint begins or ends a trade. */
  async #ask({ trade, stage, fromBlock }: WatchedTrade): Promise<ChainWord | undefined> {
    const { chain } = this.#modules;
    const agreed = await chain.agreedTrade(trade);
    if (stage === 'opened' && (agreed?.state === 'open' || agreed?.state === 'claimed')) {
      const event = await chain.tradeOpened(trade.id, { fromBlock });
      if (!event) return undefined;
      checkOpening(event, trade);
    }
    if (agreed?.state !== 'none' || agreed.time < trade.openBefore) return agreed;
    const { meterKey, nonce } = trade.buyer;
    const lapsed = await chain.hasLapsed({ meterKey, nonce, openBefore: trade.openBefore });
    return lapsed ? { ...agreed, state: 'lapsed' } : agreed;
  }

  #failed(tradeId: Bytes32, error: EvlockError): void {
    if (this.#problem !== error.code) this.#modules.log.warn({ tradeId, error }, 'the chain gives no answer');
    this.#problem = error.code;
  }
}

type Opening = Exclude<Awaited<ReturnType<ChainReader['tradeOpened']>>, undefined>;

/** Throws `CHAIN_DISAGREES` unless the event opens exactly this trade. */
function checkOpening(event: Opening, trade: Trade): void {
  const expected = {
    tradeId: trade.id,
    buyerMeter: trade.buyer.meterKey,
    sellerMeter: trade.seller.meterKey,
    offerHash: trade.offerHash,
    energy: trade.energy,
    price: trade.price,
    start: trade.start,
    end: trade.end,
  };
  for (const [field, value] of Object.entries(expected)) {
    const seen = event[field as keyof typeof expected];
    if (seen !== value) {
      throw new EvlockError('CHAIN_DISAGREES', { field, expected: String(value), seen: String(seen) });
    }
  }
}
