/** The room that puts signed data on chain, from one account that pays the gas and can choose nothing. */
import { addressOfKey, type Call, calls, type Log, TransactionQueue, type TransactionResult } from '@evlock/chain';
import {
  type Bytes32,
  Cancel,
  type Clock,
  type Deployment,
  domainOf,
  type ErrorCode,
  EvlockError,
  type Hex,
  type Order,
  type Signature,
  type SignedReceipt,
  type TradeOrders,
  Withdrawal,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { countReverted, PostgresOutbox } from '../database/outbox.ts';
import { noteTradeError } from '../database/trades.ts';
import type { TradeSubmitter } from '../market/trade-submitter.ts';

export interface SubmitterModules {
  readonly queue: Pick<TransactionQueue, 'submit' | 'pending' | 'start' | 'stop' | 'address'>;
  readonly database: Database;
  readonly log: Log;
}

/** Times that a closing is tried after it was refused when mined; before that, simulation refuses what cannot work. */
const MOST_REVERTS = 5;

/** Refusals that mean: what was asked for has been done already. */
const DONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['TRADE_NOT_OPEN', 'RECEIPT_STALE', 'CANCELLED']);

export class Submitter implements TradeSubmitter {
  readonly #deployment: Deployment;
  readonly #modules: SubmitterModules;
  /** Closings under way, by trade and kind: however often asked for, each is submitted once. */
  readonly #closing = new Map<string, Promise<TransactionResult>>();

  constructor(deployment: Deployment, modules: SubmitterModules) {
    this.#deployment = deployment;
    this.#modules = modules;
  }

  /** Takes up the transactions that an earlier run left. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`. */
  start(): Promise<void> {
    return this.#modules.queue.start();
  }

  stop(): Promise<void> {
    return this.#modules.queue.stop();
  }

  pending(): number {
    return this.#modules.queue.pending();
  }

  open(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult> {
    return this.#modules.queue.submit(`open:${tradeId}`, calls.openTrade(this.#deployment, orders));
  }

  settleFinal(orders: TradeOrders, buyer: SignedReceipt, seller: SignedReceipt): Promise<TransactionResult> {
    const { tradeId, sequence } = buyer.receipt;
    const call = calls.settleFinal(this.#deployment, orders, buyer, seller);
    return this.#close('settle', tradeId, `:${sequence}:${seller.receipt.sequence}`, call);
  }

  claim(orders: TradeOrders, signed: SignedReceipt): Promise<TransactionResult> {
    const { tradeId, role, sequence } = signed.receipt;
    return this.#close(`claim-${role}`, tradeId, `:${sequence}`, calls.claim(this.#deployment, orders, signed));
  }

  settleClaimed(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult> {
    return this.#close('settle-claimed', tradeId, '', calls.settleClaimed(this.#deployment, orders));
  }

  expire(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult> {
    return this.#close('expire', tradeId, '', calls.expire(this.#deployment, orders));
  }

  cancel(command: Cancel, signature: Signature, order: Order | undefined): Promise<TransactionResult> {
    const digest = Cancel.digest(domainOf(this.#deployment), command);
    return this.#modules.queue.submit(`cancel:${digest}`, calls.cancel(this.#deployment, command, signature, order));
  }

  withdraw(withdrawal: Withdrawal, signature: Signature): Promise<TransactionResult> {
    const digest = Withdrawal.digest(domainOf(this.#deployment), withdrawal);
    return this.#modules.queue.submit(`withdraw:${digest}`, calls.withdraw(this.#deployment, withdrawal, signature));
  }

  #close(kind: string, tradeId: Bytes32, which: string, call: Call): Promise<TransactionResult> {
    const asked = `${kind}:${tradeId}`;
    const present = this.#closing.get(asked);
    if (present) return present;
    const closing = this.#submitClosing(tradeId, `${asked}${which}`, call).finally(() => this.#closing.delete(asked));
    this.#closing.set(asked, closing);
    return closing;
  }

  /** A closing that was refused when mined (out of gas, outrun by another) is tried again under a key of its own. */
  async #submitClosing(tradeId: Bytes32, key: string, call: Call): Promise<TransactionResult> {
    const { database, queue, log } = this.#modules;
    try {
      const reverts = await countReverted(database, queue.address, key);
      if (reverts >= MOST_REVERTS) throw new EvlockError('CHAIN_REVERTED', { key, times: reverts });
      return await queue.submit(reverts === 0 ? key : `${key}#${reverts}`, call);
    } catch (cause) {
      const error = EvlockError.from(cause);
      if (!DONE.has(error.code)) {
        log.warn({ tradeId, key, code: error.code }, 'a closing did not reach the chain');
        await noteTradeError(database, tradeId, error.code);
      }
      throw error;
    }
  }
}

export interface SubmitterOptions {
  readonly deployment: Deployment;
  readonly endpoint: string;
  /** Of the account that pays the gas; from a 0600 file. */
  readonly privateKey: Hex;
  /** Milliseconds after which an owner who waits is answered; the transaction goes on. Default 30 000. */
  readonly patience?: number;
}

/** A submitter whose transactions are kept in the database. */
export function createSubmitter(
  { deployment, endpoint, privateKey, patience = 30_000 }: SubmitterOptions,
  modules: { readonly database: Database; readonly clock: Clock; readonly log: Log },
): Submitter {
  const { chainId } = deployment;
  const outbox = new PostgresOutbox({ chainId, address: addressOfKey(privateKey) }, modules.database);
  const queue = new TransactionQueue({ endpoint, privateKey, chainId, patience }, { ...modules, outbox });
  return new Submitter(deployment, { ...modules, queue });
}
