/** `evlock replacement …`: replace a lost or damaged meter on chain. */
import { requireProven, type Shown } from '@evlock/owner';
import type { Address, ReplacementView } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { fields, utc } from '../output/format.ts';
import { proofRow, sentRow } from '../output/proof.ts';
import { withOwner } from '../session/session.ts';
import { registerCancelReplacement, registerRequestReplacement } from './replacement/request.ts';

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

export function register(replacement: Command, context: Context): void {
  replacement.description(
    'How to recover from a meter whose secure world is lost, damaged, rolled back or copied: `evlock meter recover` on a new meter, bind the passkey, enrol it, and request the replacement here. Step by step: docs/recovering.md.',
  );
  registerRequestReplacement(replacement, context);
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
  registerCancelReplacement(replacement, context);
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
