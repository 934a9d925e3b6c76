/** An account's past: its movements of money, their sums, and its meter's registers. Every question is bounded. */
import {
  type EnergyHistory,
  MOMENTS_MAX,
  type Money,
  type RouteQuery,
  type RouteResponse,
  type TotalsView,
  timestamp,
} from '@evlock/protocol';
import type { Database } from '../database/database.ts';
import { type KindSum, movementsOfAccount, type Standing, standingsAt, sumsBetween } from '../database/movements.ts';
import type { Principal } from '../database/principal.ts';
import { firstReading, readingsAt, receiptsAt } from '../database/register-history.ts';

export class HistoryDesk {
  readonly #database: Database;

  constructor(modules: { readonly database: Database }) {
    this.#database = modules.database;
  }

  /** The movements of the principal's account, newest first. */
  movements({ account }: Principal, page: RouteQuery<'movements'>): Promise<RouteResponse<'movements'>> {
    return movementsOfAccount(this.#database, account, page);
  }

  /** The movements between each moment and the next, summed: of one state of the database. */
  totals({ account }: Principal, { at }: RouteQuery<'totals'>): Promise<RouteResponse<'totals'>> {
    return this.#database.transaction(async (statements) => {
      await statements.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const standings = await standingsAt(statements, account, at);
      const sums = await sumsBetween(statements, account, at);
      const opening = standings[0] ?? NOTHING;
      const totals = at.slice(1).map((until, place) =>
        totalsOf(
          { from: at[place] ?? until, until, standing: standings[place + 1] ?? NOTHING },
          sums.filter((sum) => sum.place === place),
        ),
      );
      return { opening, totals };
    });
  }

  /** The principal's meter's registers, and its trades' receipts where they are wanted. */
  async energy({ meterKey }: Principal, { at, trades }: RouteQuery<'energyHistory'>): Promise<EnergyHistory> {
    const readings = await readingsAt(this.#database, meterKey, at);
    return {
      readings,
      first: readings[0] ? null : await firstReading(this.#database, meterKey, at.at(-1) ?? 0),
      trades: trades === '1' ? await receiptsAt(this.#database, meterKey, at, MOMENTS_MAX) : [],
    };
  }
}

const NOTHING: Standing = { balance: 0n as Money, locked: 0n as Money };

interface Period {
  readonly from: number;
  readonly until: number;
  readonly standing: Standing;
}

function totalsOf({ from, until, standing }: Period, sums: readonly KindSum[]): TotalsView {
  const of = (kind: KindSum['kind']): Omit<KindSum, 'place' | 'kind'> =>
    sums.find((sum) => sum.kind === kind) ?? { count: 0, energy: 0n, balanceChange: 0n, lockedChange: 0n };
  const [bought, sold] = [of('bought'), of('sold')];
  // A buyer pays what left the lock and did not come back.
  const paid = -(bought.lockedChange + bought.balanceChange);
  return {
    from: timestamp(from),
    until: timestamp(until),
    movements: sums.reduce((count, sum) => count + sum.count, 0),
    deposited: of('deposited').balanceChange as Money,
    withdrawn: -of('withdrawn').balanceChange as Money,
    fees: -of('fee').balanceChange as Money,
    bought: { trades: bought.count, energy: bought.energy, money: paid as Money },
    sold: { trades: sold.count, energy: sold.energy, money: sold.balanceChange as Money },
    ...standing,
  };
}
