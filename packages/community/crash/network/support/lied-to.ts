/** Trades whose meters, or whose gateway, are told lies by one of their two RPC endpoints. */
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
import type { Pair } from '../../../test/support/world.ts';
import { MeterStore } from '../../support/meter-store.ts';
import { hidesTrades, honest, hoursBehind, inventsTrade, type Lie, otherBlocks } from './lies.ts';
import type { Network } from './network.ts';
import type { CaseLine } from './report.ts';
import { patiently, TradeWalk, until } from './trade-walk.ts';
import type { UnrulyEndpoint } from './unruly-endpoint.ts';

export interface Deceit {
  readonly name: string;
  /** Whose meter is told, by the first or the second of its endpoints. */
  readonly at: 'seller' | 'buyer';
  readonly endpoint: 0 | 1;
  /** `dead` answers nothing; `hours behind` stands where the world began. */
  readonly lie: Lie | 'dead' | 'hours behind';
  /** What the owner is shown. */
  readonly code: ErrorCode;
}

/** Small enough to be delivered soon once the truth is told. */
const SMALL = { energy: energy(1_200), seconds: 45 };
/** Outlasts every lie. */
const LONG = { energy: energy(12_000), seconds: 28 };
/** How long a meter must stay where it is. */
const WATCHED = 3_500;
/** A meter that delivers looks at the chain every five seconds; its second look is sure of a difference. */
const DURING = 12_500;
const END_WITHIN_SECONDS = 45;

const stopLying = (endpoint: UnrulyEndpoint): void => {
  endpoint.lie = honest;
  endpoint.dead = false;
};

/** Waits until the owner's page shows the code as what is wrong with the meter. */
async function shown(household: Household, code: ErrorCode): Promise<void> {
  const fault = async (): Promise<string | null | undefined> => (await household.owner.account()).status?.fault;
  await until(`${household.name} shows ${code}`, async () => (await fault()) === code, 25_000);
}

export class LiedTo {
  readonly #network: Network;

  constructor(network: Network) {
    this.#network = network;
  }

