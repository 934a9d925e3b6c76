/** `evlock trades list`: the history of the account. */

import type { Owner } from '@evlock/owner';
import { TRADE_STATES, type TradeState } from '@evlock/protocol';
import { type Command, Option } from 'commander';
import type { Context } from '../../context.ts';
import { readInteger } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show, showLine } from '../../input/options.ts';
import { argument } from '../../input/usage.ts';
import { tradeLine, tradesTable } from '../../output/views.ts';
import { withOwner } from '../../session/session.ts';

interface TradesOptions extends OwnerOptions {
  readonly limit: number;
  readonly state?: TradeState;
  readonly follow?: true;
}

/** Every change of every trade, until Ctrl-C. */
async function followTrades(owner: Owner, options: TradesOptions, context: Context): Promise<void> {
  for await (const event of owner.events(context.signal)) {
    if (event.name !== 'trade') continue;
    const { data } = event;
    if (options.state !== undefined && data.state !== options.state) continue;
    showLine(context, options, data, () => `${data.id} ${tradeLine(data, owner.deployment)}`);
  }
}

export function registerListTrades(trades: Command, context: Context): void {
  const command = trades
    .command('list')
    .summary('list the trades of the account, newest first')
    .description(
      'Lists the trades of the account, newest first. PROVEN tells how far a trade was verified: signed by both meters; if the profile names RPC endpoints, also on chain; or NO, with the checks that failed.',
    )
    .option('--limit <number>', 'maximum number of trades, up to 200', argument('--limit', readInteger(1, 200)), 50)
    .addOption(new Option('--state <state>', 'list only trades in this state').choices(TRADE_STATES))
    .option('--follow', 'print every change until Ctrl-C')
    .action(async (options: TradesOptions) => {
      await withOwner(context, options, async (owner) => {
        if (options.follow) return followTrades(owner, options, context);
        const { limit, state } = options;
        const trades = await owner.trades(state === undefined ? { limit } : { limit, state });
        show(context, options, { trades }, () => tradesTable(trades, owner.accountAddress, owner.deployment));
      });
    });
  examples(ownerOptions(command), ['evlock trades list --state settled --limit 10', 'evlock trades list --follow']);
}
