/**
 * The demo as a whole: six houses that trade, everything that watches them, the pages that show it, and what a visitor may break.
 */
import { readFile } from 'node:fs/promises';
import type { HttpsOptions } from '@evlock/https';
import { type Clock, EvlockError, type Part } from '@evlock/protocol';
import { buildPages, createPagesServer, type PagesApp, type PagesReady, type PagesSettings } from '@evlock/web';
import { Community, type CommunityOptions } from '../community.ts';
import { Layout } from '../folder/layout.ts';
import type { WaitingHouse } from '../parts/waiting-house.ts';
import type { Progress } from '../progress.ts';
import { both } from '../progress.ts';
import { LyingGateway } from '../sabotage/lying-gateway.ts';
import { Saboteur } from '../sabotage/saboteur.ts';
import type { TradeSummary } from '../trade-run.ts';
import { Board } from './board.ts';
import { ChainWatch } from './chain-watch.ts';
import { FaucetRoute } from './faucet-route.ts';
import { EVERY, FeedRoutes } from './feed-routes.ts';
import { HousesWatch } from './houses-watch.ts';
import { Journal } from './journal.ts';
import { longitudeOfNoon, NEIGHBOURS, surroundingsOf, WAITING_HOUSE, wiresBetween } from './neighbourhood.ts';
import { OperatorRoutes } from './operator-routes.ts';
import { Steps } from './steps.ts';
import { DemoTrading } from './trading.ts';

const HOUSES = [...NEIGHBOURS, WAITING_HOUSE];
const NAMES = HOUSES.map(({ name }) => name);
const TRADING = NEIGHBOURS.map(({ name }) => name);
/** They make the first trade while the others start. */
const FIRST = ['alice', 'bob'] as const;
const OTHERS = TRADING.filter((name) => !FIRST.some((first) => first === name));

export interface DemoOptions extends Pick<CommunityOptions, 'folder' | 'node'> {
  /** Houses whose secure world runs in a TrustZone machine. */
  readonly trustzone: readonly string[];
}

export interface DemoModules {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly onTrade: (summary: TradeSummary, symbol: string) => void;
  /** Nothing can be traded now, for this reason. */
  readonly onWait: (error: EvlockError) => void;
  /** These houses are up. */
  readonly onJoined: (names: readonly string[]) => void;
  /** A house waits for an owner at its meter's own page, which asks for this code. */
  readonly onWaiting: (page: { readonly url: string; readonly code: string }) => void;
}

export class Demo {
  readonly community: Community;
  readonly #modules: DemoModules;
  readonly #steps: Steps;
  readonly #journal: Journal;
  readonly #board: Board;
  readonly #routes: FeedRoutes;
  readonly #operatorRoutes: OperatorRoutes;
  readonly #faucet: FaucetRoute;
  readonly #trading: DemoTrading;
  readonly #housesWatch: HousesWatch;
  readonly #lyingGateway: LyingGateway;
  readonly #saboteur: Saboteur;
  readonly #over = new AbortController();
  readonly #watching: Promise<unknown>[] = [];
  #chainWatch: ChainWatch | undefined;
  #gateway: HttpsOptions | undefined;
  #pages: Part<PagesReady> | undefined;
  #pagesFolder: string | undefined;
  #waiting: WaitingHouse | undefined;

