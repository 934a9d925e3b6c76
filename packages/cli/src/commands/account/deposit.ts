/** `evlock account deposit AMOUNT`: pay tokens into the account, directly on chain. */
import { checksummed, contractsOf, type Money } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { positive, readMoney } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, repeatedUrl, show } from '../../input/options.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { fields, tokens } from '../../output/format.ts';
import { loadProfile, withWallet } from '../../session/session.ts';

interface DepositOptions extends OwnerOptions {
  readonly keyFile?: string;
  readonly rpc?: readonly string[];
}

const checkedBy = (endpoints: number): string =>
  endpoints > 1 ? `${endpoints} endpoints, in agreement` : 'a single endpoint, trusted alone';

export function registerDeposit(account: Command, context: Context): void {
  const command = account
    .command('deposit')
    .summary('pay tokens into your account, directly on chain')
    .description(
      "Pays tokens from a wallet into your account with two transactions of the wallet's key: an approval of exactly this amount, then the deposit. The gateway is not involved. Account and meter key come from the profile, where your secure world put them. Nothing is paid unless, according to every endpoint, this meter is active for this account and the contracts have the code of this version: use two endpoints of different providers.",
    )
    .argument('<amount>', 'tokens: 12.5', argument('<amount>', positive(readMoney)))
    .option('--key-file <file>', "the wallet's private key in hex, mode 0600 (EVLOCK_PRIVATE_KEY)")
    .option(
      '--rpc <url>',
      'RPC endpoint, repeatable; the first one sends (default: those of the profile)',
      repeatedUrl('--rpc'),
    )
    .action(async (amount: Money, options: DepositOptions) => {
      const profile = await loadProfile(context, options);
      const endpoints = options.rpc ?? profile.chain?.endpoints ?? [];
      const [endpoint] = endpoints;
      if (endpoint === undefined) throw wrongUsage('--rpc', 'is required: the profile names no chain.endpoints');
      const { account, deployment } = profile;
      const key = { keyFile: options.keyFile, option: '--key-file' };
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
  examples(ownerOptions(command), ['evlock account deposit 12.5 --key-file wallet.key'], true);
}
