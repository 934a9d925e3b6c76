/** Puts signed data on chain, from one account that pays the gas and decides nothing. */
import {
  addressOfKey,
  type Call,
  calls,
  type EndpointSet,
  type Log,
  TransactionQueue,
  type TransactionResult,
} from '@evlock/chain';
import {
  type Address,
  type Bytes32,
  Cancel,
  type Clock,
  type Deployment,
  domainOf,
  EvlockError,
  type Hex,
  type Order,
  Replace,
  type Signature,
  type SignedReceipt,
  type Timestamp,
  type TradeOrders,
  Withdrawal,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { countReverted, PostgresOutbox } from '../database/outbox.ts';
import { noteTradeError } from '../database/trades.ts';
import { GAS_LIMITS, type GasLimits } from '../limits/gas-limits.ts';
import type { TradeSubmitter } from '../market/trade-submitter.ts';
import { GasBudgets } from './gas-budgets.ts';
import { type DueItem, GATHERING_LIMITS, Gathering, type GatheringModules } from './gathering.ts';
import { MEASURED_GAS } from './generated/expected-gas.ts';
import { type GasState, NativeBalance } from './native-balance.ts';
import { UnderWay } from './under-way.ts';

export interface SubmitterModules {
  readonly queue: Pick<TransactionQueue, 'submit' | 'simulate' | 'pending' | 'waiting' | 'start' | 'stop' | 'address'>;
  /** Where the queue keeps its transactions. */
  readonly outbox: GatheringModules['outbox'];
  readonly database: Database;
  readonly budgets: Pick<GasBudgets, 'require' | 'charge' | 'release'>;
  readonly nativeBalance: Pick<NativeBalance, 'start' | 'stop' | 'require' | 'state' | 'problem' | 'amounts'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Gas that is charged until the transaction is final: to each account of a trade, and for commands. No snapshot has a replacement. */
const EXPECTED_GAS = { ...MEASURED_GAS, replace: 110_000 } as const;

/**
 * Milliseconds to wait. A request by an owner, with what the meter signs first, ends before the
 * client times out, so that both report the same result. The transaction continues.
 */
const PATIENCE = { open: 6_000, command: 12_000, closing: 30_000 } as const;

/** Attempts at once of a closing that reverts when mined; simulation refuses in advance what cannot work. */
const MOST_REVERTS = 5;
/**
 * Milliseconds after which it is then tried once more, and also after a restart: the endpoint that caused it, or made it up, may be
 * gone, and the trade's money waits.
 */
const AFTER_REVERTS = 3_600_000;

export class Submitter implements TradeSubmitter {
  readonly #deployment: Deployment;
  readonly #modules: SubmitterModules;
  /** Closings in progress, by trade and kind: however often requested, each is submitted once. */
  readonly #closing = new Map<string, Promise<TransactionResult>>();
  /** Closings that reverted, by key: how often, and from when on they are tried again, in monotonic milliseconds. */
  readonly #reverted = new Map<string, { readonly times: number; readonly from: number }>();
  readonly #underWay = new UnderWay();
  readonly #gathering: Gathering;

  constructor(deployment: Deployment, modules: SubmitterModules) {
    this.#deployment = deployment;
    this.#modules = modules;
    this.#gathering = new Gathering(deployment, GATHERING_LIMITS, modules);
  }

  /** Resumes the transactions of an earlier run. Throws `CHAIN_WRONG_NETWORK`, `CHAIN_UNREACHABLE`. */
  async start(): Promise<void> {
    await this.#modules.queue.start();
    await this.#modules.nativeBalance.start();
  }

  async stop(): Promise<void> {
    await this.#modules.nativeBalance.stop();
    await this.#modules.queue.stop();
  }

  /** Whether the account can pay, by its newest balance. */
  get gas(): GasState {
    return this.#modules.nativeBalance.state;
  }

  /** The account with its native balance. */
  account(): { readonly address: Address } & NativeBalance['amounts'] {
    return { address: this.#modules.queue.address, ...this.#modules.nativeBalance.amounts };
  }

  /** The account's problem as an error with its remedy; undefined when there is none. */
  problem(): EvlockError | undefined {
    return this.#modules.nativeBalance.problem();
  }

  pending(): number {
    return this.#modules.queue.pending();
  }

  /** Seconds for which the first transaction in the queue has been waiting; 0 when it is empty. */
  waiting(): number {
    return this.#modules.queue.waiting();
  }

  async requireGas(accounts: readonly Address[]): Promise<void> {
    this.#modules.nativeBalance.require();
    await this.#modules.budgets.require(accounts, EXPECTED_GAS.openTrade);
  }

  /** Both accounts share its gas. */
  async open(
    tradeId: Bytes32,
    orders: TradeOrders,
    closed: ReadonlyMap<Bytes32, TradeOrders>,
  ): Promise<TransactionResult> {
    this.#modules.nativeBalance.require();
    const accounts = [orders.bid.order.account, orders.offer.order.account];
    const item: DueItem = {
      kind: 'open',
      key: `open:${tradeId}`,
      tradeId,
      call: calls.openTrade(this.#deployment, orders),
      frees: new Map([...closed].map(([id, past]) => [id, calls.free(this.#deployment, past)])),
    };
    return this.#charged(item.key, { accounts, gas: EXPECTED_GAS.openTrade }, () =>
      this.#gathering.submit(item, PATIENCE.open),
    );
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

  free(tradeId: Bytes32, orders: TradeOrders): Promise<TransactionResult> {
    return this.#close('free', tradeId, '', calls.free(this.#deployment, orders));
  }

  cancel(command: Cancel, signature: Signature, order: Order | undefined): Promise<TransactionResult> {
    const digest = Cancel.digest(domainOf(this.#deployment), command);
    const call = calls.cancel(this.#deployment, command, signature, order);
    return this.#command(`cancel:${digest}`, call, command.account, EXPECTED_GAS.cancel);
  }

  withdraw(withdrawal: Withdrawal, signature: Signature): Promise<TransactionResult> {
    const digest = Withdrawal.digest(domainOf(this.#deployment), withdrawal);
    const call = calls.withdraw(this.#deployment, withdrawal, signature);
    return this.#command(`withdraw:${digest}`, call, withdrawal.account, EXPECTED_GAS.withdraw);
  }

  replace(replace: Replace, signature: Signature): Promise<TransactionResult> {
    const digest = Replace.digest(domainOf(this.#deployment), replace);
    const call = calls.replace(this.#deployment, replace, signature);
    return this.#command(`replace:${digest}`, call, replace.account, EXPECTED_GAS.replace);
  }

  finishReplace(oldMeterKey: Address, effectiveFrom: Timestamp): Promise<TransactionResult> {
    const key = `finish-replace:${oldMeterKey}:${effectiveFrom}`;
    return this.#modules.queue.submit(key, calls.finishReplace(this.#deployment, oldMeterKey), PATIENCE.command);
  }

  #command(key: string, call: Call, account: Address, gas: number): Promise<TransactionResult> {
    return this.#charged(key, { accounts: [account], gas }, () =>
      this.#modules.queue.submit(key, call, PATIENCE.command),
    );
  }

  async #charged(
    key: string,
    { accounts, gas }: { readonly accounts: readonly Address[]; readonly gas: number },
    submit: () => Promise<TransactionResult>,
  ): Promise<TransactionResult> {
    const { budgets, queue } = this.#modules;
    return this.#underWay.run(accounts, queue.pending(), async () => {
      await this.#gathering.arriving(() => budgets.charge(key, accounts, gas));
      try {
        return await submit();
      } catch (error) {
        // Refused before it was stored: it used nothing. A charge that remains ends with the day.
        await budgets.release(key).catch(() => undefined);
        throw error;
      }
    });
  }

  #close(kind: string, tradeId: Bytes32, which: string, call: Call): Promise<TransactionResult> {
    const asked = `${kind}:${tradeId}`;
    const present = this.#closing.get(asked);
    if (present) return present;
    const item = { kind, key: `${asked}${which}`, tradeId, call };
    const closing = this.#submitClosing(item).finally(() => this.#closing.delete(asked));
    this.#closing.set(asked, closing);
    return closing;
  }

  /** Throws `CHAIN_REVERTED` while a closing that has reverted so often has to wait. */
  #requireTurn(key: string, times: number): void {
    if (times === 0) return;
    const now = this.#modules.clock.monotonic();
    const before = this.#reverted.get(key);
    const isNew = before !== undefined && before.times < times;
    const wait = isNew && times >= MOST_REVERTS ? AFTER_REVERTS : 0;
    const turn = before && !isNew ? before : { times, from: now + wait };
    this.#reverted.set(key, turn);
    if (now < turn.from) throw new EvlockError('CHAIN_REVERTED', { key, times });
  }

  /** A closing that reverted when mined (out of gas, overtaken by another) is tried again under a key of its own. */
  async #submitClosing(item: DueItem): Promise<TransactionResult> {
    const { database, queue, log } = this.#modules;
    const { key, tradeId, call } = item;
    try {
      const reverts = await this.#gathering.arriving(() => countReverted(database, queue.address, key));
      this.#requireTurn(key, reverts);
      if (reverts > 0) return await queue.submit(`${key}#${reverts}`, call, PATIENCE.closing);
      return await this.#gathering.submit(item, PATIENCE.closing);
    } catch (cause) {
      const error = EvlockError.from(cause);
      // On `stop` nothing is wrong with it either.
      if (!error.entry.alreadyDone && error.code !== 'CANCELLED') {
        log.warn({ tradeId, key, code: error.code }, 'a closing did not reach the chain');
        await noteTradeError(database, tradeId, error.code);
      }
      throw error;
    }
  }
}

export interface SubmitterOptions {
  readonly deployment: Deployment;
  /** Those of the reader: a queue that lags behind the reader would act on an outdated state. */
  readonly endpoints: EndpointSet;
  /** Of the account that pays the gas; from a 0600 file. */
  readonly privateKey: Hex;
  readonly limits?: GasLimits;
}

/** A submitter whose transactions are kept in the database. */
export function createSubmitter(
  { deployment, endpoints, privateKey, limits = GAS_LIMITS }: SubmitterOptions,
  modules: { readonly database: Database; readonly clock: Clock; readonly log: Log },
): Submitter {
  const { chainId } = deployment;
  const sender = { chainId, address: addressOfKey(privateKey) };
  const outbox = new PostgresOutbox(sender, modules.database);
  const queue = new TransactionQueue({ endpoints, privateKey, chainId }, { ...modules, outbox });
  const budgets = new GasBudgets({ perDay: limits.perDay, sender }, modules);
  const nativeBalance = new NativeBalance(limits, { ...modules, account: queue });
  return new Submitter(deployment, { ...modules, queue, outbox, budgets, nativeBalance });
}
