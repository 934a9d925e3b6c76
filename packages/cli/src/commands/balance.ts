/** `evlock balance`: the account's money, and its meter. */
import type { OwnerProfile } from '@evlock/owner/node';
import type { Address } from '@evlock/protocol';
import type { Command } from 'commander';
import { chainReader } from '../chain.ts';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { accountText, type ChainBalance } from '../views.ts';

/** What the chain itself says, through an endpoint of the owner's choice. */
async function onChain(context: Context, profile: OwnerProfile, account: Address): Promise<ChainBalance | null> {
  if (!profile.chain) return null;
  const reader = await chainReader(context, profile.chain.endpoints[0] ?? '', profile.deployment);
  const { balance, locked } = await reader.account(account);
  return { balance, locked };
}

export function registerBalance(program: Command, context: Context): void {
  const command = program
    .command('balance')
    .summary('show free and locked money, and the meter')
    .description(
      'Shows free and locked money, reputation and the meter, as the gateway tells it; the money is compared with the chain where the profile names an RPC endpoint.',
    )
    .action(async (options: OwnerOptions) => {
      await withOwner(context, options, async (owner, profile) => {
        const account = await owner.account();
        const chain = await onChain(context, profile, account.account);
        const { minimumLot } = owner.deployment;
        show(context, options, { account, chain, minimumLot }, () => accountText(account, chain, owner.deployment));
      });
    });
  examples(ownerOptions(command), ['evlock balance']);
}
