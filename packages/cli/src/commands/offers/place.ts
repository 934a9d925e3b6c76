/** `evlock offers place`: sell energy. */
import type { Energy, Power, Ppm, Price, Timestamp } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import {
  positive,
  readDuration,
  readEnergy,
  readFraction,
  readInteger,
  readPower,
  readPrice,
} from '../../input/arguments.ts';
import { examples, type OwnerOptions, ownerOptions, show, timeArgument } from '../../input/options.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { fields, kWh, perKwh, utc } from '../../output/format.ts';
import { proofRow } from '../../output/proof.ts';
import { withOwner } from '../../session/session.ts';

interface OfferOptions extends OwnerOptions {
  readonly energy: Energy;
  readonly minEnergy?: Energy;
  readonly price: Price;
  readonly power?: Power;
  readonly from?: Timestamp;
  readonly until?: Timestamp;
  readonly for?: number;
  readonly openBefore?: Timestamp;
  readonly lossBand?: Ppm;
  readonly minReputation?: number;
}

/** The delivery interval: from now by default, ending at --until or after --for. */
function interval(options: OfferOptions, now: Timestamp): { start: Timestamp; end: Timestamp } {
  const start = options.from ?? now;
  if ((options.until === undefined) === (options.for === undefined)) {
    throw wrongUsage('--for', 'give either --for or --until');
  }
  const end = options.until ?? ((start + (options.for ?? 0)) as Timestamp);
  if (end <= start)
    throw wrongUsage(options.for === undefined ? '--until' : '--for', 'the delivery must end after it starts');
  return { start, end };
}

async function placeOffer(options: OfferOptions, context: Context): Promise<void> {
  if ((options.minEnergy ?? 0n) > options.energy) throw wrongUsage('--min-energy', 'is above --energy');
  const wish = {
    energy: options.energy,
    minEnergy: options.minEnergy,
    price: options.price,
    power: options.power,
    ...interval(options, context.clock.now()),
    openBefore: options.openBefore,
    lossBandPpm: options.lossBand,
    minReputation: options.minReputation,
  };
  await withOwner(context, options, async (owner) => {
    const placed = await owner.offer(wish);
    const { order } = placed.offer;
    show(context, options, placed, () =>
      fields([
        ['offer', placed.hash],
        ['state', placed.state],
        proofRow(placed.verdict),
        ['signed by meter', `sell ${kWh(order.energy)} at ${perKwh(order.price, owner.deployment.tokenSymbol)}`],
        ['minimum bid', kWh(order.minEnergy)],
        ['delivery', `${utc(order.start)} to ${utc(order.end)}`],
        ['can be bought before', utc(order.openBefore)],
        ['next', `follow its trade: evlock trades list --follow; cancel it: evlock offers cancel ${placed.hash}`],
      ]),
    );
  });
}

export function registerPlaceOffer(offers: Command, context: Context): void {
  const command = offers
    .command('place')
    .summary('sell energy: approve a mandate with your passkey and place an offer')
    .description(
      'Sells energy. Your passkey signs a mandate for exactly this offer, and your meter signs the offer within it. The buyer pays your price for what both meters measure, up to this energy.',
    )
    .requiredOption('--energy <energy>', 'maximum energy to sell: 2kWh', argument('--energy', positive(readEnergy)))
    .option(
      '--min-energy <energy>',
      'minimum energy of a bid (default: all of it)',
      argument('--min-energy', readEnergy),
    )
    .requiredOption('--price <price>', 'tokens per kWh: 0.12', argument('--price', readPrice))
    .option(
      '--power <power>',
      'maximum power; the interval must be long enough for the energy at this power (default 1440W)',
      argument('--power', positive(readPower)),
    )
    .option('--from <time>', 'earliest start of delivery (default: now)', timeArgument('--from', context))
    .option('--until <time>', 'end of delivery', timeArgument('--until', context))
    .option('--for <duration>', 'duration of delivery, instead of --until: 15m', argument('--for', readDuration))
    .option(
      '--open-before <time>',
      'cannot be bought at or after this time (default: the end)',
      timeArgument('--open-before', context),
    )
    .option(
      '--loss-band <fraction>',
      'allowed difference between the meters (default 3%)',
      argument('--loss-band', readFraction),
    )
    .option(
      '--min-reputation <number>',
      'minimum reputation of the buyer (default -3)',
      argument('--min-reputation', readInteger(-(2 ** 31), 2 ** 31 - 1)),
    )
    .action(async (options: OfferOptions) => placeOffer(options, context));
  examples(
    ownerOptions(command),
    [
      'evlock offers place --energy 300Wh --price 0.12 --for 15m',
      'evlock offers place --energy 2kWh --power 3kW --price 0.12 --for 1h',
    ],
    true,
  );
}
