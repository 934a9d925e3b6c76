/** `evlock account balance`: the account's money, and its meter. */
import type { OwnerProfile } from '@evlock/owner/node';
import type { Address } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { accountText, type ChainBalance } from '../../output/views.ts';
import { withOwner } from '../../session/session.ts';

/** What the chain itself shows, through an endpoint of the owner's choice. */
async function onChain(context: Context, profile: OwnerProfile, account: Address): Promise<ChainBalance | null> {
  if (!profile.chain) return null;
  const { openOwnersChain } = await import('@evlock/owner/node');
  const chain = openOwnersChain({ endpoints: profile.chain.endpoints, deployment: profile.deployment }, context);
  const { balance, locked } = await chain.account(account);
  return { balance, locked };
}

export function registerBalance(account: Command, context: Context): void {
  const command = account
    .command('balance')
    .summary('show free and locked money, and the meter')
    .description(
      'Shows free and locked money, reputation and the meter, as reported by the gateway. If the profile names RPC endpoints, money, enrolment and reputation are compared with the chain, and differences are shown.',
    )
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner, profile) => {
        const account = await owner.account();
        const chain = await onChain(context, profile, profile.account);
        const { minimumLot } = owner.deployment;
        show(context, options, { account, chain, minimumLot }, () => accountText(account, chain, owner.deployment));
      });
    });
  examples(ownerOptions(command), ['evlock account balance']);
}
