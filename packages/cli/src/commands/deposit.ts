/** `evlock deposit AMOUNT`: pay tokens into the account, straight on chain. */
import { checksummed, contractsOf, type Money } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readMoney } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { fields, tokens } from '../output/format.ts';
import { loadProfile, withWallet } from '../session/session.ts';

interface DepositOptions extends OwnerOptions {
  readonly walletKeyFile?: string;
  readonly endpoint?: readonly string[];
}

const checkedBy = (endpoints: number): string =>
  endpoints > 1 ? `${endpoints} endpoints that agree` : 'one endpoint alone: it was believed';

export function registerDeposit(program: Command, context: Context): void {
  const command = program
    .command('deposit')
    .summary('pay tokens into the account, straight on chain')
    .description(
      "Pays tokens of a wallet's key into your account, by two transactions of that key: an approval of exactly this amount, then the deposit. The gateway is not asked. Account and meter key are those of the profile, as your secure world told them; nothing is paid unless the chain has this meter active for this account, and the contracts have the code that this version was built with. Every endpoint must say so: two of different providers are worth more than one.",
    )
    .argument('<amount>', 'tokens: 12.5', argument('<amount>', readMoney))
    .option('--wallet-key-file <file>', "the wallet's private key in hex, mode 0600 (or EVLOCK_PRIVATE_KEY)")
    .option(
      '--endpoint <url>',
      'RPC endpoint (those of the profile), may be repeated; the first one sends',
      repeatedUrl('--endpoint'),
    )
    .action(async (amount: Money, options: DepositOptions) => {
      const profile = await loadProfile(context, options);
      const endpoints = options.endpoint ?? profile.chain?.endpoints ?? [];
      const [endpoint] = endpoints;
      if (endpoint === undefined) throw wrongUsage('--endpoint', 'is needed: the profile names no chain.endpoints');
      const { account, deployment } = profile;
      const key = { keyFile: options.walletKeyFile, option: '--wallet-key-file' };
      await withWallet(context, { endpoint, deployment: contractsOf(deployment), ...key }, async (own) => {
        const [{ deposit }, { openOwnersChain, requireOwnContracts }] = await Promise.all([
          import('@evlock/owner'),
          import('@evlock/owner/node'),
        ]);
        const chain = openOwnersChain({ endpoints, deployment }, context);
        const { transaction, block, gas } = await deposit(profile, amount, {
          chain,
          checkContracts: () => requireOwnContracts(endpoints, deployment),
          pay: (into, money) => own.deposit(into, money),
        });
        const agreeing = chain.endpoints;
        show(context, options, { account, amount, transaction, block, gas, endpoints: agreeing }, () =>
          fields([
            ['deposited', tokens(amount, deployment.tokenSymbol)],
            ['into account', checksummed(account)],
            ['checked by', checkedBy(agreeing)],
            ['from wallet', checksummed(own.address)],
            ['transaction', transaction],
            ['block', `${block}, ${gas} gas`],
          ]),
        );
      });
    });
  examples(ownerOptions(command), ['evlock deposit 12.5 --wallet-key-file wallet.key'], true);
}
