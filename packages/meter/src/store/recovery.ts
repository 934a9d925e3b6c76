/**
 * What this meter signed last, according to its own store and the gateway, compared with what its secure world knows. An
 * older store gets back what it lost. A secure world older than its own signatures was rolled back: its mandates and nonces
 * are already spent, so it signs nothing new. Only signatures by its own key count.
 */
import {
  type Address,
  type Bytes32,
  type Domain,
  type ErrorCode,
  EvlockError,
  type GatewayResponse,
  Order,
  Reading,
  Receipt,
  type SignedOrder,
  type SignedReceipt,
  verifySignature,
} from '@evlock/protocol';
import type { SecureWorld, SignedReading } from '@evlock/secure-world';
import type { Log } from '../log.ts';
import type { Store } from './store.ts';

export interface RecoveryOptions {
  readonly domain: Domain;
  readonly meterKey: Address;
}

export interface RecoveryModules {
  readonly secureWorld: Pick<SecureWorld, 'info' | 'recover'>;
  readonly store: Pick<
    Store,
    | 'fault'
    | 'setFault'
    | 'latestReading'
    | 'latestOrder'
    | 'latestReceipt'
    | 'keepReading'
    | 'keepReceipt'
    | 'adopt'
    | 'trade'
  >;
  readonly log: Log;
}

export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #modules: RecoveryModules;
  /** Own receipts of trades unknown to the store, by trade. */
  #held: ReadonlyMap<Bytes32, SignedReceipt> = new Map();
  #fault: ErrorCode | null;
  #heard = false;

  /** Throws `METER_KEY_CHANGED` when the store belongs to another key, `STORE_FAILED`. */
  constructor(options: RecoveryOptions, modules: RecoveryModules) {
    this.#options = options;
    this.#modules = modules;
    const { meterKey } = options;
    const owner = modules.store.adopt(meterKey);
    if (owner !== meterKey) throw new EvlockError('METER_KEY_CHANGED', { store: owner, secureWorld: meterKey });
    this.#fault = modules.store.fault();
  }

  /** Why this meter no longer signs anything new; null while it may. */
  get fault(): ErrorCode | null {
    return this.#fault;
  }

  /** This meter's last signatures, as held by the gateway, in a trade unknown to its store. */
  held(tradeId: Bytes32): SignedReceipt | undefined {
    return this.#held.get(tradeId);
  }

  /** Throws the fault, or `RECOVERY_PENDING` until the gateway has been heard since startup. */
  require(): void {
    this.requireSound();
    if (!this.#heard) throw new EvlockError('RECOVERY_PENDING');
  }

  /** Throws the fault, whether the gateway has been heard or not. */
  requireSound(): void {
    if (this.#fault !== null) throw new EvlockError(this.#fault);
  }

  /** Nothing new is signed from now on, also after a restart: the only remedy is `evlock replacement`. */
  condemn(code: ErrorCode): void {
    if (this.#fault !== null) return;
    this.#fault = code;
    this.#modules.log.error({ code }, 'the meter no longer signs anything new: it must be replaced');
    this.#modules.store.setFault(code);
  }

  /** At startup, before anything is signed: what its own store knows. */
  async begin(): Promise<void> {
    const { store, secureWorld } = this.#modules;
    const info = await secureWorld.info();
    this.#judge(info, store.latestReading(), store.latestOrder());
  }

  /** What the gateway holds. It may be late or lie: only this meter's own signatures are considered. */
  async learn({ reading, order, receipts }: GatewayResponse<'latest'>): Promise<void> {
    const { secureWorld, log } = this.#modules;
    const known = {
      reading: reading && this.#isOwnReading(reading) ? reading : undefined,
      order: order && this.#isOwnOrder(order) ? order : undefined,
      receipts: receipts.filter((signed) => this.#isOwnReceipt(signed)),
    };
    this.#judge(await secureWorld.info(), known.reading, known.order);
    const isHeld = ({ receipt }: SignedReceipt): boolean => this.#modules.store.trade(receipt.tradeId) === undefined;
    // A trade that this meter has not seen on chain is not stored, nor is anything about it.
    const held = known.receipts.filter(isHeld);
    this.#held = new Map(held.map((signed) => [signed.receipt.tradeId, signed]));
    const kept = known.receipts.filter((signed) => !held.includes(signed));
    const gaps = [await this.#recoverReading(known.reading), ...kept.map((signed) => this.#recoverReceipt(signed))];
    if (gaps.includes(true)) log.warn({ code: 'STORE_ROLLED_BACK' }, 'the store was older than what this meter signed');
    this.#heard = true;
  }

  /** A nonce is stored before use, and so is a block of sequences: a signature beyond them came from a later state. */
  #judge(
    { nextNonce, nextReadingSequence }: Awaited<ReturnType<SecureWorld['info']>>,
    reading: SignedReading | undefined,
    order: SignedOrder | undefined,
  ): void {
    const ahead =
      (order && order.order.nonce >= nextNonce) || (reading && reading.reading.sequence >= nextReadingSequence);
    if (ahead) this.condemn('DEVICE_ROLLED_BACK');
  }

  /** True when the store did not have it. */
  async #recoverReading(signed: SignedReading | undefined): Promise<boolean> {
    const { store, secureWorld } = this.#modules;
    const last = store.latestReading()?.reading.sequence ?? 0;
    if (!signed || signed.reading.sequence <= last) return false;
    store.keepReading(signed);
    await secureWorld.recover({ reading: signed }).catch((error: unknown) => {
      // The secure world is ahead of the gateway: nothing to recover.
      if (!EvlockError.is(error, 'REPLAYED') && !EvlockError.is(error, 'OUT_OF_STATE')) throw error;
    });
    return true;
  }

  /** Kept for closing, which passes it to the secure world. */
  #recoverReceipt(signed: SignedReceipt): boolean {
    const { store } = this.#modules;
    const { tradeId, role, sequence } = signed.receipt;
    if (sequence <= (store.latestReceipt(tradeId, role)?.receipt.sequence ?? 0)) return false;
    store.keepReceipt(signed);
    return true;
  }

  #isOwnReading({ reading, signature }: SignedReading): boolean {
    return (
      reading.meterKey === this.#options.meterKey &&
      this.#isOwn(Reading.digest(this.#options.domain, reading), signature)
    );
  }

  #isOwnOrder({ order, signature }: SignedOrder): boolean {
    return (
      order.meterKey === this.#options.meterKey && this.#isOwn(Order.digest(this.#options.domain, order), signature)
    );
  }

  #isOwnReceipt({ receipt, signature }: SignedReceipt): boolean {
    return this.#isOwn(Receipt.digest(this.#options.domain, receipt), signature);
  }

  #isOwn(digest: Parameters<typeof verifySignature>[0], signature: Parameters<typeof verifySignature>[1]): boolean {
    try {
      verifySignature(digest, signature, this.#options.meterKey);
      return true;
    } catch {
      this.#modules.log.warn(
        { code: 'INVALID_SIGNATURE' },
        'the gateway returned a message that this meter did not sign',
      );
      return false;
    }
  }
}
