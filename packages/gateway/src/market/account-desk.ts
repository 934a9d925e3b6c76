/** An account's money and reputation in the market, and paying its balance out. */
import {
  type AccountView,
  type Assertion,
  type Bytes32,
  type Domain,
  EvlockError,
  type MarketInfo,
  verifySignature,
  Withdrawal,
} from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';
import type { MarketChain } from './market-chain.ts';
import type { MeterDirectory } from './meter-directory.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface AccountDeskModules {
  readonly chain: Pick<MarketChain, 'account' | 'meter' | 'finalized'>;
  readonly submitter: Pick<TradeSubmitter, 'withdraw'>;
  readonly meters: MeterDirectory;
}

export class AccountDesk {
  readonly #market: MarketInfo;
  readonly #domain: Domain;
  readonly #modules: AccountDeskModules;

  constructor(market: MarketInfo, domain: Domain, modules: AccountDeskModules) {
    this.#market = market;
    this.#domain = domain;
    this.#modules = modules;
  }

  /** Balance and locks in micro-units, both of the finalized chain; the meter as it is connected now. Throws `CHAIN_UNREACHABLE`. */
  async view(principal: Principal): Promise<AccountView> {
    const { chain, meters } = this.#modules;
    const [account, meter] = await Promise.all([chain.account(principal.account), chain.meter(principal.meterKey)]);
    return {
      ...principal,
      balance: account.balance,
      locked: account.locked,
      withdrawalNonce: account.withdrawalNonce,
      reputation: account.reputation,
      enrolled: meter?.active === true && meter.account === principal.account,
      online: meters.online(principal.meterKey),
      status: meters.status(principal.meterKey),
    };
  }

  /**
   * Has the principal's meter sign a withdrawal of free balance, and puts it on chain; resolves when that is final. Throws
   * `FORBIDDEN`, `WITHDRAWAL_INVALID`, `INSUFFICIENT_BALANCE`, and what meter and chain throw.
   */
  async withdraw(
    principal: Principal,
    { withdrawal, assertion }: { withdrawal: Withdrawal; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    await this.#check(principal, withdrawal);
    const { meters, submitter } = this.#modules;
    const { signature } = await meters.request(principal.meterKey, 'signWithdrawal', { withdrawal, assertion });
    verifySignature(Withdrawal.digest(this.#domain, withdrawal), signature, withdrawal.account);
    const { transaction } = await submitter.withdraw(withdrawal, signature);
    return { transaction };
  }

  /** The secure world decides; what the chain would refuse anyway is refused here, so that the owner learns it sooner. */
  async #check({ account }: Principal, withdrawal: Withdrawal): Promise<void> {
    if (withdrawal.account !== account) throw new EvlockError('FORBIDDEN', { account: withdrawal.account });
    const { balance, withdrawalNonce } = await this.#modules.chain.account(account);
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
