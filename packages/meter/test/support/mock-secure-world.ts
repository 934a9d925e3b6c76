/** A mock secure world: signs with the test's keys, records its requests, fails on demand. */
import {
  type Bytes32,
  type Cause,
  type Energy,
  type ErrorCode,
  EvlockError,
  type Role,
  type TradeOrders,
} from '@evlock/protocol';
import type { SecureWorld } from '@evlock/secure-world';
import { type ReceiptFields, signedReceipt } from '@evlock/testing/meter/signer';

type Info = Awaited<ReturnType<SecureWorld['info']>>;
type Asked = Pick<
  SecureWorld,
  'openDelivery' | 'partnerReceipt' | 'signReceipt' | 'closeDelivery' | 'closeUnopened' | 'recover' | 'nextMark'
>;

export class MockSecureWorld implements Asked {
  readonly asked: string[] = [];
  /** The next call of this method throws this. */
  readonly failures = new Map<string, ErrorCode>();
  readonly role: Role;
  readonly tradeId: Bytes32;
  energy = 0n;
  sequence = 0;
  partnerEnergy = 0n;
  delivery: Info['delivery'] = 'none';
  #frozen: { energy: bigint; cause: Cause } | undefined;

  constructor(role: Role, tradeId: Bytes32) {
    this.role = role;
    this.tradeId = tradeId;
  }

  async info(): Promise<Info> {
    this.#ask('info');
    const trade = this.delivery === 'none' ? null : { tradeId: this.tradeId, role: this.role };
    return { delivery: this.delivery, trade, selfTest: 'passed', selfTestAge: 0, nextNonce: 5 } as unknown as Info;
  }

  async openDelivery(_orders: TradeOrders) {
    this.#ask('openDelivery');
    this.delivery = 'open';
    return { tradeId: this.tradeId, role: this.role };
  }

  async partnerReceipt(signed: Parameters<Asked['partnerReceipt']>[0]) {
    this.#ask('partnerReceipt');
    this.partnerEnergy = signed.receipt.energy;
  }

  async signReceipt() {
    this.#ask('signReceipt');
    return this.#sign({ energy: this.energy });
  }

  async closeDelivery(_tradeId: Bytes32, cause: Exclude<Cause, 'none'>) {
    this.#ask(`closeDelivery ${cause}`);
    this.delivery = 'none';
    this.#frozen ??= { energy: this.energy, cause };
    return this.#sign({ ...this.#frozen, final: true });
  }

  async closeUnopened(_orders: TradeOrders, cause: Exclude<Cause, 'none'>) {
    this.#ask(`closeUnopened ${cause}`);
    this.#frozen ??= { energy: 0n, cause };
    return this.#sign({ ...this.#frozen, final: true });
  }

  async recover(latest: Parameters<Asked['recover']>[0]) {
    this.#ask(`recover ${Object.keys(latest).join()}`);
    if (!latest.receipt) return;
    this.energy = latest.receipt.receipt.energy;
    this.sequence = latest.receipt.receipt.sequence;
  }

  async nextMark() {
    this.#ask('nextMark');
    return null;
  }

  #ask(question: string): void {
    this.asked.push(question);
    const [method = ''] = question.split(' ');
    const code = this.failures.get(method);
    if (code) throw new EvlockError(code);
  }

  #sign(fields: Omit<ReceiptFields, 'sequence'>) {
    return signedReceipt(this.tradeId, this.role, {
      ...fields,
      sequence: ++this.sequence,
      partnerEnergy: this.partnerEnergy as Energy,
    });
  }
}
