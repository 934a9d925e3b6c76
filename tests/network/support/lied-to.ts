/** Trades whose meters, owner or gateway are lied to by one of their two RPC endpoints. */
import type { Household } from '@evlock/community';
import {
  domainOf,
  type Energy,
  type ErrorCode,
  energy,
  milliseconds,
  systemClock,
  verifyTrade,
} from '@evlock/protocol';
import type { Pair } from '@evlock/testing/community/community-under-test';
import { patiently } from '@evlock/testing/community/patiently';
import { MeterStore } from '../../verdict/meter-store.ts';
import { type About, hidesTrades, honest, inventsTrade, type Lie, otherBlocks, spendsNonces } from './lies.ts';
import type { Network } from './network.ts';
import type { CaseLine } from './report.ts';
import { TradeWalk, until } from './trade-walk.ts';
import type { UnrulyEndpoint } from './unruly-endpoint.ts';

/** One lie to one meter. */
interface Untruth {
  readonly name: string;
  /** Whose meter is lied to, by its first or second endpoint. */
  readonly at: 'seller' | 'buyer';
  readonly endpoint: 0 | 1;
  /** `dead` answers nothing. */
  readonly lie: ((about: About) => Lie) | 'dead';
}

export interface Deceit extends Untruth {
  /** What the owner sees. */
  readonly code: ErrorCode;
}

/** Small enough to be delivered soon after the truth is restored, which may be late on a busy machine. */
const SMALL = { energy: energy(1_200), seconds: 90 };
/** Outlasts every lie. */
const LONG = { energy: energy(9_000), seconds: 28 };
/** How long a meter must stay in its state. */
const WATCHED = 3_500;
/** A delivering meter polls the chain every five seconds; its second poll is certain to see a difference. */
const DURING = 12_500;
const END_WITHIN_SECONDS = 45;
/** What takes a few seconds on a quiet machine. */
const SOON = 60_000;

/** Waits until the owner's page shows the code as the meter's problem. */
async function shown(household: Household, code: ErrorCode): Promise<void> {
  const fault = async (): Promise<string | null | undefined> => (await household.owner.account()).status?.fault;
  await until(`${household.name} shows ${code}`, async () => (await fault()) === code, 45_000);
}

/** Whether the meter has seen the trade on chain, which is when it is stored. */
const isSeen = (household: Household, { id }: TradeWalk): boolean =>
  new MeterStore(household).trades().some((trade) => trade.id === id);

/** The endpoints lying in one case, and how often each did. */
class Liars {
  readonly #liars: { readonly name: string; readonly endpoint: UnrulyEndpoint; readonly before: number }[] = [];

  tell(name: string, endpoint: UnrulyEndpoint, lie: Lie | 'dead'): void {
    this.#liars.push({ name, endpoint, before: endpoint.lies });
    if (lie === 'dead') endpoint.dead = true;
    else endpoint.lie = lie;
  }

  stop(): void {
    for (const { endpoint } of this.#liars) Object.assign(endpoint, { lie: honest, dead: false });
  }

  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { name, endpoint, before } of this.#liars) counts[name] = endpoint.lies - before;
    return counts;
  }
}

type Work = (walk: TradeWalk, liars: Liars) => Promise<readonly string[]>;

export class LiedTo {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  /** Neither meter accepts the trade as open while an endpoint lies to it; once all are honest, it continues to its end. */
  beforeStart(pair: Pair, deceits: readonly Deceit[]): Promise<CaseLine> {
    return this.#case('before a delivery', pair, async (walk, liars) => {
      this.#deceive(walk, liars, deceits);
      await walk.order(SMALL);
      for (const { at, code } of deceits) await shown(walk[at], code);
      await this.#staysPut(walk);
      const fooled = deceits.filter(({ at }) => isSeen(walk[at], walk));
      liars.stop();
      return [...fooled.map(({ name }) => `the meter believes: ${name}`), ...(await this.#goesOn(walk))];
    });
  }

  /** A running delivery continues to its end, and the owners see the problem. */
  during(pair: Pair, deceits: readonly Deceit[], delivers: () => void): Promise<CaseLine> {
    return this.#case('during a delivery', pair, async (walk, liars) => {
      await walk.order(LONG);
      await until('delivery', async () => (await walk.closedRelays()) === 2, SOON);
      delivers();
      this.#deceive(walk, liars, deceits);
      const cut = await this.#cutWithin(walk, DURING);
      for (const { at, code } of deceits) await shown(walk[at], code);
      liars.stop();
      return [...cut, ...(await this.#settles(walk)), ...(await this.#endedByItself(walk))];
    });
  }

