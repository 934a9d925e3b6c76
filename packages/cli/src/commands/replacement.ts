/** `evlock replacement …`: replace a lost or damaged meter on chain. */
import { requireProven, type Shown } from '@evlock/owner';
import type { Address, ReplacementView } from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readAddress } from '../input/arguments.ts';
import { endpointArgument, examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { onlyWith } from '../input/stray.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { readSocketAddress } from '../meter/provisioning-socket.ts';
import { fields, utc } from '../output/format.ts';
import { proofRow, sentRow } from '../output/proof.ts';
import { withOwner } from '../session/session.ts';
import { replaceLocally } from './replacement/local.ts';

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

function progress({ activeMeter, pending, time, verdict }: Shown<ReplacementView>, ownMeter: Address): string {
  const rows: (readonly [string, string | null])[] = [
    proofRow(verdict),
    ['active meter', activeMeter === null ? 'none' : `${activeMeter}${activeMeter === ownMeter ? ' (this one)' : ''}`],
  ];
  if (!pending) return fields([...rows, ['pending', 'no replacement']]);
  const { newMeterKey, effectiveFrom, due } = pending;
  const hours = Math.ceil((effectiveFrom - time) / 3600);
  return fields([
    ...rows,
    ['to be replaced by', newMeterKey],
    ['takes effect', due ? `now: since ${utc(effectiveFrom)}` : `${utc(effectiveFrom)}, in ${hours} h`],
    ['can be cancelled', due ? 'no longer' : 'until then: evlock replacement cancel'],
    ['next', due ? 'the first order of the new meter activates it, or: evlock replacement finish' : null],
  ]);
}

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

function registerRequest(replacement: Command, context: Context): void {
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

function registerCancel(replacement: Command, context: Context): void {
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

export function register(replacement: Command, context: Context): void {
  replacement.description(
    'How to recover from a meter whose secure world is lost, damaged, rolled back or copied: `evlock meter recover` on a new meter, bind the passkey, enrol it, and request the replacement here. Step by step: docs/recovering.md.',
  );
  registerRequest(replacement, context);
  const showing = replacement
    .command('show')
    .summary('show the active meter, and when a replacement takes effect')
    .description("Shows the account's active meter and the pending replacement, in chain time.")
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const view = await owner.replacement();
        show(context, options, view, () => progress(view, owner.meterKey));
      });
    });
  examples(ownerOptions(showing), ['evlock replacement show']);
  registerCancel(replacement, context);
  const finish = replacement
    .command('finish')
    .summary('activate the new meter, once the 48 hours are over')
    .description('Finishes a replacement that is due. The first order of the new meter does the same.')
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const { transaction, verdict } = requireProven('transaction', await owner.finishReplacement());
        show(context, options, { transaction, verdict }, () => fields([['finished', transaction], sentRow(verdict)]));
      });
    });
  examples(ownerOptions(finish), ['evlock replacement finish']);
  examples(replacement, ['evlock replacement request 0x3c…9a', 'evlock replacement show']);
}
