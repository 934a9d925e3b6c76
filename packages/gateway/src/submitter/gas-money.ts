/**
 * Watches the gas money of the submitter's account. Below the reserve no new trade is opened, so that those which are open
 * can still be settled; long before, the log says so.
 */
import type { Log } from '@evlock/chain';
import { type Address, type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { BalanceLimits } from '../limits/gas-limits.ts';

export type GasState = 'enough' | 'low' | 'exhausted';

export interface GasMoneyModules {
  readonly account: { readonly address: Address; balance(): Promise<bigint> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Seconds after which the log says again what has not changed. */
const REPEAT_SECONDS = 600;

export class GasMoney {
  readonly #limits: BalanceLimits;
  readonly #modules: GasMoneyModules;
  /** Null while it was never read. */
  #balance: bigint | null = null;
  #reported: { readonly state: GasState; readonly at: number } = { state: 'enough', at: 0 };
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(limits: BalanceLimits, modules: GasMoneyModules) {
    this.#limits = limits;
    this.#modules = modules;
  }

  /** Looks once, and then again and again until `stop`. */
  async start(): Promise<void> {
    await this.#look();
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  async stop(): Promise<void> {
    this.#running?.abort();
    await this.#loop;
  }

  /** By the newest look; `enough` while none succeeded, because a transaction that cannot be paid says so itself. */
  get state(): GasState {
    if (this.#balance === null || this.#balance >= this.#limits.warnBelow) return 'enough';
    return this.#balance >= this.#limits.reserve ? 'low' : 'exhausted';
  }

  /** What is wrong, as an error that says what to do; undefined when nothing is. */
  problem(): EvlockError | undefined {
    if (this.state === 'enough') return undefined;
    const { reserve } = this.#limits;
    const { address } = this.#modules.account;
    return new EvlockError('SUBMITTER_EXHAUSTED', {
      account: address,
      balance: String(this.#balance),
      reserve: String(reserve),
    });
  }

  /** Throws `SUBMITTER_EXHAUSTED` below the reserve. */
  require(): void {
    const problem = this.state === 'exhausted' ? this.problem() : undefined;
    if (problem) throw problem;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#modules.clock.sleep(milliseconds(this.#limits.lookSeconds * 1000), signal).catch(() => undefined);
      if (!signal.aborted) await this.#look();
    }
  }

  async #look(): Promise<void> {
    const { account, clock, log } = this.#modules;
    try {
      this.#balance = await account.balance();
    } catch (error) {
      log.debug({ code: EvlockError.from(error).code }, 'the gas money was not read');
      return;
    }
    const { state } = this;
    const now = clock.monotonic();
    const same = this.#reported.state === state && now - this.#reported.at < REPEAT_SECONDS * 1000;
    if (same || (state === 'enough' && this.#reported.state === 'enough')) return;
    this.#reported = { state, at: now };
    const told = { account: account.address, balance: String(this.#balance) };
    if (state === 'enough') log.info(told, 'there is gas money again');
    else if (state === 'low')
      log.warn({ ...told, code: 'SUBMITTER_EXHAUSTED' }, 'gas money runs low: fund the account');
    else log.warn({ ...told, code: 'SUBMITTER_EXHAUSTED' }, 'gas money is used up: no new trade is opened');
  }
}
