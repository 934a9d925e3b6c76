/** A whole community on this machine, trading until stopped. */
import { join, relative, resolve } from 'node:path';
import {
  awaitEnd,
  beginTrade,
  Community,
  Keeper,
  type Progress,
  summarize,
  type TradeSpec,
  type TradeSummary,
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
import { fields, kWh, perKwh, tokens } from '../output/format.ts';
import { takeTurns } from './turns.ts';

export interface UpOptions {
  readonly once?: boolean;
  readonly json?: boolean;
  readonly data?: string;
  readonly secureWorld?: SecureWorldKind;
  /** An existing development node. */
  readonly rpc?: string;
}

/** `trustzone`: the first household's runs on OP-TEE in a machine under QEMU. */
export type SecureWorldKind = 'emulator' | 'trustzone';

const HOUSEHOLDS = ['alice', 'bob'] as const;
const WIRE = 'alice-bob';
/** Power while both relays are closed, mW. */
const TRADE_POWER = 1_000_000;
const PRICE = price(120_000);
const ENERGY = energy(5_000);
/** Length of the delivery interval: three times what 5 Wh needs at 1 kW. */
const DELIVERY_SECONDS = 60;
const PAUSE_BETWEEN_TRADES = milliseconds(3_000);

/** As short as it can be typed from here. */
const nearby = (file: string): string => (relative('.', file).startsWith('..') ? file : relative('.', file));

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function terminalProgress(context: Context): Progress {
  const began = new Map<string, number>();
  return {
    begin: (step) => {
      began.set(step, performance.now());
      context.err(`  … ${step}`);
    },
    note: (step, text) => context.err(`  … ${step.padEnd(10)} ${text}`),
    done: (step, result) => context.err(`  ✓ ${step.padEnd(10)} ${result} (${seconds(began.get(step) ?? 0)})`),
    failed: (step) => context.err(`  ✗ ${step}`),
  };
}

/** A meter or a secure world that ends is started again, and its trade ends by the settlement rules; the rest ends the run. */
function keepHouseholds(community: Community, context: Context): Keeper {
  const keeper = new Keeper({
    clock: context.clock,
    onEnd: (name, { code, details }) =>
      context.err(`  ✗ ${name} ended (${code}${details.signal ? `, ${details.signal}` : ''}); restarting it`),
    onRunning: (name) => {
      context.err(`  ✓ ${name} runs again`);
      void community.recordChildren();
    },
    onGiveUp: (problem) => community.onCrash?.(problem),
  });
  for (const { meter, secureWorld } of community.households.values())
    for (const one of [meter, secureWorld]) keeper.keep(one);
  return keeper;
}

export async function up(options: UpOptions, context: Context): Promise<void> {
  const trustzone = options.secureWorld === 'trustzone';
  // A meter's keys belong to its secure world: each kind has its own households.
  const inside = join(trustzone ? 'trustzone' : '', options.rpc === undefined ? '' : 'rpc');
  const folder = resolve(options.data ?? (context.env.EVLOCK_DATA || join('.evlock', inside)));
  const community = new Community(
    {
      folder,
      households: HOUSEHOLDS,
      wires: [{ id: WIRE, from: HOUSEHOLDS[0], to: HOUSEHOLDS[1] }],
      trustzone: trustzone ? [HOUSEHOLDS[0]] : [],
      ...(options.rpc !== undefined && { node: { url: options.rpc } }),
    },
    { progress: terminalProgress(context) },
  );
  context.err(`Evlock: two households on this machine, data in ${folder}`);
  context.err(
    trustzone
      ? `  ${HOUSEHOLDS[0]}'s secure world runs on OP-TEE under QEMU, which is not hardware; the other is an emulator.`
      : '  The secure worlds are emulators and the passkeys software: they protect nothing.',
  );
  const crash = new AbortController();
  const signal = AbortSignal.any([context.signal, crash.signal]);
  community.onCrash = (error) => crash.abort(error);
  try {
    await community.start(signal);
  } catch (error) {
    if (!context.signal.aborted || options.once) throw endingOf(error, crash.signal, context.signal);
    return;
  }
  const keeper = keepHouseholds(community, context);
  const ending = await demonstrate(community, options, context, signal).then(
    () => undefined,
    (error: unknown) => endingOf(error, crash.signal, context.signal),
  );
  context.err('  … stopping every process');
  keeper.stop();
  const failure = await community.stop().then(
    () => undefined,
    (error: unknown) => error,
  );
  context.err('  ✓ stopped');
  // Ctrl-C is not a failure, but an unfinished --once is.
  const isWished = context.signal.aborted && !crash.signal.aborted && !options.once;
  if (ending !== undefined && !isWished) throw ending;
  if (failure !== undefined) throw failure;
}

/** Why the run ended: the component that exited is the cause, not what failed afterwards. */
function endingOf(error: unknown, crash: AbortSignal, wished: AbortSignal): unknown {
  if (crash.aborted) return crash.reason;
  return wished.aborted ? new EvlockError('CANCELLED', {}, { cause: error }) : error;
}

async function demonstrate(
  community: Community,
  options: UpOptions,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  const { ownerProfile } = community.household(HOUSEHOLDS[0]);
  const evlock = context.env.npm_lifecycle_event === undefined ? 'evlock' : 'npm run -s evlock --';
  context.err(`Follow along in another terminal: ${evlock} trades list --profile ${nearby(ownerProfile)}`);
  const turn = async (index: number): Promise<void> => {
    const [seller, buyer] = index % 2 === 0 ? HOUSEHOLDS : HOUSEHOLDS.toReversed();
    if (seller === undefined || buyer === undefined) throw new EvlockError('INTERNAL');
    const spec = { seller, buyer, energy: ENERGY, price: PRICE, seconds: DELIVERY_SECONDS };
    const summary = await tradeOnce(community, spec, context, signal);
    const { tokenSymbol } = community.household(buyer).owner.deployment;
    context.out(options.json ? toJson(summary) : describeSummary(summary, tokenSymbol));
    if (options.once) requireComplete(summary);
  };
  const onWait = ({ code, message }: EvlockError): void => context.err(`  … waiting    ${message} (${code})`);
  await takeTurns(
    turn,
    { once: options.once === true, pause: PAUSE_BETWEEN_TRADES },
    { clock: context.clock, signal, onWait },
  );
}

/** The converters send what this trade needs: the demo controls the power, even for a visitor's trade. */
async function sendFor(community: Community, seller: Address): Promise<void> {
  const isForward = seller === community.household(HOUSEHOLDS[0]).meterKey;
  await community.control.setWire(WIRE, { milliwatt: isForward ? TRADE_POWER : -TRADE_POWER });
}

/** Someone else's trade that currently occupies the households, if any. */
async function visitorsTrade(community: Community, now: Timestamp): Promise<TradeView | undefined> {
  const open = await community.household(HOUSEHOLDS[0]).owner.trades({ state: 'open' });
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

function describeProgress({ state, seller, buyer }: TradeView): string {
  if (state !== 'open') return state;
  const of = (party: TradeView['seller']): string => kWh(party.receipt?.receipt.energy ?? energy(0));
  const finals = [seller, buyer].filter(({ receipt }) => receipt?.receipt.final).length;
  return `open: seller's meter ${of(seller)}, buyer's ${of(buyer)}${finals > 0 ? `, ${finals} of 2 final` : ''}`;
}

function describeSummary(summary: TradeSummary, symbol: string): string {
  const money = (value: bigint | null): string | null =>
    value === null ? null : tokens(value as NonNullable<TradeSummary['paid']>, symbol);
  const meter = (value: TradeSummary['delivered']): string | null => (value === null ? null : kWh(value));
  const { gas, seconds, blocks } = summary;
  return fields([
    ['Trade', summary.tradeId],
    ['State', summary.error === null ? summary.state : `${summary.state}, ${summary.error}`],
    ['Seller', summary.seller],
    ['Buyer', summary.buyer],
    ['Ordered', `${kWh(summary.energy)} at ${perKwh(summary.price, symbol)}`],
    ["Seller's meter", meter(summary.energyBySeller)],
    ["Buyer's meter", meter(summary.energyByBuyer)],
    ['Delivered', meter(summary.delivered)],
    ['Locked', money(summary.locked)],
    ['Paid', money(summary.paid)],
    ['Refunded', money(summary.refunded)],
    ['Gas', gas.open !== null && gas.end !== null ? `${gas.open} to open + ${gas.end} to settle` : null],
    ['Order to settled', seconds === null ? null : `${seconds} s, ${blocks} blocks`],
  ]);
}

/** A trade that completed with nothing wrong; otherwise `--once` has failed. */
function requireComplete({ state, error, tradeId }: TradeSummary): void {
  if (state !== 'settled' || error !== null) throw new EvlockError('TRADE_FAILED', { tradeId, state, code: error });
}
