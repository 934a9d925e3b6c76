/**
 * The demo's houses trade by standing mandates, while the switchboard connects whatever is being traded. The first pair makes its
 * first trade at once; the others join while it runs.
 */
import { hasEnded } from '@evlock/owner';
import { type Address, type Clock, EvlockError, energy, price, type TradeView } from '@evlock/protocol';
import type { Community } from '../community.ts';
import type { WireSpec } from '../parts/simulator.ts';
import { awaitEnd, beginTrade, summarize, type TradeSummary } from '../trade-run.ts';
import { standingWishOf } from './standing.ts';
import { Switchboard } from './switchboard.ts';
import { TradeWatch } from './trade-watch.ts';
import { WAIT_WHILE_BUSY } from './turns.ts';

/** Its interval is three times what 5 Wh needs at 1 kW. */
const FIRST_TRADE = { energy: energy(5_000), price: price(120_000), seconds: 60 };

export interface DemoTradingOptions {
  readonly wires: readonly WireSpec[];
  /** Seller and buyer of the first trade. */
  readonly first: readonly [seller: string, buyer: string];
}

export interface DemoTradingModules {
  readonly community: Community;
  readonly clock: Clock;
  readonly onTrade: (summary: TradeSummary) => void;
  /** Something cannot be done now; once per reason. */
  readonly onWait: (error: EvlockError) => void;
  readonly onChange?: (view: TradeView, before: TradeView | undefined) => void;
  /** A house's owner was shown something that did not verify. */
  readonly onLie?: (house: string, check: string) => void;
}

export class DemoTrading {
  readonly switchboard: Switchboard;
  readonly watch: TradeWatch;
  readonly #options: DemoTradingOptions;
  readonly #modules: DemoTradingModules;
  readonly #working: Promise<unknown>[] = [];
  readonly #firstDone = Promise.withResolvers<void>();

  constructor(options: DemoTradingOptions, modules: DemoTradingModules) {
    this.#options = options;
    this.#modules = modules;
    const { community, clock, onChange, onLie } = modules;
    this.switchboard = new Switchboard(options.wires, {
      control: () => community.control,
      houseOf: (meterKey) => this.#houseOf(meterKey),
    });
    this.watch = new TradeWatch({
      clock,
      onChange: (view, before) => {
        onChange?.(view, before);
        if (hasEnded(view) && before && !hasEnded(before)) void this.#tell(view);
        // The simulator's end is told as such; until then a wire that stays as it was harms nobody.
        void this.switchboard.follow(this.watch.all(), clock.now()).catch(() => undefined);
      },
      onLie: (house, check) => onLie?.(house, check),
    });
  }

  /** These houses are up: watches their trades, and lets them begin theirs. */
  join(names: readonly string[], signal: AbortSignal): void {
    for (const name of names) {
      const { owner } = this.#modules.community.household(name);
      // Handled here and now: they end with the signal, maybe before anybody waits for them.
      this.#working.push(
        Promise.allSettled([this.watch.follow(name, owner, signal), this.#beginStanding(name, signal)]),
      );
    }
  }

  /** Trades until the signal, whose reason it throws. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#firstTrade(signal);
      this.#firstDone.resolve();
      await aborted(signal);
    } finally {
      this.#firstDone.resolve();
      await Promise.all(this.#working);
    }
    signal.throwIfAborted();
  }

  async #firstTrade(signal: AbortSignal): Promise<void> {
    const { community } = this.#modules;
    const [seller, buyer] = this.#options.first;
    await this.#untilDone(async () => {
      // An earlier start of this folder left them trading.
      if (await this.#hasStanding(seller)) return;
      const { view } = await beginTrade(community, { ...FIRST_TRADE, seller, buyer });
      await awaitEnd(community, buyer, view.id, () => undefined, signal);
    }, signal);
  }

  async #beginStanding(name: string, signal: AbortSignal): Promise<void> {
    const { community, clock } = this.#modules;
    if (this.#options.first.includes(name)) await this.#firstDone.promise;
    await this.#untilDone(async () => {
      const wish = standingWishOf(name, clock.now());
      if (wish && !(await this.#hasStanding(name))) await community.household(name).owner.placeStandingOrder(wish);
    }, signal);
  }

  async #hasStanding(name: string): Promise<boolean> {
    const orders = await this.#modules.community.household(name).owner.standingOrders();
    return orders.some(({ state }) => state === 'active');
  }

  /** Goes on after any failure: the demo may be sabotaged, and survives it. Rejects once the signal aborts. */
  async #untilDone(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock, onWait } = this.#modules;
    for (let waitingFor: string | undefined; ; ) {
      signal.throwIfAborted();
      try {
        await work();
        return;
      } catch (thrown) {
        signal.throwIfAborted();
        const error = EvlockError.from(thrown);
        if (error.code !== waitingFor) onWait(error);
        waitingFor = error.code;
        await clock.sleep(WAIT_WHILE_BUSY, signal);
      }
    }
  }

  /** What chain and database say of a trade that has ended, a visitor's as well. */
  async #tell(view: TradeView): Promise<void> {
    const { community, onTrade, onWait } = this.#modules;
    const [seller, buyer] = [view.seller, view.buyer].map(({ meterKey }) => this.#houseOf(meterKey));
    if (seller === undefined || buyer === undefined || !view.opened) return;
    const spec = { seller, buyer, energy: view.energy, price: view.price, seconds: view.end - view.start };
    const run = { view, orderedAt: view.opened.block - 1 };
    await summarize(community, spec, run).then(onTrade, (error: unknown) => onWait(EvlockError.from(error)));
  }

  #houseOf(meterKey: Address): string | undefined {
    const households = [...this.#modules.community.households.values()];
    return households.find((household) => household.meterKeyOrNone === meterKey)?.name;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
