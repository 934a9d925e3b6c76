/** Answers to the gateway's requests. None relies on an honest gateway: money moves by passkey, and stopping is free. */
import {
  type Address,
  type Clock,
  checkOpenBefore,
  checkOrder,
  type Domain,
  type Energy,
  EvlockError,
  type HouseholdInputs,
  type LinkHandlers,
  type MeterRequest,
  type MeterResponse,
  type meterMethods,
  ORDER_SIGNED_WITHIN,
  Order,
  type OrderTerms,
  type SignedOrder,
  type StandingRules,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import type { Log } from '../log.ts';
import type { SelfTestKeeper } from '../self-test/self-test-keeper.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import { bindingRules } from './binding-rules.ts';

export interface GatewayRequestsOptions {
  readonly domain: Domain;
  readonly meterKey: Address;
  readonly account: Address;
}

export interface GatewayRequestsModules {
  readonly secureWorld: Pick<
    SecureWorld,
    | 'info'
    | 'authorizeMandate'
    | 'listMandates'
    | 'signOrder'
    | 'revokeMandate'
    | 'signWithdrawal'
    | 'signCancel'
    | 'signReplace'
    | 'listPasskeys'
    | 'bindFurtherPasskey'
    | 'removePasskey'
  >;
  readonly runner: Pick<TradeRunner, 'announce' | 'partnerReceipt' | 'stop' | 'busy'>;
  readonly selfTest: Pick<SelfTestKeeper, 'ensure'>;
  /** Throws while nothing new may be signed. */
  readonly recovery: Pick<Recovery, 'require'>;
  readonly store: Pick<Store, 'addOrder' | 'addMandate' | 'addCancel' | 'granted' | 'mandate' | 'revocation'>;
  /** What the household's own devices say; unverified. */
  readonly inputs: () => HouseholdInputs;
  /** Fetch the next certificate now. */
  readonly authorityChanged: () => void;
  /** A current finalized block, or the best known. */
  readonly finalizedBlock: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Seconds by which an owner's clock may be ahead of this meter's. */
const REVOKED_AHEAD = 3_600;

export class GatewayRequests {
  readonly #options: GatewayRequestsOptions;
  readonly #modules: GatewayRequestsModules;
  /** Orders are signed one at a time, each with the next nonce. */
  #signing: Promise<unknown> = Promise.resolve();

  constructor(options: GatewayRequestsOptions, modules: GatewayRequestsModules) {
    this.#options = options;
    this.#modules = modules;
  }

  get handlers(): LinkHandlers<typeof meterMethods> {
    const { runner, secureWorld } = this.#modules;
    return {
      authorizeMandate: (body) => this.#authorizeMandate(body),
      signOrder: ({ terms, mandateId }) => this.signOrder(terms, mandateId),
      revokeMandate: (body) => this.#revokeMandate(body),
      trade: async (orders) => {
        runner.announce(orders);
        return {};
      },
      partnerReceipt: async (signed) => {
        await runner.partnerReceipt(signed);
        return {};
      },
      stop: async ({ tradeId }) => {
        runner.stop(tradeId);
        return {};
      },
      authorityChanged: async () => {
        this.#modules.authorityChanged();
        return {};
      },
      signWithdrawal: async ({ withdrawal, assertion }) => ({
        signature: await secureWorld.signWithdrawal(withdrawal, assertion),
      }),
      signCancel: (body) => this.#signCancel(body),
      signReplace: async ({ replace, assertion }) => ({ signature: await secureWorld.signReplace(replace, assertion) }),
      passkeys: () => this.#passkeys(),
      bindFurtherPasskey: async ({ binding, assertion }) => {
        await secureWorld.bindFurtherPasskey(binding, assertion);
        return this.#passkeys();
      },
      // By another passkey's assertion alone: the recovery phrase has no way through a gateway.
      removePasskey: async ({ removal, assertion }) => {
        await secureWorld.removePasskey(removal, { assertion });
        return this.#passkeys();
      },
    };
  }

  /**
   * Signs an order with these terms under a mandate, with a fresh self-test and the next nonce; `mandateId` names a standing order's,
   * whose rules must hold. Throws `ORDER_INVALID`, `ORDER_EXPIRED`, `STANDING_RULE_BROKEN`, `SENSOR_FAULT`, `TIMED_OUT`,
   * `RECOVERY_PENDING`, `DEVICE_ROLLED_BACK`, or the secure world's error.
   */
  signOrder(terms: OrderTerms, mandateId?: number): Promise<SignedOrder> {
    const until = this.#modules.clock.monotonic() + ORDER_SIGNED_WITHIN;
    const turn = this.#signing.then(() => this.#signOrder({ terms, mandateId }, until));
    this.#signing = turn.catch(() => undefined);
    return turn;
  }

  async #signOrder({ terms, mandateId }: MeterRequest<'signOrder'>, until: number): Promise<SignedOrder> {
    const { domain, meterKey, account } = this.#options;
    const { secureWorld, selfTest, runner, store, finalizedBlock, clock, log } = this.#modules;
    const unnumbered = { ...terms, account, meterKey };
    // The market checks the minimum lot; only self-contradictory terms are refused here.
    checkOrder({ ...unnumbered, nonce: 0 }, 1n as Energy);
    checkOpenBefore({ ...unnumbered, nonce: 0 }, clock.now());
    this.#modules.recovery.require();
    const rules = await this.#bindingRules({ ...unnumbered, nonce: 0 }, mandateId);
    // No self-test during a delivery; the secure world decides whether the last one is recent enough.
    if (!runner.busy) await selfTest.ensure();
    const fromBlock = await finalizedBlock();
    const { nextNonce } = await secureWorld.info();
    // Nobody is waiting for it any more, and it would use up part of the mandate.
    if (clock.monotonic() > until) throw new EvlockError('TIMED_OUT', { part: 'meter', signed: false });
    const order: Order = { ...unnumbered, nonce: nextNonce };
    const signed = { order, signature: await secureWorld.signOrder(order) };
    const hash = Order.digest(domain, order);
    store.addOrder(hash, signed, fromBlock, rules);
    log.info({ hash, side: order.side, energy: String(order.energy), nonce: order.nonce }, 'order signed');
    return signed;
  }

  /** Public keys of the bound passkeys. */
  async #passkeys(): Promise<MeterResponse<'passkeys'>> {
    const { secureWorld } = this.#modules;
    const [bound, { nextBindingId }] = [await secureWorld.listPasskeys(), await secureWorld.info()];
    return { passkeys: bound.map(({ x, y }) => ({ publicKeyX: x, publicKeyY: y })), nextBindingId };
  }

  async #bindingRules(order: Order, mandateId: number | undefined): Promise<StandingRules | null> {
    const { secureWorld, store, inputs } = this.#modules;
    const granted = store.granted();
    if (!granted.some(({ rules }) => rules !== null)) return null;
    return bindingRules({ order, mandateId }, granted, await secureWorld.listMandates(), inputs());
  }

  /**
   * The rules that come with a mandate first are kept. What the secure world has taken in before, but not this store, is kept too: its
   * passkey was checked, and this meter may have died between the two.
   */
  async #authorizeMandate({
    rules,
    ...approval
  }: MeterRequest<'authorizeMandate'>): Promise<MeterResponse<'authorizeMandate'>> {
    const { secureWorld, store } = this.#modules;
    try {
      await secureWorld.authorizeMandate(approval.mandate, approval.assertion);
    } catch (error) {
      if (EvlockError.is(error, 'REPLAYED')) store.addMandate(approval, rules);
      throw error;
    }
    store.addMandate(approval, rules);
    return {};
  }

  /**
   * Stopping needs no approval, so a mandate unknown to this store is revoked too: it can no longer be approved, and its
   * cancel is returned but not kept. No owner's clock is far enough ahead to number one so high that it would use up future
   * ids. A repeated revocation costs neither secure world nor store a write.
   */
  async #revokeMandate({ mandateId }: MeterRequest<'revokeMandate'>): Promise<MeterResponse<'revokeMandate'>> {
    const { secureWorld, store, clock } = this.#modules;
    const mandate = store.mandate(mandateId);
    if (mandate === undefined && mandateId > clock.now() + REVOKED_AHEAD) {
      throw new EvlockError('INVALID_INPUT', { field: 'mandateId', value: mandateId });
    }
    const kept = mandate === 'revoked' ? store.revocation() : undefined;
    if (kept && kept.cancel.minNonce >= (await secureWorld.info()).nextNonce) return kept;
    const signed = await secureWorld.revokeMandate(mandateId);
    if (mandate === undefined) return { ...signed, unknown: true };
    store.addCancel(signed, { now: clock.now(), mandateId });
    return signed;
  }

  /** The passkey approved a digest; the order shows the owner's meter what that digest withdraws. */
  async #signCancel({ cancel, order, assertion }: MeterRequest<'signCancel'>): Promise<MeterResponse<'signCancel'>> {
    if (Order.digest(this.#options.domain, order) !== cancel.orderHash) {
      throw new EvlockError('ORDER_INVALID', { field: 'orderHash', value: cancel.orderHash });
    }
    const signature = await this.#modules.secureWorld.signCancel(cancel, assertion);
    this.#modules.store.addCancel({ cancel, signature }, { now: this.#modules.clock.now() });
    return { signature };
  }
}
