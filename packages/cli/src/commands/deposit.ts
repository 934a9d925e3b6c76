/** `evlock deposit AMOUNT`: pay tokens into the account, straight on chain. */
import type { OwnerProfile } from '@evlock/owner/node';
import { type Address, checksummed, contractsOf, EvlockError, type Money } from '@evlock/protocol';
import type { Command } from 'commander';
import { checkPayable, readAddress, readMoney } from '../arguments.ts';
import { chainReader } from '../chain.ts';
import type { Context } from '../context.ts';
import { fields, tokens } from '../format.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { loadProfile, withWallet } from '../session.ts';
import { argument, wrongUsage } from '../usage.ts';

interface DepositOptions extends OwnerOptions {
  readonly walletKeyFile?: string;
  readonly endpoint?: string;
  readonly account?: Address;
}

/** The account that the chain, not the gateway, has for the meter. Throws `NOT_ENROLLED`. */
async function accountOnChain(context: Context, endpoint: string, profile: OwnerProfile): Promise<Address> {
  const reader = await chainReader(context, endpoint, profile.deployment);
  const meter = await reader.meter(profile.meterKey);
  if (!meter) throw new EvlockError('NOT_ENROLLED', { meterKey: profile.meterKey });
  return meter.account;
}

export function registerDeposit(program: Command, context: Context): void {
  const command = program
    .command('deposit')
    .summary('pay tokens into the account, straight on chain')
    .description(
      "Pays tokens of a wallet's key into the account of your meter, by two transactions of that key: an approval of exactly this amount, then the deposit. The gateway is not asked; the account is read from the chain.",
    )
    .argument('<amount>', 'tokens: 12.5', argument('<amount>', readMoney))
    .option('--wallet-key-file <file>', "the wallet's private key in hex, mode 0600 (or EVLOCK_PRIVATE_KEY)")
    .option('--endpoint <url>', 'RPC endpoint (the one of the profile)')
    .option('--account <address>', "another account than the meter's", argument('--account', readAddress))
    .action(async (amount: Money, options: DepositOptions) => {
      const profile = await loadProfile(context, options);
      const endpoint = options.endpoint ?? profile.chain?.endpoints[0];
      if (endpoint === undefined) throw wrongUsage('--endpoint', 'is needed: the profile names no chain.endpoints');
      const key = { keyFile: options.walletKeyFile, option: '--wallet-key-file' };
      const wallet = { endpoint, deployment: contractsOf(profile.deployment), ...key };
      if (options.account) checkPayable('--account', options.account, profile.deployment);
      await withWallet(context, wallet, async (own) => {
        const account = options.account ?? (await accountOnChain(context, endpoint, profile));
        const { transaction, block, gas } = await own.deposit(account, amount);
        show(context, options, { account, amount, transaction, block, gas }, () =>
          fields([
            ['deposited', tokens(amount, profile.deployment.tokenSymbol)],
            ['into account', checksummed(account)],
            ['from wallet', checksummed(own.address)],
            ['transaction', transaction],
            ['block', `${block}, ${gas} gas`],
          ]),
        );
      });
    });
  examples(ownerOptions(command), ['evlock deposit 12.5 --wallet-key-file wallet.key'], true);
}
