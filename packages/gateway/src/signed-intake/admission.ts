/**
 * Which signed data a watchtower accepts from anyone: only what the chain knows already, so that nobody can have it store, or pay
 * gas for, what cost nothing to make. Signing is free; a trade on chain is not.
 */
import type { ChainReader, Log } from '@evlock/chain';
import {
  type Bytes32,
  Cancel,
  type Clock,
  type Deployment,
  domainOf,
  EvlockError,
  type ExportedCancel,
  type ExportedTrade,
  heldTrade,
  isSameMarket,
  type Rate,
  type SignedExport,
  TokenBucket,
  WATCHTOWER_MAX_ITEMS,
  type WatchtowerAnswer,
} from '@evlock/protocol';
import type { WatchedItems } from './watched-items.ts';

export interface AdmissionModules {
  readonly reader: Pick<ChainReader, 'trade' | 'meter' | 'isNonceSpent'>;
  readonly items: Pick<WatchedItems, 'has' | 'addTrade' | 'addCancel'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Chain reads for all callers together. */
const CHAIN_RATE: Rate = { perSecond: 10, burst: 100 };

type Judged = WatchtowerAnswer['items'][number];

export class Admission {
  readonly #deployment: Deployment;
  readonly #modules: AdmissionModules;
  readonly #questions: TokenBucket;

  constructor(deployment: Deployment, modules: AdmissionModules) {
    this.#deployment = deployment;
    this.#modules = modules;
    this.#questions = new TokenBucket(CHAIN_RATE, modules);
  }

  /**
   * The result for each item; every signature was checked before. Throws `CHAIN_WRONG_NETWORK` for another market,
   * `INPUT_TOO_LARGE`, `INVALID_INPUT` for what it never accepts: withdrawals and replacements are submitted by the owner.
   */
  async admit(signed: SignedExport): Promise<WatchtowerAnswer> {
    if (!isSameMarket(signed.deployment, this.#deployment)) {
      const { chainId } = signed.deployment;
      throw new EvlockError('CHAIN_WRONG_NETWORK', { chainId, own: this.#deployment.chainId });
    }
    if (signed.withdrawals.length + (signed.replacements?.length ?? 0) > 0) {
      throw new EvlockError('INVALID_INPUT', { field: 'withdrawals', problem: 'trades and cancels only' });
    }
    const count = signed.trades.length + signed.cancels.length;
    if (count > WATCHTOWER_MAX_ITEMS)
      throw new EvlockError('INPUT_TOO_LARGE', { items: count, limit: WATCHTOWER_MAX_ITEMS });
    const items: Judged[] = [];
    for (const trade of signed.trades) items.push(await this.#trade(trade));
    for (const cancel of signed.cancels) items.push(await this.#cancel(cancel));
    return { items };
  }

  #trade(exported: ExportedTrade): Promise<Judged> {
    const { trade } = heldTrade(this.#deployment, exported);
    return this.#judge('trade', trade.id, async () => {
      if (!this.#modules.items.has(trade.id)) {
        const onChain = await this.#ask((reader) => reader.trade(trade));
        const { state } = onChain;
        if (state === 'none') throw new EvlockError('TRADE_NOT_FOUND', { tradeId: trade.id });
        // One that has ended may still keep its meters busy.
        const isOver = (state === 'settled' || state === 'expired') && onChain.busyUntil === undefined;
        if (isOver) throw new EvlockError('TRADE_NOT_OPEN', { tradeId: trade.id });
      }
      await this.#modules.items.addTrade(exported);
    });
  }

  #cancel(exported: ExportedCancel): Promise<Judged> {
    const { cancel, order } = exported;
    const id = Cancel.digest(domainOf(this.#deployment), cancel);
    return this.#judge('cancel', id, async () => {
      if (!this.#modules.items.has(id)) {
        const meter = await this.#ask((reader) => reader.meter(cancel.meterKey));
        if (meter?.account !== cancel.account) throw new EvlockError('NOT_ENROLLED', { meterKey: cancel.meterKey });
        const nonce = order?.nonce ?? cancel.minNonce - 1;
        const isSpent = nonce < 0 || (await this.#ask((reader) => reader.isNonceSpent(cancel.meterKey, nonce)));
        if (isSpent) throw new EvlockError('ORDER_CANCELLED', { nonce });
      }
      await this.#modules.items.addCancel(exported);
    });
  }

  async #ask<T>(question: (reader: AdmissionModules['reader']) => Promise<T>): Promise<T> {
    if (!this.#questions.take()) throw new EvlockError('RATE_LIMITED', { seconds: this.#questions.secondsLeft() });
    return await question(this.#modules.reader);
  }

  async #judge(item: Judged['item'], id: Bytes32, work: () => Promise<void>): Promise<Judged> {
    try {
      await work();
      return { item, id, code: null };
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.class === 'fault') this.#modules.log.warn({ id, code: error.code }, 'signed data was not accepted');
      return { item, id, code: error.code };
    }
  }
}
