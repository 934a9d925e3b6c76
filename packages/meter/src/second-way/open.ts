/** The profile's second way: its submitters, and which of this meter's trades and cancels are due. */
import { type Address, type Clock, type Deployment, domainOf } from '@evlock/protocol';
import type { MeterChain } from '../chain/meter-chain.ts';
import type { TradeRunner } from '../delivery/trade-runner.ts';
import type { Log } from '../log.ts';
import { type MeterProfile, type SubmitterProfile, tradeRules } from '../profile.ts';
import type { Store } from '../store/store.ts';
import { isOver } from '../trade/trade-progress.ts';
import { DueItems, type OpenTrade } from './due-items.ts';
import { EndpointSubmitter } from './endpoint-submitter.ts';
import { SecondWay } from './second-way.ts';
import { gatewaySubmitter, type Submitter } from './submitter.ts';
import { WatchtowerSubmitter } from './watchtower-submitter.ts';

export interface SecondWayPlace {
  readonly profile: MeterProfile;
  readonly deployment: Deployment;
  readonly meterKey: Address;
}

export interface SecondWayParts {
  readonly chain: MeterChain;
  readonly runner: Pick<TradeRunner, 'book' | 'knownTrade'>;
  readonly store: Store;
  /** Replaces the profile's. */
  readonly submitters: readonly Submitter[] | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export function openSecondWay(place: SecondWayPlace, parts: SecondWayParts): SecondWay {
  const { profile, deployment, meterKey } = place;
  const { chain, runner, store, clock, log } = parts;
  const due = new DueItems(
    { domain: domainOf(deployment), grace: tradeRules(profile).settleGrace },
    { chain, store, clock, trades: () => openTrades(runner), onChain: (trade) => chain.trade(trade) },
  );
  const opened = profile.submitters.map((one) => submitterOf(one, place, parts));
  const [first = gatewaySubmitter, ...more] = parts.submitters ?? opened;
  const options = { meterKey, patience: profile.rules.submitterPatienceSeconds };
  return new SecondWay(options, { submitters: [first, ...more], due, records: store.submissions, clock, log });
}

function submitterOf(one: SubmitterProfile, place: SecondWayPlace, { store, clock, log }: SecondWayParts): Submitter {
  const { deployment, profile } = place;
  if ('watchtower' in one) {
    return new WatchtowerSubmitter({ url: one.watchtower, authorityFile: one.authorityFile, deployment }, { clock });
  }
  if ('endpoint' in one) {
    const { endpoint, keyFile, dailyGasWei } = one;
    const grace = tradeRules(profile).settleGrace;
    return new EndpointSubmitter(
      { endpoint, keyFile, dailyGas: BigInt(dailyGasWei), deployment, grace },
      { records: store.gas, clock, log },
    );
  }
  return gatewaySubmitter;
}

/** Those that this meter has seen on chain, but not their end. */
const openTrades = (runner: Pick<TradeRunner, 'book' | 'knownTrade'>): OpenTrade[] =>
  [...runner.book.values()].flatMap((progress) => {
    const known = runner.knownTrade(progress.trade.id);
    const seen = progress.stage !== 'opened' && !isOver(progress);
    return known && seen ? [{ trade: progress.trade, orders: known.orders }] : [];
  });
