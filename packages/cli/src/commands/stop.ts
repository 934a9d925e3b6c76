/** `evlock stop TRADE`: end a delivery early. */
import type { Bytes32 } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readHash } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { argument } from '../input/usage.ts';
import { withOwner } from '../session/session.ts';

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