  /** The gateway names a trade that is on no chain, and an endpoint of each meter invents its opening. */
  invented(pair: Pair, begin: Promise<void>): Promise<CaseLine> {
    return this.#case('before a delivery', pair, async (walk, liars) => {
      const { community, link } = this.#network;
      await begin;
      const sends = this.#network.endpointsOf('gateway');
      for (const endpoint of sends) endpoint.refuses = new Set(['eth_sendRawTransaction']);
      await walk.order({ ...SMALL, lead: 24 });
      const parties = [walk.seller, walk.buyer];
      const { bid, offer } = await walk.view();
      this.#deceive(walk, liars, [
        { name: 'seller: a trade that is open nowhere', at: 'seller', endpoint: 0, lie: inventsTrade },
        { name: 'buyer: a trade that is open nowhere', at: 'buyer', endpoint: 1, lie: inventsTrade },
      ]);
      const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
      const orders = JSON.parse(JSON.stringify({ bid, offer }, plain));
      for (const { name } of parties) await patiently(async () => link.forge(name, 'trade', orders), SOON);
      for (const household of parties) await shown(household, 'CHAIN_DISAGREES');
      await this.#staysPut(walk);
      const fooled = parties.filter((household) => isSeen(household, walk));
      const { state } = await community.reader.trade(await walk.place());
      liars.stop();
      for (const endpoint of sends) endpoint.refuses = new Set();
      const problems = fooled.map(({ name }) => `${name} believes that it is open`);
      return [...problems, ...(state === 'none' ? [] : ['it is on chain']), ...(await this.#goesOn(walk))];
    });
  }

  /** Whoever is to sign for an offer accepts nothing about it while an endpoint lies. */
  owner(pair: Pair): Promise<CaseLine> {
    return this.#case("owner's reader", pair, async (walk, liars) => {
      const [endpoint] = this.#network.endpointsOf(`${pair.buyer}'s owner`);
      liars.tell('owner: the offer is gone', endpoint, spendsNonces);
      const code = await walk.refusedBid(SMALL);
      liars.stop();
      return code === 'CHAIN_DISAGREES' ? [] : [`a bid while an endpoint of the owner lies: ${code}`];
    });
  }

  /**
   * What the gateway's endpoints disagree on it records from neither, and reports so; the truth, told from `truth` on, makes
   * up for it.
   */
  gateway(pair: Pair, truth: () => void): Promise<CaseLine> {
    return this.#case("gateway's reader", pair, async (walk, liars) => {
      const [, endpoint] = this.#network.endpointsOf('gateway');
      liars.tell('gateway: other blocks', endpoint, otherBlocks);
      const code = await walk.refusal(SMALL);
      const problems = code === 'CHAIN_DISAGREES' ? [] : [`an order while blocks differ: ${code}`];
      const seen = liars.counts();
      liars.stop();
      liars.tell('gateway: hides trades', endpoint, hidesTrades);
      await walk.order(SMALL);
      const { reader } = this.#network.community;
      await until('opening', async () => (await reader.trade(await walk.place())).state === 'open', SOON);
      await this.#staysPut(walk);
      if (seen['gateway: other blocks'] === 0) problems.push('the first lie was never told');
      liars.stop();
      truth();
      return [...problems, ...(await this.#goesOn(walk))];
    });
  }

  /** A lie never told proves nothing. A failure leaves no trade behind to keep the pair busy. */
  async #case(name: string, pair: Pair, work: Work): Promise<CaseLine> {
    const walk = new TradeWalk(this.#network.community, pair);
    const liars = new Liars();
    const problems = [...(await work(walk, liars).catch((error: unknown) => [String(error)]))];
    liars.stop();
    const counts = liars.counts();
    for (const [lie, count] of Object.entries(counts)) if (count === 0) problems.push(`never told: ${lie}`);
    if (problems.length > 0) await walk.ended(END_WITHIN_SECONDS);
    return { name: `${name} (${pair.wire})`, runs: 1, faults: counts, problems };
  }

  #deceive(walk: TradeWalk, liars: Liars, untruths: readonly Untruth[]): void {
    const { community, longAgo } = this.#network;
    const { deployment } = community;
    const trade = () => verifyTrade(domainOf(deployment), walk.orders, 0n as Energy);
    const about: About = { market: deployment.market, longAgo, trade };
    for (const { name, at, endpoint, lie } of untruths) {
      const told = lie === 'dead' ? lie : lie(about);
      liars.tell(name, this.#network.endpointsOf(walk[at].name)[endpoint], told);
    }
  }

  /** What cut a delivery within this time, other than its own measuring. */
  async #cutWithin(walk: TradeWalk, length: number): Promise<string[]> {
    const over = systemClock.monotonic() + length;
    const stages = new Set<string>();
    while (systemClock.monotonic() < over) {
      for (const household of [walk.seller, walk.buyer]) stages.add(this.#stage(household, walk));
      await systemClock.sleep(milliseconds(250));
    }
    const cut = [...stages].filter((stage) => stage !== 'delivering' && stage !== 'paused');
    return cut.map((stage) => `a running delivery is ${stage}`);
  }

  #stage(household: Household, walk: TradeWalk): string {
    return new MeterStore(household).trades().find(({ id }) => id === walk.id)?.stage ?? 'ordered';
  }

  /** Nothing flows for a while. */
  async #staysPut(walk: TradeWalk): Promise<void> {
    const over = systemClock.monotonic() + WATCHED;
    while (systemClock.monotonic() < over) {
      if ((await walk.closedRelays()) > 0) throw new Error('a relay is closed while an endpoint lies');
      await systemClock.sleep(milliseconds(200));
    }
  }

  async #goesOn(walk: TradeWalk): Promise<string[]> {
    await until('delivery after the truth', async () => (await walk.closedRelays()) > 0, SOON);
    return this.#settles(walk);
  }

  async #settles(walk: TradeWalk): Promise<string[]> {
    const { problem, state, delivered } = await walk.ended(END_WITHIN_SECONDS);
    if (problem !== null) return [problem];
    return state === 'settled' && delivered > 0n ? [] : [`${state} with ${delivered} mWh`];
  }

  /** The first meter to end it had its own reason: had the chain ended it, either would name the other. */
  async #endedByItself(walk: TradeWalk): Promise<string[]> {
    const { buyer, seller } = await walk.view();
    const causes = [buyer, seller].map((side) => side.receipt?.receipt.cause);
    return causes.every((cause) => cause === 'partner-final') ? [`ended by ${causes}`] : [];
  }
}
