/** `evlock offers`: what can be bought now. */
import { OFFERS_PAGE } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readInteger } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { argument } from '../input/usage.ts';
import { offersTable } from '../output/views.ts';
import { withOwner } from '../session/session.ts';

interface OffersOptions extends OwnerOptions {
  readonly limit: number;
  readonly all?: true;
}

export function registerOffers(program: Command, context: Context): void {
  const command = program
    .command('offers')
    .summary('list the open offers of the market')
    .description(
      'Lists the open offers of the market, the lowest price first. Where there are more than the limit, the cheapest of every seller come before the second cheapest of any, so that nobody is pushed off the list. PROVEN says how far an offer is: signed by its meter, also admitted and not cancelled on chain where the profile names RPC endpoints, or NO with what does not hold.',
    )
    .option(
      '--limit <number>',
      'at most this many',
      argument('--limit', readInteger(1, Number.MAX_SAFE_INTEGER)),
      OFFERS_PAGE,
    )
    .option('--all', 'all of them')
    .action(async (options: OffersOptions) => {
      await withOwner(context, options, async (owner) => {
        const { offers, more } = await owner.offers(options.all ? Number.POSITIVE_INFINITY : options.limit);
        const cheapestFirst = offers.toSorted((one, other) => Number(one.offer.order.price - other.offer.order.price));
        show(context, options, { offers: cheapestFirst, more }, () => {
          const table = offersTable(cheapestFirst, owner.deployment);
          return more ? `${table}\nThere are more: evlock offers --all` : table;
        });
      });
    });
  examples(ownerOptions(command), ['evlock offers', 'evlock offers --all']);
}
