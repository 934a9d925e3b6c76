/** What the state machine asks of the secure world, each action with what must be stored before it counts. */
import type { Bytes32, Receipt, Role, SignedReceipt, TradeOrders } from '@evlock/protocol';
import { EvlockError } from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import type { Log } from '../log.ts';
import type { SelfTestKeeper } from '../self-test/self-test-keeper.ts';
import type { Recovery } from '../store/recovery.ts';
import type { Store } from '../store/store.ts';
import type { FinalCause } from '../trade/trade-progress.ts';
import { partnerOf } from './trade-record.ts';

export interface DeliveryActionsModules {
  readonly secureWorld: Pick<
    SecureWorld,
    'info' | 'openDelivery' | 'partnerReceipt' | 'signReceipt' | 'closeDelivery' | 'closeUnopened' | 'recover'
  >;
  readonly store: Pick<Store, 'addOwnReceipt' | 'latestReceipt' | 'latestReading'>;
  readonly selfTest: Pick<SelfTestKeeper, 'ensure'>;
  /** Throws while nothing new may be signed. */
  readonly recovery: Pick<Recovery, 'require' | 'requireSound'>;
  /** A receipt is in the outbox. */
  readonly stored: () => void;
  readonly log: Log;
}

export class DeliveryActions {
  readonly #modules: DeliveryActionsModules;

  constructor(modules: DeliveryActionsModules) {
    this.#modules = modules;
  }

  /** Opens the delivery and replays the partner's receipts so far to the secure world. */
  async open(tradeId: Bytes32, role: Role, orders: TradeOrders): Promise<void> {
    this.#modules.recovery.require();
    await this.#modules.selfTest.ensure();
    await this.#modules.secureWorld.openDelivery(orders);
    await this.#passPartnerReceipt(tradeId, role);
  }

  /**
   * Passes a partner's receipt to the secure world; false when it does not answer. One it accepted before this meter was
   * killed, without having stored it, counts as accepted. Throws why it refuses any other.
   */
  async hear(signed: SignedReceipt): Promise<boolean> {
    try {
      await this.#modules.secureWorld.partnerReceipt(signed);
      return true;
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.code === 'SECURE_WORLD_UNREACHABLE') return false;
      if (error.code === 'REPLAYED') return true;
      throw error;
    }
  }

  /** Signs and stores this second's receipt. Throws the secure world's error, or `STORE_FAILED`. */
  async signReceipt(tradeId: Bytes32): Promise<Receipt> {
    const signed = await this.#modules.secureWorld.signReceipt(tradeId);
    this.#modules.store.addOwnReceipt(signed);
    this.#modules.stored();
    return signed.receipt;
  }

  /** The stored final receipt, naming the partner's latest energy. */
  async close(tradeId: Bytes32, role: Role, cause: FinalCause): Promise<Receipt> {
    const { secureWorld, store, stored } = this.#modules;
    await this.#recoverReceipt(tradeId, role);
    await this.#passPartnerReceipt(tradeId, role);
    const signed = await secureWorld.closeDelivery(tradeId, cause);
    store.addOwnReceipt(signed);
    stored();
    return signed.receipt;
  }

  /**
   * The stored final receipt of a trade that was never delivered here, naming the partner's latest energy. `late`: no longer
   * waits for a gateway. Throws the secure world's error, `STORE_FAILED`, or why nothing new may be signed.
   */
  async closeUnopened(
    { tradeId, role, orders }: { readonly tradeId: Bytes32; readonly role: Role; readonly orders: TradeOrders },
    cause: FinalCause,
    late: boolean,
  ): Promise<Receipt> {
    const { secureWorld, store, stored, recovery } = this.#modules;
    // The gateway may report what this meter signed and has forgotten, but cannot keep it from closing forever.
    if (late) recovery.requireSound();
    else recovery.require();
    const first = await secureWorld.closeUnopened(orders, cause);
    const heard = store.latestReceipt(tradeId, partnerOf(role));
    const signed = heard ? await this.#named(tradeId, role, cause) : first;
    store.addOwnReceipt(signed);
    stored();
    return signed.receipt;
  }

  /** Closed again: the secure world accepts a partner's receipt only for a trade it keeps. */
  async #named(tradeId: Bytes32, role: Role, cause: FinalCause): Promise<SignedReceipt> {
    await this.#passPartnerReceipt(tradeId, role);
    return await this.#modules.secureWorld.closeDelivery(tradeId, cause);
  }

  /** After a restart of the secure world: its registers resume from the latest reading. */
  async recoverReading(): Promise<void> {
    const reading = this.#modules.store.latestReading();
    if (reading) await this.#orKnown('reading', this.#modules.secureWorld.recover({ reading }));
  }

  /** A delivery interrupted by a restart gets back what was signed since the secure world last stored it. */
  async #recoverReceipt(tradeId: Bytes32, role: Role): Promise<void> {
    const { secureWorld, store } = this.#modules;
    const { delivery, trade } = await secureWorld.info();
    if (delivery !== 'interrupted' || trade?.tradeId !== tradeId) return;
    const receipt = store.latestReceipt(tradeId, role);
    if (receipt) await this.#orKnown('receipt', secureWorld.recover({ receipt }));
  }

  async #passPartnerReceipt(tradeId: Bytes32, role: Role): Promise<void> {
    const receipt = this.#modules.store.latestReceipt(tradeId, partnerOf(role));
    if (receipt) await this.#orKnown('partner receipt', this.#modules.secureWorld.partnerReceipt(receipt));
  }

  /** Rollback is refused, which here means that nothing was lost. */
  async #orKnown(what: string, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (error.code === 'SECURE_WORLD_UNREACHABLE') throw error;
      if (error.code !== 'REPLAYED') this.#modules.log.warn({ error, what }, 'the secure world refused it');
    }
  }
}
