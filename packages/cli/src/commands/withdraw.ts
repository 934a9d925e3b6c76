/** `evlock withdraw AMOUNT`: take free money out of the market. */
import type { Address, Money } from '@evlock/protocol';
import type { Command } from 'commander';
import { readAddress, readMoney } from '../arguments.ts';
import { readConsoleAddress } from '../console.ts';
import type { Context } from '../context.ts';
import { fields, tokens } from '../format.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { argument, wrongUsage } from '../usage.ts';
import { type LocalWithdrawal, withdrawLocally } from './withdraw-local.ts';

interface GatewayWithdrawal extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
}

interface WithdrawOptions extends LocalWithdrawal {
  readonly local?: true;
}

const readAmount = (text: string): Money | 'all' => (text === 'all' ? text : readMoney(text));

async function withdrawByGateway(amount: Money, options: GatewayWithdrawal, context: Context): Promise<void> {
  await withOwner(context, options, async (owner) => {
    const { to, fee } = options;
    const { transaction } = await owner.withdraw(
      fee === undefined ? { to, amount } : { to, amount, submitterFee: fee },
    );
    show(context, options, { amount, to, transaction }, () =>
      fields([
        ['withdrawn', tokens(amount, owner.market.tokenSymbol)],
        ['to', to],
        ['transaction', transaction],
      ]),
    );
  });
}

async function withdraw(amount: Money | 'all', options: WithdrawOptions, context: Context): Promise<void> {
  if (options.local) return withdrawLocally(amount, options, context);
  if (amount === 'all') throw wrongUsage('<amount>', 'can be `all` with --local only');
  if (options.socket) throw wrongUsage('--socket', 'stands with --local only');
  return withdrawByGateway(amount, options, context);
}

export function registerWithdraw(program: Command, context: Context): void {
  const command = program
    .command('withdraw')
    .summary('take free money out of the market')
    .description(
      "Takes free money out of the market. Your passkey signs the withdrawal; the meter's secure world signs it for the chain, and only to an address on its own list. With --local the gateway is not asked: the withdrawal is signed at the meter's console and written to a file, which `evlock submit` puts on chain by any key.",
    )
    .argument('<amount>', 'tokens: 12.5, or with --local `all`', argument('<amount>', readAmount))
    .requiredOption('--to <address>', "an address on the meter's list", argument('--to', readAddress))
    .option('--fee <tokens>', 'what the submitter may keep (0)', argument('--fee', readMoney))
    .option('--local', 'sign at the meter, without the gateway, into a file')
    .option('--socket <address>', "with --local: the secure world's socket", argument('--socket', readConsoleAddress))
    .option('--endpoint <url>', 'with --local: RPC endpoint (the one of the profile)')
    .option('--out <file>', 'with --local: file to write', 'withdrawal.json')
    .action((amount: Money | 'all', options: WithdrawOptions) => withdraw(amount, options, context));
  examples(
    ownerOptions(command),
    [
      'evlock withdraw 12.5 --to 0x3c…9a',
      'evlock withdraw all --to 0x3c…9a --local --socket /run/evlock/secure-world.sock --out withdrawal.json',
    ],
    true,
  );
}
