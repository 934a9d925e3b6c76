/** A whole community on this machine, trading until stopped. */
import { join, resolve } from 'node:path';
import { Community, NEIGHBOURS } from '@evlock/community';
import type { Context } from '../context.ts';
import { type Keeping, keeping } from './keeping.ts';
import { living } from './living.ts';
import { PAIR, type PairOptions, tradeInTurn, WIRE } from './pair.ts';
import { type Run, runUntilEnded } from './run-until-ended.ts';
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

interface Place {
  readonly folder: string;
  readonly trustzone: readonly string[];
  readonly node: { readonly url: string } | undefined;
}

export async function up(options: UpOptions, context: Context): Promise<void> {
  const isTrustzone = options.secureWorld === 'trustzone';
  // A meter's keys belong to its secure world: each kind has its own households.
  const inside = join(isTrustzone ? 'trustzone' : '', options.rpc === undefined ? '' : 'rpc');
  const folder = resolve(options.data ?? (context.env.EVLOCK_DATA || join('.evlock', inside)));
  const first = NEIGHBOURS[0]?.name ?? '';
  const place = {
    folder,
    trustzone: isTrustzone ? [first] : [],
    node: options.rpc === undefined ? undefined : { url: options.rpc },
  };
  const once = options.once === true;
  const json = options.json === true;
  const isPair = once || options.houses === '2';
  context.err(`Evlock: ${isPair ? 'two' : 'six'} households on this machine, data in ${folder}`);
  context.err(
    isTrustzone
      ? `  ${first}'s secure world runs on OP-TEE under QEMU, which is not hardware; the ${isPair ? 'other is an emulator' : 'others are emulators'}.`
      : '  The secure worlds are emulators and the passkeys software: they protect nothing.',
  );
  const work = isPair
    ? pair(place, { once, json }, context)
    : living({ ...place, json, open: options.open === true }, context);
  await runUntilEnded(work, { finite: once }, context);
}

function pair({ folder, trustzone, node }: Place, options: PairOptions, context: Context): Run {
  let kept: Keeping | undefined;
  const community = new Community(
    // Its meters are bound to the pages' origin too: the whole neighbourhood may start here next.
    { folder, trustzone, households: PAIR, wires: [WIRE], pages: true, node },
    { progress: terminalProgress(context, { short: false }) },
  );
  return {
    community,
    start: async (signal) => {
      await community.start(signal);
      kept = keeping(community, context);
      kept.keep(PAIR);
    },
    run: (signal) => tradeInTurn(community, options, context, signal),
    stop: async () => {
      kept?.stop();
      await community.stop();
    },
  };
}
