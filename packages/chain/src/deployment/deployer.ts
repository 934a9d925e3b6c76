/** Creates contracts from one account, one after another, and tracks what exists if stopped halfway. */
import { type Address, type Clock, EvlockError, type Hex, milliseconds } from '@evlock/protocol';
import { getContractAddress, type PublicClient, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem';
import { currentFees, mostSpent } from '../accounts/fees.ts';
import { accountOf } from '../accounts/signer.ts';
import { lowerCase } from '../contracts/decode-event.ts';
import { type Endpoint, isUnanswered, reasonOf } from '../endpoints/endpoint.ts';
import type { Network } from '../endpoints/networks.ts';
import { decodeRevert } from '../endpoints/revert.ts';
import { refusalKind } from '../endpoints/send-refusal.ts';

/** Long enough for a contract to be mined on a busy network. */
const MINED_WITHIN_MILLISECONDS = 60_000;
const BETWEEN_LOOKS_MILLISECONDS = 250;

export type ContractName = 'token' | 'registry' | 'market' | 'batches';

export interface DeployerModules {
  readonly endpoint: Endpoint;
  readonly network: Network;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export class Deployer {
  readonly #account: ReturnType<typeof accountOf>;
  readonly #modules: DeployerModules;
  readonly #created = new Map<ContractName, Address>();
  /** Sent, not yet seen mined. */
  #sent: Hex | undefined;
  #nonce = 0;

  constructor(privateKey: Hex, modules: DeployerModules) {
    this.#account = accountOf(privateKey);
    this.#modules = modules;
  }

  /** What is already on chain, and the transaction that may still create one more, for error details. */
  get created(): Readonly<Partial<Record<ContractName | 'transaction', Hex>>> {
    return { ...Object.fromEntries(this.#created), ...(this.#sent && { transaction: this.#sent }) };
  }

  async start(): Promise<void> {
    const { address } = this.#account;
    this.#nonce = await this.#modules.endpoint.ask((client) =>
      client.getTransactionCount({ address, blockTag: 'pending' }),
    );
  }

  /** Throws `WALLET_SHORT` unless the account can pay for this much gas at the current price. */
  async requireBalance(gas: number): Promise<void> {
    const { endpoint, network } = this.#modules;
    const { address } = this.#account;
    const [balance, fees] = await endpoint.ask((client) =>
      Promise.all([client.getBalance({ address }), currentFees(client, network, 'eip1559')]),
    );
    const needed = mostSpent(gas, fees);
    if (balance < needed) throw this.#short({ balance: `${balance}`, needed: `${needed}` });
  }

  /** The address of the contract created after `others` more. */
  addressAfter(others: number): Address {
    return lowerCase(getContractAddress({ from: this.#account.address, nonce: BigInt(this.#nonce + others) }));
  }

  /**
   * Resolves to the block of its creation. Throws `WALLET_SHORT`, `SUBMISSION_FAILED`, `CHAIN_UNREACHABLE`, the constructor's
   * revert, or the signal's reason.
   */
  async create(name: ContractName, data: Hex): Promise<number> {
    this.#modules.signal.throwIfAborted();
    const address = this.addressAfter(0);
    this.#sent = await this.#send(data).catch((error: unknown) => {
      throw this.#failureOf(name, error);
    });
    const { status, blockNumber, transactionHash } = await this.#mined(this.#sent);
    this.#sent = undefined;
    this.#nonce++;
    if (status !== 'success')
      throw new EvlockError('SUBMISSION_FAILED', { contract: name, transaction: transactionHash });
    this.#created.set(name, address);
    return Number(blockNumber);
  }

  #send(data: Hex): Promise<Hex> {
    const { endpoint, network } = this.#modules;
    const account = this.#account;
    return endpoint.attempt(async (client) => {
      const fees = await currentFees(client, network, 'eip1559');
      const gas = ((await client.estimateGas({ account, data })) * 125n) / 100n;
      const raw = await account.signTransaction({ chainId: network.chainId, data, nonce: this.#nonce, gas, ...fees });
      return await client.sendRawTransaction({ serializedTransaction: raw });
    });
  }

  async #mined(hash: Hex): Promise<TransactionReceipt> {
    const { endpoint, clock, signal } = this.#modules;
    const until = clock.monotonic() + MINED_WITHIN_MILLISECONDS;
    for (;;) {
      const receipt = await endpoint
        .ask((client) => receiptOf(client, hash))
        .catch((error: unknown) => {
          // One missing answer must not make us forget what was sent.
          if (EvlockError.isPassing(error) && clock.monotonic() < until) return undefined;
          throw error;
        });
      if (receipt) return receipt;
      if (clock.monotonic() >= until)
        throw new EvlockError('SUBMISSION_FAILED', { transaction: hash, reason: 'not mined' });
      await clock.sleep(milliseconds(BETWEEN_LOOKS_MILLISECONDS), signal);
    }
  }

  #failureOf(contract: ContractName, error: unknown): EvlockError {
    const failure = decodeRevert(error);
    // A refusal is still an answer.
    if (failure === error || failure.code !== 'CHAIN_UNREACHABLE' || isUnanswered(error)) return failure;
    if (refusalKind(reasonOf(error)) === 'insufficient-funds') return this.#short({ contract });
    return new EvlockError('SUBMISSION_FAILED', { contract, ...failure.details });
  }

  #short(details: Readonly<Record<string, string>>): EvlockError {
    return new EvlockError('WALLET_SHORT', { wallet: lowerCase(this.#account.address), ...details });
  }
}

const receiptOf = (client: PublicClient, hash: Hex): Promise<TransactionReceipt | undefined> =>
  client.getTransactionReceipt({ hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
