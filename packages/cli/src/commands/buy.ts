/** `evlock buy OFFER`: take an offer. */

import type { Owner } from '@evlock/owner';
import { type Bytes32, type Energy, EvlockError, type Ppm, type Timestamp, type TradeView } from '@evlock/protocol';
import type { Command } from 'commander';
import { readEnergy, readFraction, readHash, readInteger } from '../arguments.ts';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show, timeArgument } from '../options.ts';
import { withOwner } from '../session.ts';
import { argument } from '../usage.ts';
import { tradeLine, tradeText } from '../views.ts';

interface BuyOptions extends OwnerOptions {
  readonly energy: Energy;
  readonly from?: Timestamp;
  readonly until?: Timestamp;
  readonly openBefore?: Timestamp;
  readonly lossBand?: Ppm;
  readonly minReputation?: number;
  readonly wait?: true;
}

/** Follows the trade to its end, a line on stderr for each change unless `silent`. Throws when it never opened. */
async function untilEnded(owner: Owner, trade: TradeView, context: Context, silent: boolean): Promise<TradeView> {
  let last = trade;
  for await (const view of owner.follow(trade.id, context.signal)) {
    if (!silent) context.err(tradeLine(view, owner.deployment));
    last = view;
  }
  if (last.state === 'failed')
    throw EvlockError.fromBody({ code: last.error ?? 'SUBMISSION_FAILED', details: { trade: last.id } });
  return last;
}

export function registerBuy(program: Command, context: Context): void {
  const command = program
    .command('buy')
    .summary('take an offer: sign a mandate with the passkey, lock the money on chain')
    .description(
      'Takes an offer. Your passkey signs a mandate for exactly this bid, with what the trade locks as its money cap; the meter signs the bid inside it. What is not delivered is refunded.',
    )
    .argument('<offer>', 'hash of the offer, from `evlock offers`', argument('<offer>', readHash))
    .requiredOption('--energy <energy>', 'exactly how much: 1kWh', argument('--energy', readEnergy))
    .option('--from <time>', "when delivery starts (the offer's start)", timeArgument('--from', context))
    .option('--until <time>', "when delivery ends (the offer's end)", timeArgument('--until', context))
    .option(
      '--open-before <time>',
      "not to be opened at or after (the offer's)",
      timeArgument('--open-before', context),
    )
    .option(
      '--loss-band <fraction>',
      "allowed difference of the meters (the offer's)",
      argument('--loss-band', readFraction),
    )
    .option(
      '--min-reputation <number>',
      'least reputation of the seller (-3)',
      argument('--min-reputation', readInteger(-(2 ** 31), 2 ** 31 - 1)),
    )
    .option('--wait', 'follow the trade until it has ended on chain')
    .action(async (offer: Bytes32, options: BuyOptions) => {
      await withOwner(context, options, async (owner) => {
        const { energy, from: start, until: end, openBefore, lossBand: lossBandPpm, minReputation } = options;
        const bought = await owner.buy(offer, { energy, start, end, openBefore, lossBandPpm, minReputation });
        const trade = options.wait ? await untilEnded(owner, bought, context, options.json === true) : bought;
        const next = options.wait ? '' : `\nSee it delivered: evlock trade ${trade.id} --follow`;
        show(context, options, trade, () => `${tradeText(trade, owner.deployment)}${next}`);
      });
    });
  examples(ownerOptions(command), ['evlock buy 0x5f…e1 --energy 1kWh --wait'], true);
}
