/** `evlock withdraw AMOUNT`: take free money out of the market. */
import type { Address, Money } from '@evlock/protocol';
import type { Command } from 'commander';
import { readAddress, readMoney } from '../arguments.ts';
import type { Context } from '../context.ts';
import { fields, tokens } from '../format.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { argument } from '../usage.ts';

interface WithdrawOptions extends OwnerOptions {
  readonly to: Address;
  readonly fee?: Money;
}

export function registerWithdraw(program: Command, context: Context): void {
  const command = program
    .command('withdraw')
    .summary('take free money out of the market')
    .description(
      "Takes free money out of the market. Your passkey signs the withdrawal; the meter's secure world signs it for the chain, and only to an address on its own list.",
    )
    .argument('<amount>', 'tokens: 12.5', argument('<amount>', readMoney))
    .requiredOption('--to <address>', "an address on the meter's list", argument('--to', readAddress))
    .option('--fee <tokens>', 'what the submitter may keep (0)', argument('--fee', readMoney))
    .action(async (amount: Money, options: WithdrawOptions) => {
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
    });
  examples(ownerOptions(command), ['evlock withdraw 12.5 --to 0x3c…9a'], true);
}