  /** No delivery starts while the endpoint lies; once it tells the truth, the trade goes on to its end. */
  beforeStart(pair: Pair, deceit: Deceit): Promise<CaseLine> {
    return this.#case(`before a delivery: ${deceit.name}`, async () => {
      const walk = new TradeWalk(this.#network.community, pair);
      const endpoint = this.#endpoint(walk, deceit);
      const told = endpoint.lies;
      this.#tell(endpoint, deceit.lie);
      await walk.order(SMALL);
      await shown(walk[deceit.at], deceit.code);
      await this.#staysPut(walk);
      stopLying(endpoint);
      const problems = await this.#goesOn(walk);
      return { lies: endpoint.lies - told, problems };
    });
  }

  /** A running delivery goes on to its end, and the owner is shown what is wrong. */
  during(pair: Pair, deceit: Deceit): Promise<CaseLine> {
    return this.#case(`during a delivery: ${deceit.name}`, async () => {
      const walk = new TradeWalk(this.#network.community, pair);
      const endpoint = this.#endpoint(walk, deceit);
      await walk.order(LONG);
      await until('delivery', async () => (await walk.closedRelays()) === 2, 30_000);
      const told = endpoint.lies;
      this.#tell(endpoint, deceit.lie);
      const over = systemClock.monotonic() + DURING;
      const stages = new Set<string>();
      while (systemClock.monotonic() < over) {
        for (const household of [walk.seller, walk.buyer]) stages.add(this.#stage(household, walk));
        await systemClock.sleep(milliseconds(250));
      }
      const cut = [...stages].filter((stage) => stage !== 'delivering' && stage !== 'paused');
      const problems = cut.map((stage) => `a running delivery is ${stage}`);
      await shown(walk[deceit.at], deceit.code);
      stopLying(endpoint);
      const { problem, delivered, state } = await walk.ended(END_WITHIN_SECONDS);
      const { buyer, seller } = await walk.view();
      const causes = [buyer.receipt?.receipt.cause, seller.receipt?.receipt.cause];
      if (state !== 'settled' || delivered === 0n) problems.push(`${state} with ${delivered} mWh`);
      // At the end of the interval either meter is the first to say so.
      const planned = causes.every((cause) => cause === 'completed' || cause === 'partner-final');
      if (!planned || !causes.includes('completed')) problems.push(`ended by ${causes}`);
      return { lies: deceit.lie === 'dead' ? 1 : endpoint.lies - told, problems: [...problems, ...(problem ?? [])] };
    });
  }

  /** The gateway names a trade that is on no chain, and an endpoint of each meter invents its opening. */
  invented(pair: Pair): Promise<CaseLine> {
    return this.#case('before a delivery: a trade that is open nowhere', async () => {
      const { community, link } = this.#network;
      const walk = new TradeWalk(community, pair);
      const sends = this.#network.endpointsOf('gateway');
      for (const endpoint of sends) endpoint.refuses = new Set(['eth_sendRawTransaction']);
      await walk.order(SMALL);
      const { bid, offer } = await walk.view();
      const trade = verifyTrade(domainOf(community.deployment), { bid, offer }, 0n as Energy);
      const lie = inventsTrade({ market: community.deployment.market, trade });
      const liars = [walk.seller, walk.buyer].map(
        ({ name }, index) => this.#network.endpointsOf(name)[index === 0 ? 0 : 1],
      );
      for (const endpoint of liars) this.#tell(endpoint, lie);
      const told = liars.map(({ lies }) => lies);
      const orders = JSON.parse(
        JSON.stringify({ bid, offer }, (_key, item) => (typeof item === 'bigint' ? `${item}` : item)),
      );
      for (const { name } of [walk.seller, walk.buyer]) {
        await patiently(async () => link.forge(name, 'trade', orders), 10_000);
      }
      for (const household of [walk.seller, walk.buyer]) await shown(household, 'CHAIN_DISAGREES');
      await this.#staysPut(walk);
      const problems = (await community.reader.trade(await walk.place())).state === 'none' ? [] : ['it is on chain'];
      for (const endpoint of liars) stopLying(endpoint);
      for (const endpoint of sends) endpoint.refuses = new Set();
      problems.push(...(await this.#goesOn(walk)));
      const lies = liars.map((endpoint, index) => endpoint.lies - (told[index] ?? 0));
      return { lies: Math.min(...lies), problems };
    });
  }

  /** What its endpoints tell differently the gateway takes in from neither, and says so; the truth makes up for it. */
  gateway(pair: Pair): Promise<CaseLine> {
    return this.#case("gateway's reader: blocks, then events that differ", async () => {
      const [, endpoint] = this.#network.endpointsOf('gateway');
      const told = endpoint.lies;
      this.#tell(endpoint, otherBlocks);
      const refused = new TradeWalk(this.#network.community, pair);
      const problems: string[] = [];
      const code = await refused.refusal(SMALL);
      if (code !== 'CHAIN_DISAGREES') problems.push(`an order while blocks differ: ${code}`);
      this.#tell(endpoint, hidesTrades);
      const walk = new TradeWalk(this.#network.community, pair);
      await walk.order(SMALL);
      const { reader } = this.#network.community;
      await until('opening', async () => (await reader.trade(await walk.place())).state === 'open', 30_000);
      await this.#staysPut(walk);
      stopLying(endpoint);
      problems.push(...(await this.#goesOn(walk)));
      return { lies: endpoint.lies - told, problems };
    });
  }

  async #case(name: string, work: () => Promise<{ lies: number; problems: readonly string[] }>): Promise<CaseLine> {
    const failed = (error: unknown): { lies: number; problems: string[] } => ({ lies: 0, problems: [String(error)] });
    const { lies, problems } = await work().catch(failed);
    const untold = lies === 0 && problems.length === 0 ? ['no lie was told'] : [];
    return { name, runs: 1, faults: { 'answers that lie': lies }, problems: [...problems, ...untold] };
  }

  #endpoint(walk: TradeWalk, { at, endpoint }: Deceit): UnrulyEndpoint {
    return this.#network.endpointsOf(walk[at].name)[endpoint];
  }

  #tell(endpoint: UnrulyEndpoint, lie: Deceit['lie']): void {
    if (lie === 'dead') endpoint.dead = true;
    else endpoint.lie = lie === 'hours behind' ? hoursBehind(this.#network.longAgo) : lie;
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
    await until('delivery after the truth', async () => (await walk.closedRelays()) > 0, 30_000);
    const { problem, state, delivered } = await walk.ended(END_WITHIN_SECONDS);
    if (problem !== null) return [problem];
    return state === 'settled' && delivered > 0n ? [] : [`${state} with ${delivered} mWh`];
  }
}
