/** A key of one's own on the chain: deposits by anybody, enrolment by the operator, the test token's mint. */
import { calls, MemoryOutbox, TransactionQueue } from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  type Clock,
  type Deployment,
  type EnrolmentView,
  type Hex,
  type Money,
  systemClock,
  type Timestamp,
} from '@evlock/protocol';

export interface WalletOptions {
  readonly deployment: Deployment;
  /** JSON-RPC endpoint. */
  readonly endpoint: string;
  /** From a file with mode 0600. */
  readonly privateKey: Hex;
}

/** A transaction that is final on chain. */
export interface OnChain {
  readonly transaction: Bytes32;
  readonly block: number;
  readonly time: Timestamp;
  readonly gas: number;
}

export class Wallet {
  private readonly deployment: Deployment;
  private readonly queue: TransactionQueue;
  private sent = 0;

  constructor({ deployment, endpoint, privateKey }: WalletOptions, { clock = systemClock }: { clock?: Clock } = {}) {
    this.deployment = deployment;
    this.queue = new TransactionQueue(
      { endpoint, privateKey, chainId: deployment.chainId },
      { outbox: new MemoryOutbox(), clock },
    );
    this.queue.start();
  }

  /** Pays `amount` of this key's own token into `account` of the market: an approval, then the deposit. */
  async deposit(account: Address, amount: Money): Promise<OnChain> {
    await this.submit(calls.approve(this.deployment, amount));
    return this.submit(calls.depositFor(this.deployment, account, amount));
  }

  /** Makes test token. The token of a public network has no such call: `CHAIN_REVERTED`. */
  async mint(to: Address, amount: Money): Promise<OnChain> {
    return this.submit(calls.mint(this.deployment, to, amount));
  }

  /** Admits a device that the gateway has verified. This key must hold the enrolling role: else `ACCESS_DENIED`. */
  async enrol({ deviceId, meterKey, account }: EnrolmentView): Promise<OnChain> {
    return this.submit(calls.enrol(this.deployment, { deviceId, meterKey, account }));
  }

  /** Takes a meter out of new trades; its open ones can still end. */
  async suspend(meterKey: Address): Promise<OnChain> {
    return this.submit(calls.suspend(this.deployment, meterKey));
  }

  async resume(meterKey: Address): Promise<OnChain> {
    return this.submit(calls.resume(this.deployment, meterKey));
  }

  async stop(): Promise<void> {
    await this.queue.stop();
  }

  private submit(call: ReturnType<typeof calls.approve>): Promise<OnChain> {
    return this.queue.submit(`wallet-${this.sent++}`, call);
  }
}
