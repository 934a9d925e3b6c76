/** The community's trades as its owners see them: each change, verified, from whichever owner hears of it first. */
import { hasEnded, isProven, type Owner, type Shown } from '@evlock/owner';
import { type Bytes32, type Clock, EvlockError, milliseconds, type TradeView } from '@evlock/protocol';

/** Longest time without a fresh read of a trade that has not ended. */
const REREAD = milliseconds(5_000);
/** Ended trades that are remembered. */
const KEPT = 200;

export interface TradeWatchModules {
  readonly clock: Clock;
  readonly onChange: (view: TradeView, before: TradeView | undefined) => void;
  /** A view that did not verify; it is not believed. */
  readonly onLie: (house: string, check: string) => void;
}

interface Known {
  readonly view: TradeView;
  readonly owner: Owner;
  readonly at: number;
}

export class TradeWatch {
  readonly #modules: TradeWatchModules;
  readonly #known = new Map<Bytes32, Known>();

  constructor(modules: TradeWatchModules) {
    this.#modules = modules;
  }

  /** The running ones, then the ended ones that are remembered. */
  all(): TradeView[] {
    return [...this.#known.values()].map(({ view }) => view);
  }

  /** Watches one house's trades until the signal. */
  async follow(house: string, owner: Owner, signal: AbortSignal): Promise<void> {
    const hear = (shown: Shown<TradeView>): void => this.#hear(house, owner, shown);
    const listen = async (): Promise<void> => {
      for await (const event of owner.events(signal)) if (event.name === 'trade') hear(event.data);
    };
    const reread = async (): Promise<void> => {
      for (const trade of await owner.trades({ state: 'open' })) hear(trade);
      for (;;) {
        await this.#modules.clock.sleep(REREAD, signal);
        await this.#rereadOf(owner, hear);
      }
    };
    await Promise.all([this.#untilStopped(listen, signal), this.#untilStopped(reread, signal)]);
  }

  async #rereadOf(owner: Owner, hear: (shown: Shown<TradeView>) => void): Promise<void> {
    const now = this.#modules.clock.monotonic();
    for (const known of [...this.#known.values()]) {
      if (known.owner !== owner || hasEnded(known.view) || now - known.at < REREAD) continue;
      hear(await owner.trade(known.view.id));
    }
  }

  /** A gateway that is down or lying is what the demo is about: goes on until it is told to stop. */
  async #untilStopped(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#modules;
    while (!signal.aborted) {
      await work().catch((error: unknown) => {
        if (!EvlockError.is(error)) throw error;
      });
      await clock.sleep(REREAD, signal).catch(() => undefined);
    }
  }

  #hear(house: string, owner: Owner, { verdict, ...view }: Shown<TradeView>): void {
    const { clock, onChange, onLie } = this.#modules;
    if (!isProven({ verdict })) {
      onLie(house, verdict.failed[0] ?? '');
      return;
    }
    const before = this.#known.get(view.id)?.view;
    // Two owners hear of one change; an old view of one of them must not undo it.
    if (before && progressOf(before) > progressOf(view)) return;
    this.#known.set(view.id, { view, owner, at: clock.monotonic() });
    if (JSON.stringify(before, bigints) !== JSON.stringify(view, bigints)) onChange(view, before);
    this.#forget();
  }

  #forget(): void {
    for (const [id, { view }] of this.#known) {
      if (this.#known.size <= KEPT) return;
      if (hasEnded(view)) this.#known.delete(id);
    }
  }
}

const STAGES = ['signed', 'open', 'claimed', 'settled', 'expired', 'failed'] as const satisfies TradeView['state'][];
/** Receipts of one side in one stage, at most. */
const STAGE = 1_000_000;

/** Grows with every change of a trade. */
const progressOf = ({ state, seller, buyer }: TradeView): number =>
  STAGES.indexOf(state) * STAGE + (seller.receipt?.receipt.sequence ?? 0) + (buyer.receipt?.receipt.sequence ?? 0);

const bigints = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
