/** `evlock statement`: what a month or a day cost, for people, spreadsheets and programs. */
import type { StatementTable } from '@evlock/owner';
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { examples, type OwnerOptions, ownerOptions, show } from '../input/options.ts';
import { argument, wrongUsage } from '../input/usage.ts';
import { statementText } from '../output/statement.ts';
import { withOwner } from '../session/session.ts';

const TABLES = ['days', 'quarters', 'movements'] as const satisfies readonly StatementTable[];

interface StatementOptions extends OwnerOptions {
  readonly zone: string;
  readonly csv?: StatementTable;
}

interface Period {
  readonly year: number;
  readonly month: number;
  readonly day?: number;
}

/** `2026-11` or `2026-11-28`. */
export function readPeriod(text: string): Period {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const exists = date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day ?? 1);
  if (!exists) throw wrongUsage('[period]', `is not a month or a day: write 2026-11 or 2026-11-28`);
  const period = { year: Number(year), month: Number(month) };
  return day === undefined ? period : { ...period, day: Number(day) };
}

/** A zone that this machine knows. */
function readZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw wrongUsage('--zone', 'is not a time zone: write its IANA name, as Europe/Berlin');
  }
}

export function register(statement: Command, context: Context): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  statement
    .description(
      "Shows what was bought and sold in a month or on a day, at what price and by whom, every movement of money, and what the own meter's registers counted: by day, or by quarter hour. Days begin and end in local time. Sums are added up again from the movements, the movements are compared with the chain if the profile names RPC endpoints, and the registers with the meter's signatures.",
    )
    .argument('[period]', '2026-11 or 2026-11-28 (default: this month)', argument('[period]', readPeriod))
    .option('--zone <name>', 'time zone of days and months', argument('--zone', readZone), zone)
    .addOption(new Option('--csv <table>', 'print one table as CSV; its columns stay as they are').choices(TABLES))
    .action(async (given: Period | undefined, options: StatementOptions) => {
      await withOwner(context, options, async (owner) => {
        const { TimeZone } = await import('@evlock/owner');
        const { year, month } = new TimeZone(options.zone).dayOf(context.clock.now());
        const period = given ?? { year, month };
        if (options.csv === 'quarters' && period.day === undefined) {
          throw wrongUsage('--csv', '`quarters` requires a day: evlock statement 2026-11-28 --csv quarters');
        }
        const found = await owner.statement({ ...period, zone: options.zone });
        if (options.csv !== undefined && !options.json) {
          return context.out(owner.csv(found, options.csv).replaceAll('\r\n', '\n').trimEnd());
        }
        show(context, options, found, () => statementText(found, owner.deployment));
      });
    });
  examples(ownerOptions(statement), [
    'evlock statement',
    'evlock statement 2026-11 --csv days',
    'evlock statement 2026-11-28 --csv quarters --zone Europe/Berlin',
  ]);
}
