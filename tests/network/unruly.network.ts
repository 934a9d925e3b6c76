/**
 * A community whose lines delay, drop, duplicate, reorder, truncate and cut, and whose RPC endpoints fail and lie. Whatever
 * the network does, every trade ends by the settlement rules, every record agrees, and no relay is closed on silence.
 */
import { availableParallelism, loadavg } from 'node:os';
import { energy, milliseconds, systemClock } from '@evlock/protocol';
import { type Pair, pair } from '@evlock/testing/community/community-under-test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../verdict/verdict.ts';
import { closeTheRest } from './support/closing.ts';
import { type Deceit, LiedTo } from './support/lied-to.ts';
import {
  altersTrades,
  farAhead,
  hidesTrades,
  hoursBehind,
  inventsEnd,
  otherBlocks,
  saysState,
} from './support/lies.ts';
import { Network } from './support/network.ts';
import { type CaseLine, printReport, type Report, writeReport } from './support/report.ts';
import { TradeWalk, until, type Walk } from './support/trade-walk.ts';

const SEED = Number(process.env.EVLOCK_NETWORK_SEED ?? 20_261_122);
const pairs = ['north', 'east', 'south'].map(pair);
/**
 * Long enough for several faults, and for recovery from them. Nothing gets through immediately here: a trade gets time to be
 * opened.
 */
const WISH = { energy: energy(3_600), seconds: 26, lead: 20 };
/** Energy flows for a while before the meter becomes unreachable. */
const CUT_OFF = { energy: energy(5_000), seconds: 16 };
/** Receipt timeout, plus time to see that the relays stay open. */
const SILENCE = 8_000;
/** After its interval: for settlement on a still failing network. */
const UNRULY_SECONDS = 8;
/** After its interval, on a network that works again: lost answers time out, and refused messages are resent. */
const END_WITHIN_SECONDS = 60;

/** The lines a case makes unreliable, with the probability of a fault at each chance. */
type Rates = Partial<Record<keyof Network['faults'], number>>;

interface Unruly {
  readonly name: string;
  readonly rates: Rates;
  /** In the middle of the deliveries: relays must open. */
  readonly silence: 'dark wire' | 'withheld receipts' | 'none';
}

const unruly: readonly Unruly[] = [
  { name: 'wires of meters and owners', rates: { deviceWire: 0.02, ownerWire: 0.08 }, silence: 'dark wire' },
  { name: 'messages of the device link', rates: { messages: 0.1 }, silence: 'withheld receipts' },
  {
    name: 'RPC endpoints of gateway and meters',
    rates: { gatewayRpc: 0.1, gatewaySends: 1, meterRpc: 0.15, ownerRpc: 0.03 },
    silence: 'none',
  },
];

/** For each pair, what its two meters hear. */
const beforeStart: readonly (readonly Deceit[])[] = [
  [
    { name: 'buyer: another block', at: 'buyer', endpoint: 1, lie: () => otherBlocks, code: 'CHAIN_DISAGREES' },
    { name: 'seller: other terms', at: 'seller', endpoint: 1, lie: () => altersTrades, code: 'CHAIN_DISAGREES' },
  ],
  [
    { name: 'buyer: hours behind', at: 'buyer', endpoint: 0, lie: hoursBehind, code: 'CHAIN_DISAGREES' },
    { name: 'seller: no trade', at: 'seller', endpoint: 0, lie: () => hidesTrades, code: 'CHAIN_DISAGREES' },
  ],
  [
    { name: 'buyer: answers nothing', at: 'buyer', endpoint: 1, lie: 'dead', code: 'CHAIN_UNREACHABLE' },
    { name: 'seller: a day ahead', at: 'seller', endpoint: 1, lie: () => farAhead, code: 'CHAIN_DISAGREES' },
  ],
];
const during: readonly (readonly Deceit[])[] = [
  [
    { name: 'buyer: hours behind', at: 'buyer', endpoint: 1, lie: hoursBehind, code: 'CHAIN_DISAGREES' },
    { name: 'seller: it is closed', at: 'seller', endpoint: 0, lie: () => saysState(3), code: 'CHAIN_BEHIND' },
  ],
  [
    { name: 'buyer: it is settled', at: 'buyer', endpoint: 0, lie: inventsEnd, code: 'CHAIN_DISAGREES' },
    { name: 'seller: answers nothing', at: 'seller', endpoint: 1, lie: 'dead', code: 'CHAIN_UNREACHABLE' },
  ],
];

