/** Two houses that sell to each other in turn: one trade with `--once`, each told second by second. */
import {
  awaitEnd,
  beginTrade,
  type Community,
  summarize,
  type TradeSpec,
  type TradeSummary,
  takeTurns,
} from '@evlock/community';
import {
  type Address,
  EvlockError,
  energy,
  milliseconds,
  price,
  type Timestamp,
  type TradeView,
  toJson,
} from '@evlock/protocol';
import type { Context } from '../context.ts';
import { kWh } from '../output/format.ts';
import { describeProgress, describeSummary, nearby } from './terminal.ts';

export const PAIR = ['alice', 'bob'] as const;
const [ALICE, BOB] = PAIR;
export const WIRE = { id: `${ALICE}-${BOB}`, from: ALICE, to: BOB };
/** Power while both relays are closed, mW. */
const TRADE_POWER = 1_000_000;
const PRICE = price(120_000);
const ENERGY = energy(5_000);
/** Length of the delivery interval: three times what 5 Wh needs at 1 kW. */
const DELIVERY_SECONDS = 60;
const PAUSE_BETWEEN_TRADES = milliseconds(3_000);

export interface PairOptions {
  readonly once: boolean;
  readonly json: boolean;
}

export async function tradeInTurn(
  community: Community,
  { once, json }: PairOptions,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  context.err(followAlong(community.household(ALICE).ownerProfile, context));
  const turn = async (index: number): Promise<void> => {
    const [seller, buyer] = index % 2 === 0 ? [ALICE, BOB] : [BOB, ALICE];
    const spec = { seller, buyer, energy: ENERGY, price: PRICE, seconds: DELIVERY_SECONDS };
    const summary = await tradeOnce(community, spec, context, signal);
    const { tokenSymbol } = community.household(buyer).owner.deployment;
    context.out(json ? toJson(summary) : describeSummary(summary, tokenSymbol));
    if (once) requireComplete(summary);
  };
  const onWait = ({ code, message }: EvlockError): void => context.err(`  … waiting    ${message} (${code})`);
  await takeTurns(turn, { once, pause: PAUSE_BETWEEN_TRADES }, { clock: context.clock, signal, onWait });
}

/** How to look in from another terminal. */
function followAlong(ownerProfile: string, { env }: Pick<Context, 'env'>): string {
  const evlock = env.npm_lifecycle_event === undefined ? 'evlock' : 'npm run -s evlock --';
  return `Follow along in another terminal: ${evlock} trades list --profile ${nearby(ownerProfile)}`;
}

/** The converters send what this trade needs: the demo controls the power, even for a visitor's trade. */
async function sendFor(community: Community, seller: Address): Promise<void> {
  const isForward = seller === community.household(ALICE).meterKey;
  await community.control.setWire(WIRE.id, { milliwatt: isForward ? TRADE_POWER : -TRADE_POWER });
}

/** Someone else's trade that currently occupies the households, if any. */
async function visitorsTrade(community: Community, now: Timestamp): Promise<TradeView | undefined> {
  const open = await community.household(ALICE).owner.trades({ state: 'open' });
  // The one whose delivery is next or under way; others await their end on chain.
  const trades = open.filter(({ end }) => end > now);
  return trades.toSorted((one, other) => one.start - other.start)[0];
}

async function tradeOnce(
  community: Community,
  spec: TradeSpec,
  context: Context,
  signal: AbortSignal,
): Promise<TradeSummary> {
  const run = await beginTrade(community, spec).catch(async (error: unknown) => {
    const other = await visitorsTrade(community, context.clock.now()).catch(() => undefined);
    if (other) await sendFor(community, other.seller.meterKey);
    throw error;
  });
  context.err(`\n${spec.seller} sells ${kWh(spec.energy)} to ${spec.buyer}`);
  await sendFor(community, run.view.seller.meterKey);
  let shown = '';
  const view = await awaitEnd(
    community,
    spec.buyer,
    run.view.id,
    (next) => {
      const line = describeProgress(next);
      if (line !== shown) context.err(`  ${line}`);
      shown = line;
    },
    signal,
  );
  return summarize(community, spec, { ...run, view });
}

/** A trade that completed with nothing wrong; otherwise `--once` has failed. */
function requireComplete({ state, error, tradeId }: TradeSummary): void {
  if (state !== 'settled' || error !== null) throw new EvlockError('TRADE_FAILED', { tradeId, state, code: error });
}
