/**
 * Ends a delivery that a standing order's rules do not allow: with a partner that is not among its own, or, when selling, because the
 * battery is at its reserve or there is no surplus. What flowed until then is paid. Checked again when an order becomes a delivery: an
 * offer names no partner, and may stand for an hour.
 */
import {
  type Bytes32,
  brokenSellingRule,
  type HouseholdInputs,
  isPartner,
  type StandingRuleName,
} from '@evlock/protocol';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { TradeProgress } from '../trade/trade-progress.ts';
import { partnerOf } from './trade-record.ts';
import type { TradeRunner } from './trade-runner.ts';

export interface RuleKeeperModules {
  readonly runner: Pick<TradeRunner, 'book' | 'stop'>;
  readonly store: Pick<Store, 'rulesOfOrder'>;
  readonly inputs: () => HouseholdInputs;
  readonly log: Log;
}

/** Looks in a row at which a rule must be broken: a cloud passes, a kettle boils. */
const LOOKS = 5;
const NOT_ENDED: ReadonlySet<TradeProgress['stage']> = new Set(['confirmed', 'delivering', 'paused']);

export class RuleKeeper {
  readonly #modules: RuleKeeperModules;
  /** How often in a row a rule was broken, by trade. */
  readonly #looks = new Map<Bytes32, number>();

  constructor(modules: RuleKeeperModules) {
    this.#modules = modules;
  }

  /** Call every few seconds. */
  look(): void {
    try {
      this.#look();
    } catch (error) {
      // A store that fails has ended the delivery already.
      this.#modules.log.warn({ error }, 'the rules of a delivery cannot be checked');
    }
  }

  #look(): void {
    const { runner, log } = this.#modules;
    for (const progress of runner.book.values()) {
      const rule = NOT_ENDED.has(progress.stage) ? this.#brokenRule(progress) : undefined;
      const { id } = progress.trade;
      const looks = rule ? (this.#looks.get(id) ?? 0) + 1 : 0;
      if (looks === 0) this.#looks.delete(id);
      else this.#looks.set(id, looks);
      if (!rule || (looks < LOOKS && rule !== 'partner')) continue;
      log.info({ tradeId: id, rule }, 'a rule of the standing order ends the delivery');
      this.#looks.delete(id);
      runner.stop(id);
    }
    for (const id of this.#looks.keys()) if (!runner.book.has(id)) this.#looks.delete(id);
  }

  #brokenRule({ trade, role }: TradeProgress): StandingRuleName | undefined {
    const { store, inputs } = this.#modules;
    const rules = store.rulesOfOrder(role === 'seller' ? trade.offerHash : trade.id);
    if (!rules) return undefined;
    if (!isPartner(rules, trade[partnerOf(role)].account)) return 'partner';
    return role === 'seller' ? brokenSellingRule(rules, inputs(), 0) : undefined;
  }
}
