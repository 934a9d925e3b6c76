/** `evlock cancel ORDER`: withdraw an order on chain. */
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import { readHash } from '../arguments.ts';
import type { Context } from '../context.ts';
import { fields } from '../format.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { argument } from '../usage.ts';

export function registerCancel(program: Command, context: Context): void {
  const command = program
    .command('cancel')
    .summary('withdraw an order of yours, on chain')
    .description(
      'Withdraws an order that has opened no trade. Your passkey signs the cancel, the meter signs it for the chain. To end a running trade use `evlock stop`.',
    )
    .argument('<order>', 'hash of the order', argument('<order>', readHash))
    .action(async (order: Bytes32, options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        const { transaction } = await owner.cancel(order);
        show(context, options, { order, transaction }, () =>
          fields([
            ['cancelled', order],
            ['transaction', transaction],
          ]),
        );
      });
    });
  examples(ownerOptions(command), ['evlock cancel 0x5f…e1']);
}