  constructor({ folder, node, trustzone }: DemoOptions, modules: DemoModules) {
    const { clock } = modules;
    const now = clock.now();
    const wires = wiresBetween(NAMES);
    this.#modules = modules;
    this.#steps = new Steps({ houses: TRADING }, { clock });
    this.#journal = new Journal({ clock });
    const tell = this.#journal.tell.bind(this.#journal);
    this.#lyingGateway = new LyingGateway({
      layout: new Layout(folder),
      houseOfDevice: (deviceId) => this.community.houseOfDevice(deviceId),
    });
    this.community = new Community(
      {
        ...{ folder, node, trustzone, wires, households: NAMES, pages: true },
        surroundings: surroundingsOf(HOUSES, now),
        tap: (port, listener) => this.#lyingGateway.tap(port, listener),
      },
      { progress: both(modules.progress, this.#steps) },
    );
    const { community } = this;
    this.#housesWatch = new HousesWatch({ clock, reader: () => community.reader, tell });
    this.#saboteur = new Saboteur({ community, gateway: this.#lyingGateway, clock, tell });
    this.#trading = new DemoTrading(
      { wires, first: FIRST },
      {
        ...{ community, clock },
        onTrade: (summary) => modules.onTrade(summary, community.deployment.tokenSymbol),
        onWait: (error) => {
          tell({ kind: 'trading-waits', code: error.code });
          modules.onWait(error);
        },
        onChange: (view, before) => this.#board.take(view, before),
        onLie: (house) => tell({ kind: 'lie-caught', house, by: 'owner', code: 'NOT_PROVEN' }),
      },
    );
    this.#board = new Board(
      { houses: HOUSES, wires, longitudeMillidegree: longitudeOfNoon(now), trustzone },
      {
        ...{ clock, community, steps: this.#steps, journal: this.#journal, housesWatch: this.#housesWatch },
        chainWatch: () => this.#chainWatch,
        tradeOn: (wire) => this.#trading.switchboard.tradeOn(wire),
        faults: () => this.#saboteur.list(),
        lies: () => this.#lyingGateway.isLying,
        visitorsHouse: (name) => (name === WAITING_HOUSE.name ? this.#visitors() : undefined),
      },
    );
    this.#faucet = new FaucetRoute({
      give: () =>
        community.deploymentOrNone === undefined
          ? undefined
          : (account, amount) => community.giveTestMoney(account, amount),
    });
    this.#operatorRoutes = new OperatorRoutes({
      operator: () => (this.#gateway ? community.operator : undefined),
      list: () => community.operatorList(),
      send: (call) => community.sendForOperator(call),
    });
    this.#routes = new FeedRoutes({
      snapshot: () => this.#board.snapshot(),
      token: this.#board.token,
      saboteur: () => (community.isGatewayUp === undefined ? undefined : this.#saboteur),
    });
  }

  /** Takes the folder; from then on it is known where the pages will be. Throws what `Community.prepare` throws. */
  async prepare(): Promise<string> {
    await this.community.prepare();
    return `http://localhost:${this.community.pagesPort}`;
  }

  /** Builds and serves the pages: a few seconds in a clone, once for each version. Throws `PORT_IN_USE`, `PAGES_NOT_BUILT`. */
  async openPages(): Promise<PagesReady> {
    this.#steps.begin('pages');
    try {
      const folder = await buildPages();
      this.#pagesFolder = folder;
      const pages = createPagesServer(
        { folder, port: this.community.pagesPort },
        { settings: () => this.#settings(), gateway: () => this.#gateway, demo: (app) => this.#addRoutes(app) },
      );
      const ready = await pages.start();
      if (this.#over.signal.aborted) await pages.stop();
      else this.#pages = pages;
      this.#watching.push(this.#show());
      this.#steps.done('pages');
      return ready;
    } catch (error) {
      this.#steps.failed('pages', EvlockError.from(error).code);
      throw error;
    }
  }

  /** Starts chain, gateway and the first houses. On failure everything but the pages is stopped. */
  async start(signal: AbortSignal): Promise<void> {
    const { community } = this;
    try {
      await community.start(signal, FIRST);
    } catch (error) {
      this.#board.is('failed', error);
      throw error;
    }
    this.#chainWatch = new ChainWatch({
      reader: community.reader,
      market: community.deployment.market,
      houseOfAccount: (account) => this.#board.houseOfAccount(account),
      tell: this.#journal.tell.bind(this.#journal),
    });
    this.#watching.push(this.#chainWatch.follow(this.#over.signal));
    const { url, authorityFile } = community.address;
    this.#gateway = { url, authority: await readFile(authorityFile, 'utf8') };
    this.#board.is('running');
  }

  /** Trades until the signal, while the other houses join. Rejects with its reason, or with what broke a house's start. */
  async run(signal: AbortSignal): Promise<void> {
    // Whichever fails first ends both; neither may be left running.
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    this.#join(FIRST, either);
    this.#steps.begin('mandates');
    this.#steps.done('mandates');
    const joinOthers = async (): Promise<void> => {
      // One at a time: a trade is running beside.
      for (const name of OTHERS) {
        await this.community.join([name], either);
        this.#join([name], either);
      }
      await this.#letTake(either);
    };
    const joining = joinOthers();
    joining.catch((error: unknown) => failed.abort(error));
    const outcomes = await Promise.allSettled([this.#trading.run(either), joining]);
    for (const outcome of outcomes.toReversed()) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Shows on the pages why it ends, then stops everything. Throws the first failure once nothing is running. */
  async stop(problem?: unknown): Promise<void> {
    this.#board.is(problem === undefined ? 'stopping' : 'failed', problem);
    this.#routes.tell();
    this.#over.abort();
    await Promise.allSettled(this.#watching);
    this.#routes.close();
    const parts = [() => this.#pages?.stop(), () => this.community.stop(), () => this.#lyingGateway.stop()];
    const failures: unknown[] = [];
    for (const stop of parts) await Promise.resolve(stop()).catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  }

  #addRoutes(app: PagesApp): void {
    this.#routes.add(app);
    this.#operatorRoutes.add(app);
    this.#faucet.add(app);
  }

  /** The last house starts without an owner, and takes part once somebody has taken it. */
  async #letTake(signal: AbortSignal): Promise<void> {
    const { community } = this;
    // Without pages there is nobody to take it.
    if (this.#pagesFolder === undefined) return;
    const { name } = WAITING_HOUSE;
    const house = await community.startWaiting(name, { pagesFolder: this.#pagesFolder });
    this.#waiting = house;
    this.#modules.onJoined([name]);
    this.#modules.onWaiting(house.page);
    await house.untilTaken(signal);
    this.#journal.tell({ kind: 'house-taken', house: name });
    await community.depositFor(name);
    const { household } = house;
    this.#watching.push(this.#housesWatch.followFromOutside(household, community.operator, this.#over.signal));
  }

  #visitors(): { readonly owner: 'visitor' | 'nobody'; readonly localPage: string | null } {
    const house = this.#waiting;
    if (!house) return { owner: 'nobody', localPage: null };
    const { url, code } = house.page;
    // The demo plays the console that shows the code, to whoever sits at this machine.
    const link = `${url}#${new URLSearchParams({ code })}`;
    return { owner: house.taken === 'nobody' ? 'nobody' : 'visitor', localPage: link };
  }

  #join(names: readonly string[], signal: AbortSignal): void {
    this.#trading.join(names, signal);
    for (const name of names) {
      this.#watching.push(this.#housesWatch.follow(this.community.household(name), this.#over.signal));
    }
    this.#modules.onJoined(names);
  }

  /** A picture each second, whether anybody looks or not: what is measured needs every look. */
  async #show(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await this.#board.look();
      this.#routes.tell();
      await this.#modules.clock.sleep(EVERY, signal).catch(() => undefined);
    }
  }

  #settings(): PagesSettings {
    const { community } = this;
    return {
      deployment: community.deploymentOrNone ?? null,
      endpoints: community.endpointOrNone === undefined ? [] : [community.endpointOrNone],
      demo: true,
      houses: NAMES.map((name) => {
        const household = community.households.get(name);
        const known = { meterKey: household?.meterKeyOrNone ?? null, account: household?.accountOrNone ?? null };
        const localPage = name === WAITING_HOUSE.name ? this.#visitors().localPage : null;
        return { name, ...known, localPage };
      }),
    };
  }
}
