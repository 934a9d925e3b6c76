/** `evlock offers buy OFFER`: buy from an offer. */

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
import type { Context } from '../../context.ts';
import { positive, readEnergy, readFraction, readHash, readInteger, readPrice } from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show, timeArgument } from '../../input/options.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { fields, kWh, perKwh, tokens, utc } from '../../output/format.ts';
import { proofRow } from '../../output/proof.ts';
import { tradeLine, tradeText } from '../../output/views.ts';
import { withOwner } from '../../session/session.ts';

interface BuyOptions extends OwnerOptions {
  readonly energy: Energy;
  readonly maxPrice?: Price;
  readonly from?: Timestamp;
  readonly until?: Timestamp;
  readonly openBefore?: Timestamp;
  readonly lossBand?: Ppm;
  readonly minReputation?: number;
  readonly follow?: true;
}

/** Follows the trade to its end, one line on stderr per change unless `silent`. Throws when it never opened. */
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

/** What the offer's meter signed, not what the gateway claims. */
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

/** The limit price: as given, or as shown and confirmed at this terminal. Throws `CANCELLED`. */
async function agreedPrice(
  owner: Owner,
  offer: Shown<OfferView>,
  { energy, maxPrice, json }: BuyOptions,
  context: Context,
): Promise<Price> {
  if (maxPrice !== undefined) return maxPrice;
  if (!context.terminal || json) {
    throw wrongUsage('--max-price', 'is required without a terminal or with --json: nobody could confirm the price');
  }
  context.err(offerText(offer, energy, owner));
  const answer = await context.ask('Buy at this price? Type yes: ');
  if (!/^y(es)?$/i.test(answer.trim())) throw new EvlockError('CANCELLED');
  return offer.offer.order.price;
}

export function registerBuyOffer(offers: Command, context: Context): void {
  const command = offers
    .command('buy')
    .summary('buy energy: approve a mandate with your passkey and lock the money on chain')
    .description(
      'Buys from an offer. Only what its meter signed is trusted; if the profile names RPC endpoints, that meter must also be enrolled on chain. An offer above --max-price is refused; without --max-price you confirm the price at the terminal. Your passkey signs a mandate for exactly this bid, capped at the money that the trade locks, and your meter signs the bid within it. Energy that is not delivered is refunded.',
    )
    .argument('<offer>', 'hash of the offer, from `evlock offers list`', argument('<offer>', readHash))
    .requiredOption('--energy <energy>', 'exact energy to buy: 1kWh', argument('--energy', positive(readEnergy)))
    .option(
      '--max-price <price>',
      'maximum price, tokens per kWh: 0.12 (default: confirm at the terminal)',
      argument('--max-price', readPrice),
    )
    .option(
      '--from <time>',
      "start of delivery (default: the offer's start, or soon if that has passed)",
      timeArgument('--from', context),
    )
    .option('--until <time>', "end of delivery (default: the offer's end)", timeArgument('--until', context))
    .option(
      '--open-before <time>',
      "the trade must open before this time, at most the start (default: the start, or the offer's if earlier)",
      timeArgument('--open-before', context),
    )
    .option(
      '--loss-band <fraction>',
      "allowed difference between the meters (default: the offer's)",
      argument('--loss-band', readFraction),
    )
    .option(
      '--min-reputation <number>',
      'minimum reputation of the seller (default -3)',
      argument('--min-reputation', readInteger(-(2 ** 31), 2 ** 31 - 1)),
    )
    .option('--follow', 'print every change to standard error until the trade has ended on chain')
    .action(async (hash: Bytes32, options: BuyOptions) => {
      await withOwner(context, options, async (owner) => {
        const offer = await owner.takeableOffer(hash);
        const maxPrice = await agreedPrice(owner, offer, options, context);
        const { energy, from: start, until: end, openBefore, lossBand: lossBandPpm, minReputation } = options;
        const bought = await owner.buy(offer, { energy, maxPrice, start, end, openBefore, lossBandPpm, minReputation });
        const trade = options.follow ? await untilEnded(owner, bought, context, options.json === true) : bought;
        const next = options.follow ? '' : `\nFollow it: evlock trades show ${trade.id} --follow`;
        show(context, options, trade, () => `${tradeText(trade, owner.deployment)}${next}`);
      });
    });
  examples(
    ownerOptions(command),
    ['evlock offers buy 0x5f…e1 --energy 1kWh', 'evlock offers buy 0x5f…e1 --energy 1kWh --max-price 0.12 --follow'],
    true,
  );
}
