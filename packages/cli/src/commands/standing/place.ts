/** `evlock standing place`: sell or buy by itself. */
import type { StandingWish } from '@evlock/owner';
import type { Address, Energy, Money, Power, Ppm, Price, StandingHours, Timestamp } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import {
  positive,
  readAddress,
  readDuration,
  readEnergy,
  readFraction,
  readInteger,
  readMoney,
  readPower,
  readPrice,
} from '../../input/arguments.ts';
import { readHours } from '../../input/hours.ts';
import { examples, type OwnerOptions, ownerOptions, show, timeArgument } from '../../input/options.ts';
import { argument, wrongUsage } from '../../input/usage.ts';
import { standingText } from '../../output/standing.ts';
import { withOwner } from '../../session/session.ts';

interface StandingOptions extends OwnerOptions {
  readonly sell?: true;
  readonly buy?: true;
  readonly price: Price;
  readonly energy: Energy;
  readonly money?: Money;
  readonly lot?: Energy;
  readonly minEnergy?: Energy;
  readonly power?: Power;
  readonly from?: Timestamp;
  readonly until?: Timestamp;
  readonly for?: number;
  readonly hours?: Omit<StandingHours, 'timeZone'>;
  readonly timeZone?: string;
  readonly reserve?: Ppm;
  readonly surplusOnly?: true;
  readonly partner?: readonly Address[];
  readonly lossBand?: Ppm;
  readonly minReputation?: number;
}

const localTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function wishOf(options: StandingOptions, now: Timestamp): StandingWish {
  if ((options.sell === undefined) === (options.buy === undefined)) {
    throw wrongUsage('--sell', 'give either --sell or --buy');
  }
  if ((options.until === undefined) === (options.for === undefined)) {
    throw wrongUsage('--for', 'give either --for or --until');
  }
  for (const name of ['reserve', 'surplusOnly'] as const) {
    const flag = name === 'reserve' ? '--reserve' : '--surplus-only';
    if (options.buy && options[name] !== undefined) throw wrongUsage(flag, 'is for selling');
  }
  if (options.sell && options.money !== undefined) throw wrongUsage('--money', 'is for buying');
  return {
    side: options.sell ? 'offer' : 'bid',
    limitPrice: options.price,
    energyCap: options.energy,
    moneyCap: options.money,
    from: options.from,
    until: options.until ?? (((options.from ?? now) + (options.for ?? 0)) as Timestamp),
    lot: options.lot,
    minEnergy: options.minEnergy,
    power: options.power,
    hours: options.hours && { ...options.hours, timeZone: options.timeZone ?? localTimeZone() },
    reservePpm: options.reserve,
    surplusOnly: options.surplusOnly,
    partners: options.partner,
    lossBandPpm: options.lossBand,
    minReputation: options.minReputation,
  };
}

export function registerPlaceStanding(standing: Command, context: Context): void {
  const command = standing
    .command('place')
    .summary('sell or buy by itself: approve one mandate with your passkey')
    .description(
      'Sells at your price or buys up to it, one lot after another, until its time, energy or money is used up. Your passkey signs the mandate once. When selling, your price is what buyers pay; when buying, you pay the price of the cheapest offer.',
    )
    .option('--sell', 'sell')
    .option('--buy', 'buy')
    .requiredOption(
      '--price <price>',
      'lowest price when selling, highest when buying: 0.12',
      argument('--price', readPrice),
    )
    .requiredOption('--energy <energy>', 'maximum in all: 20kWh', argument('--energy', positive(readEnergy)))
    .option(
      '--money <amount>',
      'maximum cost in all, when buying (default: --energy at --price)',
      argument('--money', positive(readMoney)),
    )
    .option('--lot <energy>', 'maximum of one trade (default: all of it)', argument('--lot', positive(readEnergy)))
    .option(
      '--min-energy <energy>',
      'minimum of one trade (default: half a lot)',
      argument('--min-energy', positive(readEnergy)),
    )
    .option('--power <power>', 'maximum power (default 1440W)', argument('--power', positive(readPower)))
    .option('--from <time>', 'earliest delivery (default: now)', timeArgument('--from', context))
    .option('--until <time>', 'end', timeArgument('--until', context))
    .option('--for <duration>', 'duration, instead of --until: 7d', argument('--for', readDuration))
    .option('--hours <hours>', 'only within these local hours: 22:00-06:00', argument('--hours', readHours))
    .option('--time-zone <name>', 'of --hours: Asia/Seoul (default: that of this machine)')
    .option(
      '--reserve <fraction>',
      'when selling, keep this much in the battery: 30%',
      argument('--reserve', readFraction),
    )
    .option('--surplus-only', 'when selling, only while the panel gives more than the household uses')
    .option(
      '--partner <account>',
      'trade with this account only; may be given several times',
      (text: string, before: readonly Address[] = []): readonly Address[] => [
        ...before,
        argument('--partner', readAddress)(text),
      ],
    )
    .option(
      '--loss-band <fraction>',
      'allowed difference between the meters (default 3%)',
      argument('--loss-band', readFraction),
    )
    .option(
      '--min-reputation <number>',
      'minimum reputation of a partner (default -3)',
      argument('--min-reputation', readInteger(-(2 ** 31), 2 ** 31 - 1)),
    )
    .action(async (options: StandingOptions) => {
      const wish = wishOf(options, context.clock.now());
      await withOwner(context, options, async (owner) => {
        const placed = await owner.placeStandingOrder(wish);
        show(context, options, placed, () => standingText(placed, owner.deployment));
      });
    });
  examples(
    ownerOptions(command),
    [
      'evlock standing place --sell --price 0.10 --energy 20kWh --lot 500Wh --for 7d --reserve 30% --surplus-only',
      'evlock standing place --buy --price 0.14 --energy 10kWh --lot 500Wh --money 1.2 --for 7d --hours 22:00-06:00',
    ],
    true,
  );
}
