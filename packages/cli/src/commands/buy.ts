/** `evlock buy OFFER`: take an offer. */

import type { Owner, Shown } from '@evlock/owner';
import {
  type Bytes32,
  type Energy,
  EvlockError,
  lock,
  type OfferView,
  type Ppm,
  type Price,
  type Timestamp,
  type TradeView,
} from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { readEnergy, readFraction, readHash, readInteger, readPrice } from '../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show, timeArgument } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { fields, kWh, perKwh, tokens, utc } from '../output/format.ts';
import { proofRow } from '../output/proof.ts';
import { tradeLine, tradeText } from '../output/views.ts';
import { withOwner } from '../session/session.ts';

interface BuyOptions extends OwnerOptions {
  readonly energy: Energy;
  readonly maxPrice?: Price;
  readonly from?: Timestamp;
  readonly until?: Timestamp;
  readonly openBefore?: Timestamp;
  readonly lossBand?: Ppm;
  readonly minReputation?: number;
  readonly wait?: true;
}

/** Follows the trade to its end, a line on stderr for each change unless `silent`. Throws when it never opened. */
async function untilEnded(
  owner: Owner,
  trade: Shown<TradeView>,
  context: Context,
  silent: boolean,
): Promise<Shown<TradeView>> {
  let last = trade;
  for await (const view of owner.follow(trade.id, context.signal)) {
    if (!silent) context.err(tradeLine(view, owner.deployment));
    last = view;
  }
  if (last.state === 'failed')
    throw EvlockError.fromBody({ code: last.error ?? 'SUBMISSION_FAILED', details: { trade: last.id } });
  return last;
}

/** What the offer's meter signed, and not what the gateway says of it. */
function offerText(offer: Shown<OfferView>, energy: Energy, { deployment: { tokenSymbol } }: Owner): string {
  const { order } = offer.offer;
  return fields([
    ['offer', offer.hash],
    ['price', perKwh(order.price, tokenSymbol)],
    ['for', `${kWh(energy)}: at most ${tokens(lock(energy, order.price), tokenSymbol)}`],
    ['delivery', `${utc(order.start)} to ${utc(order.end)}`],
    ['seller', order.account],
    ['  meter key', order.meterKey],
    proofRow(offer.verdict),
  ]);
}

/** The most that may be paid: as it was given, or as it was shown and agreed to at this terminal. Throws `CANCELLED`. */
async function agreedPrice(
  owner: Owner,
  offer: Shown<OfferView>,
  { energy, maxPrice, json }: BuyOptions,
  context: Context,
): Promise<Price> {
  if (maxPrice !== undefined) return maxPrice;
  if (!context.terminal || json) {
    throw wrongUsage('--max-price', 'is needed where the output is not a terminal, or is JSON: nobody sees the price');
  }
  context.err(offerText(offer, energy, owner));
  const answer = await context.ask('Buy at this price? Type yes: ');
  if (!/^y(es)?$/i.test(answer.trim())) throw new EvlockError('CANCELLED');
  return offer.offer.order.price;
}

export function registerBuy(program: Command, context: Context): void {
  const command = program
    .command('buy')
    .summary('take an offer: sign a mandate with the passkey, lock the money on chain')
    .description(
      'Takes an offer. Nothing of it is believed that its meter did not sign; where the profile names RPC endpoints, its meter must be admitted on chain. Above --max-price it is refused; without one, what is signed is shown and asked for at the terminal. Your passkey signs a mandate for exactly this bid, with what the trade locks as its money cap; the meter signs the bid inside it. What is not delivered is refunded.',
    )
    .argument('<offer>', 'hash of the offer, from `evlock offers`', argument('<offer>', readHash))
    .requiredOption('--energy <energy>', 'exactly how much: 1kWh', argument('--energy', readEnergy))
    .option(
      '--max-price <price>',
      'the most to pay, tokens per kWh: 0.12 (shown and asked for at a terminal)',
      argument('--max-price', readPrice),
    )
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
    .action(async (hash: Bytes32, options: BuyOptions) => {
      await withOwner(context, options, async (owner) => {
        const offer = await owner.takeableOffer(hash);
        const maxPrice = await agreedPrice(owner, offer, options, context);
        const { energy, from: start, until: end, openBefore, lossBand: lossBandPpm, minReputation } = options;
        const bought = await owner.buy(offer, { energy, maxPrice, start, end, openBefore, lossBandPpm, minReputation });
        const trade = options.wait ? await untilEnded(owner, bought, context, options.json === true) : bought;
        const next = options.wait ? '' : `\nSee it delivered: evlock trade ${trade.id} --follow`;
        show(context, options, trade, () => `${tradeText(trade, owner.deployment)}${next}`);
      });
    });
  examples(
    ownerOptions(command),
    ['evlock buy 0x5f…e1 --energy 1kWh', 'evlock buy 0x5f…e1 --energy 1kWh --max-price 0.12 --wait'],
    true,
  );
}
