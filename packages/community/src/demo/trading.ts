/** The demo's houses trade in turn, two trades at a time, while the switchboard connects whatever is being traded. */
import {
  type Address,
  type Bytes32,
  type Clock,
  EvlockError,
  type Milliseconds,
  milliseconds,
  type TradeView,
} from '@evlock/protocol';
import type { Community } from '../community.ts';
import type { WireSpec } from '../parts/simulator.ts';
import { awaitEnd, beginTrade, type RunningTrade, summarize, type TradeSummary } from '../trade-run.ts';
import { Rota, type Turn } from './rota.ts';
import { Switchboard } from './switchboard.ts';
import { TradeWatch } from './trade-watch.ts';
import { takeTurns } from './turns.ts';

/** Trades at a time. */
const LANES = 2;
const PAUSE = milliseconds(3_000);
const UNTIL_FREE = milliseconds(1_000);
/** Length of a delivery interval, several times what the largest turn needs. */
const DELIVERY_SECONDS = 60;
/** Seconds after a delivery interval at which its settlement is no longer waited for; it goes on without us. */
const PATIENCE_SECONDS = 45;

export interface DemoTradingOptions {
  readonly turns: readonly Turn[];
  readonly wires: readonly WireSpec[];
}

export interface DemoTradingModules {
  readonly community: Community;
  readonly clock: Clock;
  readonly onTrade: (summary: TradeSummary) => void;
  /** A lane cannot trade now; once per reason. */
  readonly onWait: (error: EvlockError) => void;
  readonly onChange?: (view: TradeView, before: TradeView | undefined) => void;
  /** A house's owner was shown something that did not verify. */
  readonly onLie?: (house: string, check: string) => void;
}

export class DemoTrading {
  readonly switchboard: Switchboard;
  readonly watch: TradeWatch;
  readonly #rota: Rota;
  readonly #modules: DemoTradingModules;
  readonly #following: Promise<unknown>[] = [];

  constructor({ turns, wires }: DemoTradingOptions, modules: DemoTradingModules) {
    this.#modules = modules;
    this.#rota = new Rota(turns);
    const { community, clock, onChange, onLie } = modules;
    this.switchboard = new Switchboard(wires, {
      control: () => community.control,
      houseOf: (meterKey) => this.houseOf(meterKey),
    });
    this.watch = new TradeWatch({
      clock,
      onChange: (view, before) => {
        onChange?.(view, before);
        // The simulator's end is told as such; until then a wire that stays as it was harms nobody.
        void this.switchboard.follow(this.watch.all(), clock.now()).catch(() => undefined);
      },
      onLie: (house, check) => onLie?.(house, check),
    });
  }

  houseOf(meterKey: Address): string | undefined {
    for (const { name, meterKeyOrNone } of this.#modules.community.households.values())
      if (meterKeyOrNone === meterKey) return name;
    return undefined;
  }

  /** These houses are up: watches their trades, and lets them take their turns. */
  join(names: readonly string[], signal: AbortSignal): void {
    for (const name of names) {
      const { owner } = this.#modules.community.household(name);
      this.#following.push(this.watch.follow(name, owner, signal));
    }
    this.#rota.join(names);
  }

  /** Trades until the signal, whose reason it throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, onWait } = this.#modules;
    const lane = (): Promise<void> =>
      takeTurns(() => this.#turn(signal), { once: false, pause: PAUSE, forgiving: true }, { clock, signal, onWait });
    await Promise.all(Array.from({ length: LANES }, lane)).finally(() => Promise.allSettled(this.#following));
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { community, clock, onTrade } = this.#modules;
    const turn = this.#rota.take();
    if (!turn) return clock.sleep(UNTIL_FREE, signal);
    try {
      const spec = { ...turn, seconds: DELIVERY_SECONDS };
      const run = await beginTrade(community, spec);
      const view = await this.#end(turn.buyer, run, signal);
      onTrade(await summarize(community, spec, { ...run, view }));
    } finally {
      this.#rota.release(turn);
    }
  }

  async #end(buyer: string, { view }: RunningTrade, signal: AbortSignal): Promise<TradeView> {
    const { community, clock } = this.#modules;
    const enough = new AbortController();
    const over = new AbortController();
    const left = ((view.end + PATIENCE_SECONDS - clock.now()) * 1_000) as Milliseconds;
    clock.sleep(left, AbortSignal.any([signal, over.signal])).then(
      () => enough.abort(),
      () => undefined,
    );
    const either = AbortSignal.any([signal, enough.signal]);
    try {
      return await awaitEnd(community, buyer, view.id, () => undefined, either);
    } catch (error) {
      throw enough.signal.aborted ? stillOpen(view.id, error) : error;
    } finally {
      over.abort();
    }
  }
}

const stillOpen = (trade: Bytes32, cause: unknown): EvlockError =>
  new EvlockError('TIMED_OUT', { component: 'trade', trade }, { cause });
