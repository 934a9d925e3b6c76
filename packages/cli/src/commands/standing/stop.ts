/** `evlock standing stop ORDER`: stop a standing order, and revoke its mandate. */
import { requireProven } from '@evlock/owner';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readMandateId } from '../../input/mandate-id.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { standingText } from '../../output/standing.ts';
import { withOwner } from '../../session/session.ts';

export function registerStopStanding(standing: Command, context: Context): void {
  const command = standing
    .command('stop')
    .summary('stop a standing order, and cancel every order that your meter has signed')
    .description(
      'Nothing is traded by it from now on. Its mandate is revoked, which cancels on chain every order of the meter that has opened no trade; while the meter is off line it is `stopping`. It needs no passkey. An open trade continues.',
    )
    .argument('<order>', 'number of the standing order', argument('<order>', readMandateId))
    .action(async (id: number, options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const stopped = requireProven('standing order', await owner.stopStandingOrder(id));
        show(context, options, stopped, () => standingText(stopped, owner.deployment));
      });
    });
  examples(ownerOptions(command), ['evlock standing stop 1795354200']);
}
