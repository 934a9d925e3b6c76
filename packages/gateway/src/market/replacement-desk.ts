/** Replaces a meter by another: signed inside a secure world with the owner's passkey, effective 48 h later. */
import {
  type Address,
  type Assertion,
  type Bytes32,
  type Domain,
  EvlockError,
  Replace,
  type ReplacementView,
  verifySignature,
} from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';
import type { MarketChain } from './market-chain.ts';
import type { MeterDirectory } from './meter-directory.ts';
import type { TradeSubmitter } from './trade-submitter.ts';

export interface ReplacementModules {
  readonly chain: MarketChain;
  readonly submitter: Pick<TradeSubmitter, 'replace' | 'finishReplace'>;
  readonly meters: MeterDirectory;
}

export class Replacements {
  readonly #domain: Domain;
  readonly #modules: ReplacementModules;

  constructor(domain: Domain, modules: ReplacementModules) {
    this.#domain = domain;
    this.#modules = modules;
  }

  async view({ account }: Principal): Promise<ReplacementView> {
    const { chain } = this.#modules;
    const activeMeter = (await chain.meterOfAccount(account)) ?? null;
    const pending = activeMeter && (await chain.pendingReplacement(activeMeter));
    const [nonce, { time }] = await Promise.all([chain.registryNonce(account), chain.finalized()]);
    return {
      account,
      activeMeter,
      pending: pending ? { ...pending, due: time >= pending.effectiveFrom } : null,
      nonce,
      time,
    };
  }

  /**
   * Has the session's meter, one of the two, sign the request, and puts it on chain. Throws `FORBIDDEN`, `REPLACE_INVALID`,
   * and what meter and chain throw.
   */
  async request(
    principal: Principal,
    { replace, assertion }: { replace: Replace; assertion: Assertion },
  ): Promise<{ transaction: Bytes32 }> {
    const { meters, submitter } = this.#modules;
    await this.#check(principal, replace);
    const { signature } = await meters.request(principal.meterKey, 'signReplace', { replace, assertion });
    verifySignature(Replace.digest(this.#domain, replace), signature, replace.account);
    const { transaction } = await submitter.replace(replace, signature);
    return { transaction };
  }

  /** Throws `REPLACE_NOT_DUE`, and what the chain throws. */
  async finish(principal: Principal): Promise<{ transaction: Bytes32 }> {
    const { activeMeter, pending } = await this.view(principal);
    if (!activeMeter || !pending?.due) {
      throw new EvlockError('REPLACE_NOT_DUE', { effectiveFrom: pending?.effectiveFrom ?? null });
    }
    const { transaction } = await this.#modules.submitter.finishReplace(activeMeter, pending.effectiveFrom);
    return { transaction };
  }

  /** Refuses what the chain would refuse, before a meter is asked to sign. */
  async #check(principal: Principal, { account, oldMeterKey, newMeterKey, nonce, deadline }: Replace): Promise<void> {
    if (account !== principal.account) throw new EvlockError('FORBIDDEN', { account });
    const { activeMeter, pending, nonce: next, time } = await this.view(principal);
    const wrong =
      (oldMeterKey !== activeMeter && 'oldMeterKey') ||
      (nonce !== next && 'nonce') ||
      (deadline < time && 'deadline') ||
      (pending?.due && 'effectiveFrom') ||
      (!(await this.#mayFollow(oldMeterKey, newMeterKey, account, pending !== null)) && 'newMeterKey');
    if (wrong) throw new EvlockError('REPLACE_INVALID', { field: wrong, oldMeterKey, newMeterKey });
  }

  /** The old key as the new one withdraws a pending request; any other must be enrolled and on standby. */
  async #mayFollow(oldKey: Address, newKey: Address, account: Address, pending: boolean): Promise<boolean> {
    if (newKey === oldKey) return pending;
    const next = await this.#modules.chain.meter(newKey);
    return next?.account === account && next.status === 'standby';
  }
}
