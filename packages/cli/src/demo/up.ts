/** A whole community on this machine, trading until stopped. */
import { join, resolve } from 'node:path';
import { Community, type CommunityOptions, Keeper, NEIGHBOURS, surroundingsOf, wiresBetween } from '@evlock/community';
import { EvlockError } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { FIRST, live } from './living.ts';
import { PAIR, tradeInTurn, WIRE } from './pair.ts';
import { terminalProgress } from './terminal.ts';

export interface UpOptions {
  readonly once?: boolean;
  readonly json?: boolean;
  readonly data?: string;
  readonly secureWorld?: SecureWorldKind;
  /** An existing development node. */
  readonly rpc?: string;
  /** Default six; two for one trade. */
  readonly houses?: '2' | '6';
  /** Opens the pages in a browser. */
  readonly open?: boolean;
}

/** `trustzone`: the first household's runs on OP-TEE in a machine under QEMU. */
export type SecureWorldKind = 'emulator' | 'trustzone';

const NAMES = NEIGHBOURS.map(({ name }) => name);
const WIRES = wiresBetween(NAMES);

/** A meter or a secure world that ends is started again, and its trade ends by the settlement rules; the rest ends the run. */
function keeperOf(community: Community, context: Context): Keeper {
  return new Keeper({
    clock: context.clock,
    onEnd: (name, { code, details }) =>
      context.err(`  ✗ ${name} ended (${code}${details.signal ? `, ${details.signal}` : ''}); restarting it`),
    onRunning: (name) => {
      context.err(`  ✓ ${name} runs again`);
      void community.recordChildren();
    },
    onGiveUp: (problem) => community.onCrash?.(problem),
  });
}

function keep(keeper: Keeper, community: Community, names: readonly string[]): void {
  for (const { meter, secureWorld } of names.map((name) => community.household(name)))
    for (const one of [meter, secureWorld]) keeper.keep(one);
}

const isPair = ({ once, houses }: UpOptions): boolean => houses === '2' || once === true;

/** Who takes part: a pair, or the whole neighbourhood. */
function partsOf(
  options: UpOptions,
  { clock }: Context,
): Pick<CommunityOptions, 'households' | 'wires' | 'surroundings'> {
  if (isPair(options)) return { households: PAIR, wires: [WIRE] };
  return { households: NAMES, wires: WIRES, surroundings: surroundingsOf(NEIGHBOURS, clock.now()) };
}

export async function up(options: UpOptions, context: Context): Promise<void> {
  const trustzone = options.secureWorld === 'trustzone';
  // A meter's keys belong to its secure world: each kind has its own households.
  const inside = join(trustzone ? 'trustzone' : '', options.rpc === undefined ? '' : 'rpc');
  const folder = resolve(options.data ?? (context.env.EVLOCK_DATA || join('.evlock', inside)));
  const first = NAMES[0] ?? '';
  const community = new Community(
    {
      folder,
      ...partsOf(options, context),
      pages: true,
      trustzone: trustzone ? [first] : [],
      ...(options.rpc !== undefined && { node: { url: options.rpc } }),
    },
    { progress: terminalProgress(context, { short: !isPair(options) }) },
  );
  context.err(`Evlock: ${isPair(options) ? 'two' : 'six'} households on this machine, data in ${folder}`);
  context.err(
    trustzone
      ? `  ${first}'s secure world runs on OP-TEE under QEMU, which is not hardware; the ${isPair(options) ? 'other is an emulator' : 'others are emulators'}.`
      : '  The secure worlds are emulators and the passkeys software: they protect nothing.',
  );
  const crash = new AbortController();
  const signal = AbortSignal.any([context.signal, crash.signal]);
  community.onCrash = (error) => crash.abort(error);
  try {
    await community.start(signal, isPair(options) ? PAIR : FIRST);
  } catch (error) {
    if (!context.signal.aborted || options.once) throw endingOf(error, crash.signal, context.signal);
    return;
  }
  const keeper = keeperOf(community, context);
  keep(keeper, community, isPair(options) ? PAIR : FIRST);
  const json = options.json === true;
  const demonstrate = async (): Promise<void> => {
    if (isPair(options)) return tradeInTurn(community, { once: options.once === true, json }, context, signal);
    const joined = (names: readonly string[]): void => keep(keeper, community, names);
    return live(community, { json, wires: WIRES }, context, signal, joined);
  };
  const ending = await demonstrate().then(
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
