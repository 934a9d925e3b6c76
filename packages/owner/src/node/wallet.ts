/** A key of one's own on the chain: deposits by anybody, enrolment by the operator, the test token's mint. */
import { type Call, calls, MemoryOutbox, TransactionQueue, type TransactionResult } from '@evlock/chain';
import {
  type Address,
  type Clock,
  type Deployment,
  type Hex,
  type Money,
  type SignedEnrolment,
  systemClock,
} from '@evlock/protocol';

export interface WalletOptions {
  readonly deployment: Deployment;
  /** JSON-RPC endpoint. */
  readonly endpoint: string;
  /** From a file with mode 0600. */
  readonly privateKey: Hex;
}

export class Wallet {
  private readonly deployment: Deployment;
  private readonly queue: TransactionQueue;
  private started: Promise<void> | undefined;
  private sent = 0;

  constructor({ deployment, endpoint, privateKey }: WalletOptions, { clock = systemClock }: { clock?: Clock } = {}) {
    this.deployment = deployment;
    this.queue = new TransactionQueue(
      { endpoints: [endpoint], privateKey, chainId: deployment.chainId },
      { outbox: new MemoryOutbox(), clock },
    );
  }

  /** The account that pays the gas. */
  get address(): Address {
    return this.queue.address;
  }

  /** Pays `amount` of this key's own token into `account` of the market: an approval, then the deposit. */
  async deposit(account: Address, amount: Money): Promise<TransactionResult> {
    await this.submit(calls.approve(this.deployment, amount));
    return this.submit(calls.deposit(this.deployment, account, amount));
  }

  /** Makes test token. The token of a public network has no such call: `CHAIN_REVERTED`. */
  async mint(to: Address, amount: Money): Promise<TransactionResult> {
    return this.submit(calls.mint(this.deployment, to, amount));
  }

  /** Throws what `mint` would be refused for, and sends nothing. */
  async checkMint(to: Address, amount: Money): Promise<void> {
    await this.queue.simulate(calls.mint(this.deployment, to, amount));
  }

  /** Admits what account key and meter key signed. This key must hold the enrolling role: else `ACCESS_DENIED`. */
  async enrol(signed: SignedEnrolment): Promise<TransactionResult> {
    return this.submit(calls.enrol(this.deployment, signed));
  }

  /** Takes a meter out of new trades; its open ones can still end. */
  async suspend(meterKey: Address): Promise<TransactionResult> {
    return this.submit(calls.suspend(this.deployment, meterKey));
  }

  async resume(meterKey: Address): Promise<TransactionResult> {
    return this.submit(calls.resume(this.deployment, meterKey));
  }

  /** Lets go of the chain. What was sent stays sent. */
  async stop(): Promise<void> {
    if (this.started) await this.queue.stop();
  }

  private async submit(call: Call): Promise<TransactionResult> {
    this.started ??= this.queue.start();
    await this.started;
    return this.queue.submit(`wallet-${this.sent++}`, call);
  }
}