describe('a failing network', () => {
  const began = systemClock.monotonic();
  const network = new Network(SEED);
  const cases: CaseLine[] = [];
  let compared: Report['compared'] = {};

  beforeAll(() => network.open(pairs));
  afterAll(async () => {
    await network.close();
    const seconds = Math.round((systemClock.monotonic() - began) / 1_000);
    const machine = { cores: availableParallelism(), load: loadavg()[1] ?? 0 };
    const command = 'EVLOCK_NETWORK_REPORT=bench/results/network.json npm run test:network';
    const report = { command, seed: SEED, seconds, ...machine, cases, compared };
    printReport(report);
    await writeReport(report);
  });

  /** One trade of every pair, with one line of the table for all. */
  async function tradeEverywhere(name: string, rates: Rates, during: () => Promise<void>): Promise<Walk[]> {
    const walks = pairs.map((one) => new TradeWalk(network.community, one));
    for (const [line, rate] of Object.entries(rates)) network.faults[line as keyof Rates].rate = rate;
    const delivered = walks.map(async (walk) => {
      await walk.order(WISH);
      await walk.ended(UNRULY_SECONDS);
    });
    await Promise.all([...delivered, during()]);
    network.calm();
    const ended = await Promise.all(walks.map((walk) => walk.ended(END_WITHIN_SECONDS)));
    network.welcomePartners();
    const problems = ended.flatMap(({ problem }) => problem ?? []);
    cases.push({
      name,
      runs: ended.filter(({ tradeId }) => tradeId !== null).length,
      faults: faultsOf(rates),
      problems,
    });
    return ended;
  }

  const faultsOf = (rates: Rates): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const line of Object.keys(rates) as (keyof Rates)[]) {
      for (const [kind, count] of Object.entries(network.faults[line].counts)) {
        counts[kind] = (counts[kind] ?? 0) + count;
      }
    }
    return counts;
  };

  /** Begins a while after energy flows; returns how many relays were closed then. */
  async function silence(kind: Unruly['silence']): Promise<number> {
    if (kind === 'none') return 0;
    const closed = async (): Promise<number> => {
      const { households } = await network.community.control.state();
      return households.filter(({ relayClosed }) => relayClosed).length;
    };
    await until('energy flows', async () => (await closed()) > 0, 60_000);
    await systemClock.sleep(milliseconds(2_000));
    const before = await closed();
    const sellers = pairs.map(({ seller }) => seller);
    if (kind === 'dark wire') await network.deviceWire.darken(SILENCE);
    else {
      for (const seller of sellers) network.link.mute(seller);
      await systemClock.sleep(milliseconds(SILENCE));
      for (const seller of sellers) network.link.unmute(seller);
    }
    return before;
  }

  it.each(unruly)('ends every trade: $name', async ({ name, rates, silence: kind }) => {
    const before = network.relays.checks;
    let closed = 0;
    const ended = await tradeEverywhere(name, rates, async () => {
      closed = await silence(kind);
    });
    expect.soft(ended.flatMap(({ problem }) => problem ?? [])).toEqual([]);
    expect.soft(ended.filter(({ delivered }) => delivered > 0n).length).toBeGreaterThan(0);
    for (const line of Object.keys(rates) as (keyof Rates)[]) {
      expect.soft(network.faults[line].missing, `never injected: ${line}`).toEqual([]);
    }
    if (kind === 'none') return;
    expect.soft(closed, 'relays that were closed when the silence began').toBeGreaterThan(0);
    expect.soft(network.relays.checks).toBeGreaterThan(before);
  });

  /** Runs cases in parallel, one per pair, and adds them to the table. */
  async function sideBySide(work: readonly ((one: Pair) => Promise<CaseLine>)[]): Promise<void> {
    const lines = await Promise.all(pairs.map((one, index) => work[index]?.(one)));
    const told = lines.filter((line) => line !== undefined);
    cases.push(...told);
    network.calm();
    network.welcomePartners();
    expect.soft(told.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
  }

  it('starts no delivery on one endpoint’s word', async () => {
    const lied = new LiedTo(network);
    await sideBySide(beforeStart.map((deceits) => (one) => lied.beforeStart(one, deceits)));
  });

  it('never cuts a running delivery when a gateway endpoint is hours behind, and starts none that one invents', async () => {
    const [, behind] = network.endpointsOf('gateway');
    behind.lie = hoursBehind(network);
    const lied = new LiedTo(network);
    // The gateway may resend only what the others need after their deliveries.
    const deliver = Array.from({ length: during.length }, () => Promise.withResolvers<void>());
    const delivering = Promise.all(deliver.map(({ promise }) => promise)).then(() => undefined);
    const cases = during.map((deceits, index) => async (one: Pair) => {
      const delivers = deliver[index]?.resolve ?? (() => undefined);
      return await lied.during(one, deceits, delivers).finally(delivers);
    });
    await sideBySide([...cases, (one) => lied.invented(one, delivering)]);
    expect.soft(behind.lies).toBeGreaterThan(0);
  });

  /** Its final receipt never arrives: what it signed before is claimed. */
  async function cutOff(one: Pair): Promise<CaseLine> {
    const work = async (): Promise<void> => {
      const walk = new TradeWalk(network.community, one);
      await walk.order(CUT_OFF);
      await until('delivery', async () => (await walk.closedRelays()) === 2, 60_000);
      await systemClock.sleep(milliseconds(2_000));
      network.cutOff(one);
      await until('claims', async () => (await walk.view()).state === 'claimed', 90_000);
    };
    const problems = await work().then(
      () => [],
      (error: unknown) => [String(error)],
    );
    return { name: 'a meter out of reach until after the claims', runs: 1, faults: { 'cut off': 1 }, problems };
  }

  it('records what endpoints agree on, claims for an unreachable meter, and signs nothing doubtful', async () => {
    const before = network.relays.checks;
    const lied = new LiedTo(network);
    const truth = Promise.withResolvers<void>();
    await sideBySide([
      (one) => lied.gateway(one, truth.resolve).finally(truth.resolve),
      (one) => truth.promise.then(() => cutOff(one)),
      (one) => truth.promise.then(() => lied.owner(one)),
    ]);
    expect.soft(network.relays.checks).toBeGreaterThan(before);
  });

  it('leaves records that agree to the micro-unit', async () => {
    await closeTheRest(network.community, () => network.rejoin());
    const verdict = await judge(network.community);
    compared = { ...verdict.compared, relayChecks: network.relays.checks };
    expect.soft(verdict.problems).toEqual([]);
    expect.soft(verdict.compared.settledByClaims).toBeGreaterThan(0);
    expect.soft(verdict.compared.acknowledgements).toBeGreaterThan(0);
    expect.soft(network.relays.problems).toEqual([]);
  });
});
