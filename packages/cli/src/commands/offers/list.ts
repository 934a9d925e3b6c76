/** `evlock offers list`: what can be bought now. */
import { OFFERS_PAGE } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readInteger } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { offersTable } from '../../output/views.ts';
import { withOwner } from '../../session/session.ts';

interface OffersOptions extends OwnerOptions {
  readonly limit: number;
  readonly all?: true;
}

export function registerListOffers(offers: Command, context: Context): void {
  const command = offers
    .command('list')
    .summary('list the open offers of the market')
    .description(
      'Lists the open offers, lowest price first. If there are more than the limit, the cheapest offer of each seller comes before the second cheapest of any, so that no seller is pushed off the list. PROVEN tells how far an offer was verified: signed by its meter; if the profile names RPC endpoints, also enrolled and not cancelled on chain; or NO, with the checks that failed.',
    )
    .option(
      '--limit <number>',
      'maximum number of offers',
      argument('--limit', readInteger(1, Number.MAX_SAFE_INTEGER)),
      OFFERS_PAGE,
    )
    .option('--all', 'list all offers')
    .action(async (options: OffersOptions) => {
      await withOwner(context, options, async (owner) => {
        const { offers, more } = await owner.offers(options.all ? Number.POSITIVE_INFINITY : options.limit);
        const cheapestFirst = offers.toSorted((one, other) => Number(one.offer.order.price - other.offer.order.price));
        show(context, options, { offers: cheapestFirst, more }, () => {
          const table = offersTable(cheapestFirst, owner.deployment);
          return more ? `${table}\nMore offers: evlock offers list --all` : table;
        });
      });
    });
  examples(ownerOptions(command), ['evlock offers list', 'evlock offers list --all']);
}
