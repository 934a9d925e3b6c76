/** `evlock trades stop TRADE`: end a delivery early. */
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { readHash } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { withOwner } from '../../session/session.ts';

export function registerStopTrade(trades: Command, context: Context): void {
  const command = trades
    .command('stop')
    .summary('end a delivery early; what was delivered stays payable')
    .description(
      'Ends the delivery of a trade early. It needs no passkey: stopping is always allowed. Both meters sign a final receipt; what was delivered is paid for, and the rest is refunded.',
    )
    .argument('<trade>', 'id of the trade', argument('<trade>', readHash))
    .action(async (trade: Bytes32, options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        await owner.stop(trade);
        show(
          context,
          options,
          { trade, stopped: true },
          () => `stopping ${trade}\nFollow it: evlock trades show ${trade} --follow`,
        );
      });
    });
  examples(ownerOptions(command), ['evlock trades stop 0x91…c4']);
}
