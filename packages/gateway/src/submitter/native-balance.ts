/**
 * Watches the native balance of the submitter's account. Below the reserve no new trade is opened, so that open trades
 * can still be settled; the log warns well before.
 */
import type { Log } from '@evlock/chain';
import { type Address, type Clock, EvlockError, milliseconds } from '@evlock/protocol';
import type { BalanceLimits } from '../limits/gas-limits.ts';

export type GasState = 'enough' | 'low' | 'exhausted';

export interface NativeBalanceModules {
  readonly account: { readonly address: Address; balance(): Promise<bigint> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Seconds after which an unchanged state is logged again. */
const REPEAT_SECONDS = 600;

export class NativeBalance {
  readonly #limits: BalanceLimits;
  readonly #modules: NativeBalanceModules;
  /** Wei; null until it was read once. */
  #balance: bigint | null = null;
  #reported: { readonly state: GasState; readonly at: number } = { state: 'enough', at: 0 };
  #running: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(limits: BalanceLimits, modules: NativeBalanceModules) {
    this.#limits = limits;
    this.#modules = modules;
  }

  /** Reads the balance once, and then periodically until `stop`. */
  async start(): Promise<void> {
    await this.#look();
    this.#running = new AbortController();
    this.#loop = this.#run(this.#running.signal);
  }

  async stop(): Promise<void> {
    this.#running?.abort();
    await this.#loop;
  }

  /** By the newest reading; `enough` before the first, because a transaction that cannot be paid fails by itself. */
  get state(): GasState {
    if (this.#balance === null || this.#balance >= this.#limits.warnBelow) return 'enough';
    return this.#balance >= this.#limits.reserve ? 'low' : 'exhausted';
  }

  /** Wei, by the newest reading, with the limits it is judged by; null before the first. */
  get amounts(): { readonly balance: bigint | null; readonly warnBelow: bigint; readonly reserve: bigint } {
    const { warnBelow, reserve } = this.#limits;
    return { balance: this.#balance, warnBelow, reserve };
  }

  /** The problem as an error with its remedy; undefined when there is none. */
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
      log.debug({ code: EvlockError.from(error).code }, 'the native balance could not be read');
      return;
    }
    const { state } = this;
    const now = clock.monotonic();
    const same = this.#reported.state === state && now - this.#reported.at < REPEAT_SECONDS * 1000;
    if (same || (state === 'enough' && this.#reported.state === 'enough')) return;
    this.#reported = { state, at: now };
    const told = { account: account.address, balance: String(this.#balance) };
    if (state === 'enough') log.info(told, 'the submitter has enough native balance for gas again');
    else if (state === 'low')
      log.warn({ ...told, code: 'SUBMITTER_EXHAUSTED' }, "the submitter's native balance is low: fund the account");
    else
      log.warn(
        { ...told, code: 'SUBMITTER_EXHAUSTED' },
        "the submitter's native balance is below the reserve: no new trades are opened",
      );
  }
}
