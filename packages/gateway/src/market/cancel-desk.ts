/** Orders withdrawn by a signed cancel: one order, or all that a mandate signed. */
import {
  type Assertion,
  type Bytes32,
  Cancel,
  type Domain,
  EvlockError,
  type Order,
  type RouteResponse,
  recoverAddress,
  verifySignature,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { findOffer } from '../database/offers.ts';
import type { Principal } from '../database/principal.ts';
import { findTrade } from '../database/trades.ts';
import type { MarketChain } from './market-chain.ts';
import type { MeterDirectory } from './meter-directory.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface CancelDeskModules {
  readonly database: Database;
  readonly chain: Pick<MarketChain, 'isNonceSpent'>;
  readonly submitter: Pick<TradeSubmitter, 'cancel'>;
  readonly meters: Pick<MeterDirectory, 'request'>;
}

/** What became of a mandate's orders; `unknown` where the meter has no such mandate. */
export type Revoked = RouteResponse<'revokeMandate'>;

export class CancelDesk {
  readonly #domain: Domain;
  readonly #modules: CancelDeskModules;

  constructor(domain: Domain, modules: CancelDeskModules) {
    this.#domain = domain;
    this.#modules = modules;
  }

  /**
   * Has the principal's meter sign the cancel of an order, an offer by its digest or a bid by its trade's id, and puts it on
   * chain; resolves when that is final. Throws `ORDER_NOT_FOUND`, `FORBIDDEN`, `ORDER_TAKEN`, `ORDER_CANCELLED`,
   * `TRADE_EXISTS`, `ORDER_INVALID`, `INVALID_SIGNATURE`, and what meter and chain throw.
   */
  async cancelOrder(
    principal: Principal,
    hash: Bytes32,
    { cancel, assertion }: { cancel: Cancel; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    const { meters, submitter } = this.#modules;
    const order = await this.#cancellable(principal, hash);
    if (cancel.orderHash !== hash)
      throw new EvlockError('ORDER_INVALID', { field: 'orderHash', value: cancel.orderHash });
    if (cancel.meterKey !== order.meterKey || cancel.account !== order.account) {
      throw new EvlockError('ORDER_INVALID', { field: 'meterKey', value: cancel.meterKey });
    }
    const { signature } = await meters.request(principal.meterKey, 'signCancel', { cancel, order, assertion });
    const signer = recoverAddress(Cancel.digest(this.#domain, cancel), signature);
    if (signer !== cancel.meterKey && signer !== cancel.account) throw new EvlockError('INVALID_SIGNATURE', { signer });
    const { transaction } = await submitter.cancel(cancel, signature, order);
    return { transaction };
  }

  /**
   * Removes a mandate in the principal's meter, and cancels on chain every order that it has signed; resolves when that is
   * final. `transaction` is null where every such order is spent already. Throws `CANCEL_INVALID`, `INVALID_SIGNATURE`, and
   * what meter and chain throw.
   */
  async revokeMandate({ meterKey, account }: Principal, mandateId: number): Promise<Revoked> {
    const { meters, submitter } = this.#modules;
    const { cancel, signature, unknown } = await meters.request(meterKey, 'revokeMandate', { mandateId });
    if (cancel.meterKey !== meterKey || cancel.account !== account) {
      throw new EvlockError('CANCEL_INVALID', { meterKey: cancel.meterKey });
    }
    verifySignature(Cancel.digest(this.#domain, cancel), signature, meterKey);
    const found = unknown ? { unknown } : {};
    if (await this.#isSpent(cancel)) return { transaction: null, ...found };
    const { transaction } = await submitter.cancel(cancel, signature, undefined);
    return { transaction, ...found };
  }

  /** Whether no order is left that this cancel could withdraw: the highest nonce stands for all, as in `evlock chain submit`. */
  async #isSpent({ meterKey, minNonce }: Cancel): Promise<boolean> {
    return minNonce <= 1 || this.#modules.chain.isNonceSpent(meterKey, minNonce - 1);
  }

  /** An order of this account that has opened no trade: an offer by its digest, or a bid by its trade's id. */
  async #cancellable({ account }: Principal, hash: Bytes32): Promise<Order> {
    const offer = await findOffer(this.#modules.database, hash);
    const trade = offer ? undefined : await findTrade(this.#modules.database, hash);
    const order = offer?.offer.order ?? trade?.orders.bid.order;
    if (!order) throw new EvlockError('ORDER_NOT_FOUND', { hash });
    if (order.account !== account) throw new EvlockError('FORBIDDEN', { hash });
    if (offer?.taken) throw new EvlockError('ORDER_TAKEN', { hash });
    if (offer?.cancelled) throw new EvlockError('ORDER_CANCELLED', { hash });
    if (trade && trade.state !== 'signed' && trade.state !== 'failed') throw new EvlockError('TRADE_EXISTS', { hash });
    return order;
  }
}
