/** `evlock replacement request` and `cancel`: a cancel is a request that names the old key as its own successor. */
import { requireProven } from '@evlock/owner';
import type { Address } from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readAddress } from '../../input/arguments.ts';
import { endpointArgument, examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { onlyWith } from '../../input/stray.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { readSocketAddress } from '../../meter/provisioning-socket.ts';
import { fields, utc } from '../../output/format.ts';
import { sentRow } from '../../output/proof.ts';
import { withOwner } from '../../session/session.ts';
import { replaceLocally } from './request-local.ts';

interface LocalOptions extends OwnerOptions {
  readonly local?: true;
  readonly socket?: SecureWorldAddress;
  readonly rpc?: string;
  readonly out: string;
}

interface RequestOptions extends LocalOptions {
  readonly by?: Address;
}

const NEXT = 'evlock replacement show';

async function request(oldKey: Address, newKey: Address | null, options: LocalOptions, context: Context) {
  if (options.local) {
    const { socket, rpc, out } = options;
    if (!socket) throw wrongUsage('--socket', 'is required with --local');
    return replaceLocally({ ...options, oldKey, newKey, socket, rpc, out }, context);
  }
  await withOwner(context, options, async (owner) => {
    const newMeterKey = newKey ?? owner.meterKey;
    const sent = requireProven('transaction', await owner.replace(oldKey, newMeterKey));
    const view = await owner.replacement();
    show(context, options, { ...view, transaction: sent.transaction }, () =>
      fields([
        ['requested', `${oldKey} is replaced by ${newMeterKey}`],
        ['transaction', sent.transaction],
        sentRow(sent.verdict),
        ['takes effect', view.pending ? utc(view.pending.effectiveFrom) : null],
        ['next', NEXT],
      ]),
    );
  });
}

const localOptions = (command: Command): Command =>
  ownerOptions(
    onlyWith(command, ['local'], ['socket', 'rpc', 'out'])
      .option('--local', 'sign at the meter, without the gateway, and write a file for `evlock chain submit`')
      .option(
        '--socket <address>',
        "requires --local: the secure world's socket",
        argument('--socket', readSocketAddress),
      )
      .option('--rpc <url>', 'requires --local: RPC endpoint (default: the first of the profile)', endpointArgument)
      .option('--out <file>', 'requires --local: file to write', 'replace.json'),
  );

export function registerRequestReplacement(replacement: Command, context: Context): void {
  const command = replacement
    .command('request')
    .summary('request on chain that the meter of this profile replaces another')
    .description(
      'Requests on chain that a new meter replaces the old one, 48 hours later. Your passkey approves it, and the account key signs it inside the secure world of the meter of this profile: the new meter, recovered from the recovery phrase and enrolled, or the old one if it still works. Until then the request can be cancelled.',
    )
    .argument('<old-meter-key>', 'meter key to be replaced', argument('<old-meter-key>', readAddress))
    .option('--by <meter-key>', 'the new meter key, if this is the old meter', argument('--by', readAddress))
    .action(async (oldKey: Address, options: RequestOptions) => request(oldKey, options.by ?? null, options, context));
  examples(localOptions(command), [
    'evlock replacement request 0x3c…9a',
    'evlock replacement request 0x3c…9a --local --socket /run/evlock/secure-world.sock --out replace.json',
  ]);
}

export function registerCancelReplacement(replacement: Command, context: Context): void {
  const command = replacement
    .command('cancel')
    .summary('cancel a requested replacement before it takes effect')
    .description(
      'Cancels a requested replacement within the 48 hours, by naming the old key as its own successor. Only the secure world of the old meter signs that, with your passkey: use the profile of the old meter. Do this at once if the request is not yours.',
    )
    .argument('<old-meter-key>', 'the active meter key', argument('<old-meter-key>', readAddress))
    .action(async (oldKey: Address, options: LocalOptions) => request(oldKey, oldKey, options, context));
  examples(localOptions(command), ['evlock replacement cancel 0x3c…9a']);
}
