/** `evlock replace …`: put a new meter in the place of a lost or damaged one. */
import { requireProven, type Shown } from '@evlock/owner';
import type { Address, ReplacementView } from '@evlock/protocol';
import type { SecureWorldAddress } from '@evlock/secure-world';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readAddress } from '../input/arguments.ts';
import { endpointArgument, examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { readConsoleAddress } from '../meter/provisioning-socket.ts';
import { fields, utc } from '../output/format.ts';
import { proofRow, sentRow } from '../output/proof.ts';
import { withOwner } from '../session/session.ts';
import { replaceLocally } from './replace-local.ts';

interface LocalOptions extends OwnerOptions {
  readonly local?: true;
  readonly socket?: SecureWorldAddress;
  readonly endpoint?: string;
  readonly out: string;
}

interface RequestOptions extends LocalOptions {
  readonly by?: Address;
}

const NEXT = 'evlock replace status';

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
    ['can be withdrawn', due ? 'no longer' : 'until then: evlock replace withdraw'],
    ['next', due ? 'the first order of the new meter finishes it, or: evlock replace finish' : null],
  ]);
}

async function request(oldKey: Address, newKey: Address | null, options: LocalOptions, context: Context) {
  if (options.local) {
    const { socket, endpoint, out } = options;
    if (!socket) throw wrongUsage('--socket', 'is needed with --local');
    return replaceLocally({ ...options, oldKey, newKey, socket, endpoint, out }, context);
  }
  if (options.socket) throw wrongUsage('--socket', 'requires --local');
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
    command
      .option('--local', 'sign at the meter, without the gateway, into a file for `evlock submit`')
      .option('--socket <address>', "with --local: the secure world's socket", argument('--socket', readConsoleAddress))
      .option('--endpoint <url>', 'with --local: RPC endpoint (the one of the profile)', endpointArgument)
      .option('--out <file>', 'with --local: file to write', 'replace.json'),
  );

function registerRequest(replace: Command, context: Context): void {
  const command = replace
    .command('request')
    .summary('ask on chain that the meter of this profile takes the place of another')
    .description(
      'Asks on chain that a new meter takes the place of the old one, 48 hours later. Your passkey approves it, and the account key signs it inside the secure world of the meter of this profile: the new one, restored from the 24 words and enrolled, or the old one where it still lives. Until then it can be withdrawn.',
    )
    .argument('<old-meter-key>', 'meter key that is to be replaced', argument('<old-meter-key>', readAddress))
    .option('--by <meter-key>', 'the new meter key, where this is the old meter', argument('--by', readAddress))
    .action(async (oldKey: Address, options: RequestOptions) => request(oldKey, options.by ?? null, options, context));
  examples(localOptions(command), [
    'evlock replace request 0x3c…9a',
    'evlock replace request 0x3c…9a --local --socket /run/evlock/secure-world.sock --out replace.json',
  ]);
}

function registerWithdrawal(replace: Command, context: Context): void {
  const command = replace
    .command('withdraw')
    .summary('take a requested replacement back before it takes effect')
    .description(
      'Withdraws a requested replacement, until the 48 hours are over: the old key is named as its own successor. Only the secure world of the old meter signs that, with your passkey: so use the profile of the old meter. Do this at once when a request is not yours.',
    )
    .argument('<old-meter-key>', 'the active meter key', argument('<old-meter-key>', readAddress))
    .action(async (oldKey: Address, options: LocalOptions) => request(oldKey, oldKey, options, context));
  examples(localOptions(command), ['evlock replace withdraw 0x3c…9a']);
}

export function registerReplace(program: Command, context: Context): void {
  const replace = program
    .command('replace')
    .summary('put a new meter in the place of a lost or damaged one')
    .description(
      'The one way back for a meter whose secure world is lost, damaged, rolled back or copied: `evlock restore` the 24 words on a new meter, bind the passkey, enrol it, and request the replacement here. docs/recovering.md tells it step by step.',
    );
  registerRequest(replace, context);
  const status = replace
    .command('status')
    .summary('which meter is active, and when a replacement takes effect')
    .description('Shows the active meter of the account and the pending replacement, by the time of the chain.')
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const view = await owner.replacement();
        show(context, options, view, () => progress(view, owner.meterKey));
      });
    });
  examples(ownerOptions(status), ['evlock replace status']);
  registerWithdrawal(replace, context);
  const finish = replace
    .command('finish')
    .summary('put the new meter in force, once the 48 hours are over')
    .description('Finishes a replacement that is due. The first order of the new meter does the same by itself.')
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const { transaction, verdict } = requireProven('transaction', await owner.finishReplacement());
        show(context, options, { transaction, verdict }, () => fields([['finished', transaction], sentRow(verdict)]));
      });
    });
  examples(ownerOptions(finish), ['evlock replace finish']);
  examples(replace, ['evlock replace request 0x3c…9a', 'evlock replace status']);
}
