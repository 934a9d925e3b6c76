/** A private key's wallet on chain: deposits by anyone, enrolment by the operator, minting test tokens. */
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

  /** The account that pays for gas. */
  get address(): Address {
    return this.queue.address;
  }

  /** Deposits `amount` of this key's own tokens into a market `account`: an approval, then the deposit. */
  async deposit(account: Address, amount: Money): Promise<TransactionResult> {
    await this.submit(calls.approve(this.deployment, amount));
    return this.submit(calls.deposit(this.deployment, account, amount));
  }

  /** Mints test tokens. A public network's token has no such function: `CHAIN_REVERTED`. */
  async mint(to: Address, amount: Money): Promise<TransactionResult> {
    return this.submit(calls.mint(this.deployment, to, amount));
  }

  /** Throws what `mint` would be refused for; sends nothing. */
  async checkMint(to: Address, amount: Money): Promise<void> {
    await this.queue.simulate(calls.mint(this.deployment, to, amount));
  }

  /** Enrols what account key and meter key signed. Needs the enrolling role, else `ACCESS_DENIED`. */
  async enrol(signed: SignedEnrolment): Promise<TransactionResult> {
    return this.submit(calls.enrol(this.deployment, signed));
  }

  /** Suspends a meter from new trades; its open ones can still end. */
  async suspend(meterKey: Address): Promise<TransactionResult> {
    return this.submit(calls.suspend(this.deployment, meterKey));
  }

  async resume(meterKey: Address): Promise<TransactionResult> {
    return this.submit(calls.resume(this.deployment, meterKey));
  }

  /** Sends a call that was encoded elsewhere. */
  async send(call: Call): Promise<TransactionResult> {
    return this.submit(call);
  }

  /** Disconnects from the chain. What was sent stays sent. */
  async stop(): Promise<void> {
    if (this.started) await this.queue.stop();
  }

  private async submit(call: Call): Promise<TransactionResult> {
    this.started ??= this.queue.start();
    await this.started;
    return this.queue.submit(`wallet-${this.sent++}`, call);
  }
}
