/** `evlock trades show ID`: one trade with everything signed, paid and spent. */
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readHash } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show, showLine } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { tradeLine, tradeText } from '../../output/views.ts';
import { withOwner } from '../../session/session.ts';

interface TradeOptions extends OwnerOptions {
  readonly follow?: true;
}

export function registerShowTrade(trades: Command, context: Context): void {
  const command = trades
    .command('show')
    .summary('show one trade: receipts, money, gas, blocks')
    .description('Shows one trade: both orders, what each meter signed, the money, and its state on chain.')
    .argument('<trade>', 'id of the trade', argument('<trade>', readHash))
    .option('--follow', 'print every change until it has ended')
    .action(async (id: Bytes32, options: TradeOptions) => {
      await withOwner(context, options, async (owner) => {
        if (!options.follow) {
          const trade = await owner.trade(id);
          return show(context, options, trade, () => tradeText(trade, owner.deployment));
        }
        for await (const trade of owner.follow(id, context.signal)) {
          showLine(context, options, trade, () => tradeLine(trade, owner.deployment));
        }
      });
    });
  examples(ownerOptions(command), ['evlock trades show 0x91…c4', 'evlock trades show 0x91…c4 --follow']);
}
