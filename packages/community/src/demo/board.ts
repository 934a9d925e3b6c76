/** The whole picture of the demo: what its watchers know, put together when somebody looks. */
import { randomBytes } from 'node:crypto';
import { hasEnded } from '@evlock/owner';
import {
  type Address,
  type Bytes32,
  type Clock,
  type Energy,
  EvlockError,
  type Money,
  type Timestamp,
  type TradeView,
} from '@evlock/protocol';
import type { ControlState } from '@evlock/simulator';
import type { Community } from '../community.ts';
import { ENDED_TRADES_MAX, FEED_VERSION, type Snapshot } from '../feed/index.ts';
import type { Household } from '../parts/household.ts';
import type { WireSpec } from '../parts/simulator.ts';
import type { ChainWatch } from './chain-watch.ts';
import type { HousesWatch } from './houses-watch.ts';
import { Instruments } from './instruments.ts';
import type { Journal } from './journal.ts';
import type { House } from './neighbourhood.ts';
import { housePicture, stateOf, tradePicture, wirePicture } from './pictures.ts';
import type { Steps } from './steps.ts';
import { factsOf } from './trade-facts.ts';

const MINUTES_A_DAY = 1_440;
const MINUTES_A_DEGREE = 4;

export interface BoardOptions {
  readonly houses: readonly House[];
  readonly wires: readonly WireSpec[];
  /** Thousandths of a degree east: decides the time that the sun shows. */
  readonly longitudeMillidegree: number;
  /** Houses with a TrustZone machine. */
  readonly trustzone: readonly string[];
}

export interface BoardModules {
  readonly clock: Clock;
  readonly community: Community;
  readonly steps: Steps;
  readonly journal: Journal;
  readonly housesWatch: HousesWatch;
  /** Undefined until the contracts are there. */
  readonly chainWatch: () => ChainWatch | undefined;
  readonly tradeOn: (wire: string) => Bytes32 | null;
  readonly faults: () => Snapshot['faults'];
  readonly lies: () => boolean;
  /** A waiting house's owner and page; undefined for the demo's own. */
  readonly visitorsHouse: (name: string) => Pick<Snapshot['houses'][number], 'owner' | 'localPage'> | undefined;
}

interface Known {
  readonly view: TradeView;
  readonly heard: { readonly seller: Timestamp; readonly buyer: Timestamp };
}

export class Board {
  readonly #options: BoardOptions;
  readonly #modules: BoardModules;
  readonly #began: Timestamp;
  readonly #token = randomBytes(24).toString('base64url');
  readonly #instruments = new Instruments();
  readonly #trades = new Map<Bytes32, Known>();
  readonly #losses = new Map<string, Snapshot['losses'][number]>();
  #state: ControlState | undefined;
  #totals: Snapshot['totals'] = { trades: 0, delivered: 0n as Energy, paid: 0n as Money, refunded: 0n as Money };
  #gateway: { state: Snapshot['gateway']['state']; since: Timestamp };
  #phase: Snapshot['phase'] = 'starting';
  #problem: Snapshot['problem'] = null;

  constructor(options: BoardOptions, modules: BoardModules) {
    this.#options = options;
    this.#modules = modules;
    this.#began = modules.clock.now();
    this.#gateway = { state: 'starting', since: this.#began };
  }

  get token(): string {
    return this.#token;
  }

  is(phase: Snapshot['phase'], problem?: unknown): void {
    this.#phase = phase;
    this.#problem = problem === undefined ? null : problemOf(problem);
  }

  houseOf(meterKey: Address): string | undefined {
    return this.#households().find((household) => household.meterKeyOrNone === meterKey)?.name;
  }

  houseOfAccount(account: Address): string | undefined {
    return this.#households().find((household) => household.accountOrNone === account)?.name;
  }

  /** A trade changed. */
  take(view: TradeView, before: TradeView | undefined): void {
    const sides = this.#sidesOf(view);
    if (!sides) return;
    const now = this.#modules.clock.now();
    const known = this.#trades.get(view.id);
    const heardOf = (role: 'seller' | 'buyer'): Timestamp => {
      const isSame = known?.view[role].receipt?.receipt.sequence === view[role].receipt?.receipt.sequence;
      return known && isSame ? known.heard[role] : now;
    };
    this.#trades.set(view.id, { view, heard: { seller: heardOf('seller'), buyer: heardOf('buyer') } });
    // What was over before the demo began to watch is no news.
    if (before === undefined && hasEnded(view)) return;
    for (const fact of factsOf(view, before, sides)) this.#modules.journal.tell(fact);
    if (hasEnded(view) && view.state !== 'failed') this.#count(view, sides);
  }

  /** Reads the simulation's instruments; between two looks the picture stands still. */
  async look(): Promise<void> {
    const { community, lies } = this.#modules;
    const state = await community.readInstruments();
    if (state) {
      const running = [...this.#trades.values()].flatMap(({ view }) => {
        const sides = this.#sidesOf(view);
        return sides && view.state !== 'failed' ? [{ view, sides }] : [];
      });
      this.#instruments.look(state, running);
      this.#state = state;
    }
    const isUp = community.isGatewayUp;
    const word = isUp === undefined ? 'starting' : isUp ? (lies() ? 'lying' : 'up') : 'down';
    if (word !== this.#gateway.state) this.#gateway = { state: word, since: this.#modules.clock.now() };
  }

