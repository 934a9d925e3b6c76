/** `evlock mandates revoke MANDATE`: revoke a mandate, and cancel every order that the meter has signed. */
import { requireProven } from '@evlock/owner';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readMandateId } from '../../input/mandate-id.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { fields } from '../../output/format.ts';
import { sentRow } from '../../output/proof.ts';
import { withOwner } from '../../session/session.ts';

export function registerRevokeMandate(mandates: Command, context: Context): void {
  const command = mandates
    .command('revoke')
    .summary('revoke a mandate, and cancel every order that your meter has signed')
    .description(
      'Removes a mandate from the meter, and cancels on chain every order of the meter that has opened no trade. It needs no passkey: stopping is always allowed. Open trades continue.',
    )
    .argument('<mandate>', 'number of the mandate', argument('<mandate>', readMandateId))
    .action(async (mandateId: number, options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const done = requireProven('transaction', await owner.revoke(mandateId));
        const { transaction, unknown, verdict } = done;
        show(context, options, { mandateId, ...done }, () =>
          fields([
            unknown ? ['not revoked', `your meter has no mandate ${mandateId}`] : ['revoked', String(mandateId)],
            ['orders', transaction === null ? 'there was none to cancel' : 'all cancelled'],
            ['transaction', transaction],
            transaction === null ? ['on chain', null] : sentRow(verdict),
          ]),
        );
      });
    });
  examples(ownerOptions(command), ['evlock mandates revoke 1795354200']);
}
