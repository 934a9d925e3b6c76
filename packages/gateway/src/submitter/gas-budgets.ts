/**
 * What the operator pays for each account per UTC day. A transaction is charged with the gas it is expected to use before
 * it is sent and with what it used afterwards, in the database, so that a restart gives nobody a new budget.
 */
import { type Address, type Clock, EvlockError } from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import {
  type GasUse,
  gasUsed,
  insertCharges,
  lockAccounts,
  releaseCharges,
  type Sender,
} from '../database/gas-charges.ts';

const DAY_SECONDS = 86_400;

export interface GasBudgetOptions {
  /** Gas of one account per UTC day. */
  readonly perDay: number;
  readonly sender: Sender;
}

export interface GasBudgetModules {
  readonly database: Database;
  readonly clock: Clock;
}

export class GasBudgets {
  readonly #options: GasBudgetOptions;
  readonly #modules: GasBudgetModules;

  constructor(options: GasBudgetOptions, modules: GasBudgetModules) {
    this.#options = options;
    this.#modules = modules;
  }

  /** Throws `GAS_BUDGET_SPENT` when one of the accounts could not use `gas` more today. */
  async require(accounts: readonly Address[], gas: number): Promise<void> {
    const day = this.#day();
    this.#check(await gasUsed(this.#modules.database, accounts, day), gas, day);
  }

  /** Charges `gas` to each of the accounts under the transaction's key, once. Throws `GAS_BUDGET_SPENT`. */
  async charge(key: string, accounts: readonly Address[], gas: number): Promise<void> {
    const day = this.#day();
    await this.#modules.database.transaction(async (statements) => {
      await lockAccounts(statements, accounts);
      this.#check(await gasUsed(statements, accounts, day, key), gas, day);
      await insertCharges(statements, this.#options.sender, key, { accounts, expected: gas, day });
    });
  }

  /** Refunds the charge of a transaction that never reached the outbox. */
  release(key: string): Promise<void> {
    return releaseCharges(this.#modules.database, this.#options.sender, key);
  }

  #day(): number {
    return Math.floor(this.#modules.clock.now() / DAY_SECONDS);
  }

  #check(uses: readonly GasUse[], gas: number, day: number): void {
    const { perDay } = this.#options;
    const spent = uses.find(({ used }) => used + BigInt(gas) > BigInt(perDay));
    if (!spent) return;
    const refreshes = (day + 1) * DAY_SECONDS;
    const seconds = Math.max(1, refreshes - this.#modules.clock.now());
    throw new EvlockError('GAS_BUDGET_SPENT', {
      account: spent.account,
      used: String(spent.used),
      perDay,
      refreshes,
      seconds,
    });
  }
}