  snapshot(): Snapshot {
    const { clock, steps, journal, faults, community } = this.#modules;
    const chain = this.#modules.chainWatch();
    const houses = this.#houses();
    return {
      version: FEED_VERSION,
      at: clock.now(),
      began: this.#began,
      phase: this.#phase,
      problem: this.#problem,
      tokenSymbol: community.deploymentOrNone?.tokenSymbol ?? '',
      steps: steps.list(),
      localMinutes: this.#state ? this.#localMinutes(this.#state.utc) : null,
      houses,
      wires: this.#options.wires.map((wire) => wirePicture(wire, this.#state, this.#modules.tradeOn(wire.id))),
      trades: this.#tradePictures(),
      totals: this.#totals,
      escrow: { held: chain?.held ?? (0n as Money), locked: lockedIn(houses) },
      chain: chain?.snapshot ?? null,
      gateway: { ...this.#gateway, meters: houses.filter(({ online }) => online).length },
      facts: journal.list(),
      faults: faults(),
      losses: [...this.#losses.values()],
      sabotageToken: this.#token,
    };
  }

  #households(): Household[] {
    return [...this.#modules.community.households.values()];
  }

  #houses(): Snapshot['houses'] {
    const { community, housesWatch, visitorsHouse } = this.#modules;
    return this.#options.houses.map((house) =>
      housePicture(house, {
        state: stateOf(this.#state, house.name),
        household: community.households.get(house.name),
        watched: housesWatch.of(house.name),
        securityClass: this.#options.trustzone.includes(house.name) ? 'qemu' : 'emulator',
        ...(visitorsHouse(house.name) ?? { owner: 'demo', localPage: null }),
      }),
    );
  }

  #sidesOf({ seller, buyer }: TradeView): { readonly seller: string; readonly buyer: string } | undefined {
    const sides = { seller: this.houseOf(seller.meterKey), buyer: this.houseOf(buyer.meterKey) };
    return sides.seller !== undefined && sides.buyer !== undefined
      ? { seller: sides.seller, buyer: sides.buyer }
      : undefined;
  }

  #tradePictures(): Snapshot['trades'] {
    const newestFirst = [...this.#trades.values()].toSorted((one, other) => other.view.ordered - one.view.ordered);
    const running = newestFirst.filter(({ view }) => !hasEnded(view));
    const ended = newestFirst.filter(({ view }) => hasEnded(view)).slice(0, ENDED_TRADES_MAX);
    const shown = [...running, ...ended];
    this.#forgetAllBut(shown.map(({ view }) => view));
    return shown.flatMap(({ view, heard }) => {
      const sides = this.#sidesOf(view);
      if (!sides) return [];
      const names = [sides.seller, sides.buyer];
      const flows = names.every((name) => stateOf(this.#state, name)?.relayClosed === true);
      const byVisitor = names.some((name) => this.#modules.visitorsHouse(name) !== undefined);
      return [tradePicture(view, { sides, heard, flows, byVisitor, loss: this.#instruments.lossOf(view) })];
    });
  }

  #forgetAllBut(shown: readonly TradeView[]): void {
    const kept = new Set(shown.map(({ id }) => id));
    for (const id of this.#trades.keys()) if (!kept.has(id)) this.#trades.delete(id);
    this.#instruments.keep(shown);
  }

  #count({ id, delivered, paid, refunded }: TradeView, sides: { seller: string; buyer: string }): void {
    const { trades, ...sums } = this.#totals;
    this.#totals = {
      trades: trades + 1,
      delivered: (sums.delivered + (delivered ?? 0n)) as Energy,
      paid: (sums.paid + (paid ?? 0n)) as Money,
      refunded: (sums.refunded + (refunded ?? 0n)) as Money,
    };
    const view = this.#trades.get(id)?.view;
    const loss = view && this.#instruments.lossOf(view);
    if (!loss) return;
    for (const side of ['seller', 'buyer'] as const) {
      const house = sides[side];
      const before = this.#losses.get(`${house} ${side}`);
      if (loss[side].lost === 0n || (before && before.lost >= loss[side].lost)) continue;
      this.#losses.set(`${house} ${side}`, { house, side, trade: id, ...loss[side] });
    }
  }

  #localMinutes(utc: number): number {
    const minutes = utc / 60 + (this.#options.longitudeMillidegree / 1_000) * MINUTES_A_DEGREE;
    return Math.floor(((minutes % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY);
  }
}

const lockedIn = (houses: Snapshot['houses']): Money =>
  houses.reduce((sum, { money }) => sum + (money?.locked ?? 0n), 0n) as Money;

function problemOf(error: unknown): NonNullable<Snapshot['problem']> {
  const { code, message, remedy } = EvlockError.from(error).toJSON();
  return { code, message, remedy };
}
