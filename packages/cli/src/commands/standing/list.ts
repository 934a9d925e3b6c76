/** `evlock standing list`: what trades by itself, and what keeps it from trading. */
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { standingTable } from '../../output/standing.ts';
import { withOwner } from '../../session/session.ts';

export function registerListStanding(standing: Command, context: Context): void {
  const command = standing
    .command('list')
    .summary('list your standing orders')
    .description(
      'Lists the standing orders of your meter, newest first: the gateway tells what they have traded and what they wait for. Their trades are in `evlock trades list`, each verified.',
    )
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const standingOrders = await owner.standingOrders();
        show(context, options, { standingOrders }, () =>
          standingTable(standingOrders, owner.deployment, context.clock.now()),
        );
      });
    });
  examples(ownerOptions(command), ['evlock standing list']);
}
