/** `evlock offers`: what can be bought now. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { offersTable } from '../views.ts';

export function registerOffers(program: Command, context: Context): void {
  const command = program
    .command('offers')
    .summary('list the open offers of the market')
    .description('Lists the open offers of the market, the lowest price first.')
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const offers = await owner.offers();
        show(context, options, { offers }, () => offersTable(offers, owner.market));
      });
    });
  examples(ownerOptions(command), ['evlock offers']);
}
