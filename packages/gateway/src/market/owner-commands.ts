/** Commands that an owner's passkey approved: cancel an order, withdraw money. The secure world decides; here is only judged
 * what would be refused anyway, so that the owner learns it sooner. */
import {
  type Assertion,
  type Bytes32,
  Cancel,
  type Domain,
  EvlockError,
  type MarketInfo,
  type Order,
  type RouteResponse,
  recoverAddress,
  verifySignature,
  Withdrawal,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { findOffer } from '../database/offers.ts';
import type { Principal } from '../database/principal.ts';
import { findTrade } from '../database/trades.ts';
import type { MarketChain } from './market.ts';
import type { MeterDirectory } from './meter-directory.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface OwnerCommandModules {
  readonly database: Database;
  readonly chain: MarketChain;
  readonly submitter: TradeSubmitter;
  readonly meters: MeterDirectory;
}

/** What became of a mandate's orders; `unknown` where the meter has no such mandate. */
export type Revoked = RouteResponse<'revokeMandate'>;

export class OwnerCommands {
  readonly #market: MarketInfo;
  readonly #domain: Domain;
  readonly #modules: OwnerCommandModules;

  constructor(market: MarketInfo, domain: Domain, modules: OwnerCommandModules) {
    this.#market = market;
    this.#domain = domain;
    this.#modules = modules;
  }

  /** Throws `ORDER_NOT_FOUND`, `FORBIDDEN`, `ORDER_TAKEN`, `TRADE_EXISTS`, `ORDER_INVALID`, and what meter and chain throw. */
  async cancelOrder(
    principal: Principal,
    hash: Bytes32,
    { cancel, assertion }: { cancel: Cancel; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    const order = await this.#cancellable(principal, hash);
    if (cancel.orderHash !== hash)
      throw new EvlockError('ORDER_INVALID', { field: 'orderHash', value: cancel.orderHash });
    if (cancel.meterKey !== order.meterKey || cancel.account !== order.account) {
      throw new EvlockError('ORDER_INVALID', { field: 'meterKey', value: cancel.meterKey });
    }
    const { signature } = await this.#modules.meters.request(principal.meterKey, 'signCancel', {
      cancel,
      order,
      assertion,
    });
    const signer = recoverAddress(Cancel.digest(this.#domain, cancel), signature);
    if (signer !== cancel.meterKey && signer !== cancel.account) throw new EvlockError('INVALID_SIGNATURE', { signer });
    const { transaction } = await this.#modules.submitter.cancel(cancel, signature, order);
    return { transaction };
  }

  /** Throws `INVALID_SIGNATURE`, and what meter and chain throw. Orders that are spent already are as good as cancelled. */
  async revokeMandate(principal: Principal, mandateId: number): Promise<Revoked> {
    const { meters, submitter } = this.#modules;
    const { cancel, signature, unknown } = await meters.request(principal.meterKey, 'revokeMandate', { mandateId });
    if (cancel.meterKey !== principal.meterKey || cancel.account !== principal.account) {
      throw new EvlockError('CANCEL_INVALID', { meterKey: cancel.meterKey });
    }
    verifySignature(Cancel.digest(this.#domain, cancel), signature, principal.meterKey);
    const found = unknown ? { unknown } : {};
    if (await this.#isSpent(cancel)) return { transaction: null, ...found };
    const { transaction } = await submitter.cancel(cancel, signature, undefined);
    return { transaction, ...found };
  }

  /** Whether no order is left that this cancel could withdraw: the highest nonce stands for all, as in `evlock submit`. */
  async #isSpent({ meterKey, minNonce }: Cancel): Promise<boolean> {
    return minNonce <= 1 || this.#modules.chain.isNonceSpent(meterKey, minNonce - 1);
  }

  /** Throws `FORBIDDEN`, `WITHDRAWAL_INVALID`, `INSUFFICIENT_BALANCE`, and what meter and chain throw. */
  async withdraw(
    principal: Principal,
    { withdrawal, assertion }: { withdrawal: Withdrawal; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    await this.#checkWithdrawal(principal, withdrawal);
    const { meters, submitter } = this.#modules;
    const { signature } = await meters.request(principal.meterKey, 'signWithdrawal', { withdrawal, assertion });
    verifySignature(Withdrawal.digest(this.#domain, withdrawal), signature, withdrawal.account);
    const { transaction } = await submitter.withdraw(withdrawal, signature);
    return { transaction };
  }

  /** An order of this owner that has opened no trade: an offer by its digest, or a bid by its trade's id. */
  async #cancellable(principal: Principal, hash: Bytes32): Promise<Order> {
    const offer = await findOffer(this.#modules.database, hash);
    const trade = offer ? undefined : await findTrade(this.#modules.database, hash);
    const order = offer?.offer.order ?? trade?.orders.bid.order;
    if (!order) throw new EvlockError('ORDER_NOT_FOUND', { hash });
    if (order.account !== principal.account) throw new EvlockError('FORBIDDEN', { hash });
    if (offer?.taken) throw new EvlockError('ORDER_TAKEN', { hash });
    if (offer?.cancelled) throw new EvlockError('ORDER_CANCELLED', { hash });
    if (trade && trade.state !== 'signed' && trade.state !== 'failed') throw new EvlockError('TRADE_EXISTS', { hash });
    return order;
  }

  async #checkWithdrawal(principal: Principal, withdrawal: Withdrawal): Promise<void> {
    if (withdrawal.account !== principal.account) throw new EvlockError('FORBIDDEN', { account: withdrawal.account });
    const { balance, withdrawalNonce } = await this.#modules.chain.account(principal.account);
    const { time } = await this.#modules.chain.finalized();
    const wrong =
      (withdrawal.token !== this.#market.token && 'token') ||
      (withdrawal.amount === 0n && 'amount') ||
      (withdrawal.nonce !== withdrawalNonce && 'nonce') ||
      (withdrawal.deadline < time && 'deadline');
    if (wrong) throw new EvlockError('WITHDRAWAL_INVALID', { field: wrong });
    const needed = withdrawal.amount + withdrawal.submitterFee;
    if (needed > balance) {
      throw new EvlockError('INSUFFICIENT_BALANCE', { balance: String(balance), needed: String(needed) });
    }
  }
}
