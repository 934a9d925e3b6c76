/** `evlock stop TRADE`: end a delivery early. */
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import { readHash } from '../arguments.ts';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../options.ts';
import { withOwner } from '../session.ts';
import { argument } from '../usage.ts';

export function registerStop(program: Command, context: Context): void {
  const command = program
    .command('stop')
    .summary('end a delivery early; what was delivered stays payable')
    .description(
      'Ends the delivery of a trade early. Nothing is signed by the passkey: stopping is always allowed. Both meters sign a final receipt, what was delivered is paid and the rest refunded.',
    )
    .argument('<trade>', 'id of the trade', argument('<trade>', readHash))
    .action(async (trade: Bytes32, options: OwnerOptions) => {
      await withOwner(context, options, async (owner) => {
        await owner.stop(trade);
        show(
          context,
          options,
          { trade, stopped: true },
          () => `stopping ${trade}\nSee it end: evlock trade ${trade} --follow`,
        );
      });
    });
  examples(ownerOptions(command), ['evlock stop 0x91…c4']);
}
