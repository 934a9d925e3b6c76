/** Sums over all trades and meters, from what the chain said. */
import type { Address, Energy, Money, Timestamp } from '@evlock/protocol';
import type { Statements } from './statements.ts';

export const HOUR = 3_600;

export interface EndedSums {
  readonly trades: number;
  readonly delivered: Energy;
  readonly paid: Money;
}

/** Payments by the full hour of UTC in which they became final, of the blocks after `after` up to `upTo`. */
export async function endedByHour(
  statements: Statements,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<ReadonlyMap<Timestamp, EndedSums>> {
  const rows = await statements.query<{ hour: bigint; trades: bigint; delivered: bigint; paid: bigint }>(
    `SELECT time / ${HOUR} AS hour, count(*) AS trades,
       sum((fields ->> 'delivered')::numeric)::numeric(39, 0) AS delivered,
       sum((fields ->> 'paid')::numeric)::numeric(39, 0) AS paid
     FROM chain_events WHERE name = 'TradeSettled' AND block > $1 AND block <= $2 GROUP BY 1`,
    [after, upTo],
  );
  return new Map(
    rows.map(({ hour, trades, delivered, paid }) => [
      (Number(hour) * HOUR) as Timestamp,
      { trades: Number(trades), delivered: delivered as Energy, paid: paid as Money },
    ]),
  );
}

export interface OpenSums {
  readonly offers: number;
  readonly delivering: number;
  readonly locked: Money;
}

export async function openSums(statements: Statements, now: Timestamp): Promise<OpenSums> {
  const [row] = await statements.query<{ offers: bigint; delivering: bigint; locked: bigint }>(
    `SELECT
       (SELECT count(*) FROM offers WHERE open_before > $1 AND opened_trade IS NULL AND NOT cancelled) AS offers,
       count(*) FILTER (WHERE state = 'open' AND starts <= $1 AND ends > $1) AS delivering,
       coalesce(sum(locked), 0)::numeric(39, 0) AS locked
     FROM trades WHERE state IN ('open', 'claimed')`,
    [now],
  );
  return {
    offers: Number(row?.offers ?? 0),
    delivering: Number(row?.delivering ?? 0),
    locked: (row?.locked ?? 0n) as Money,
  };
}

export async function activeMeters(statements: Statements): Promise<Address[]> {
  const rows = await statements.query<{ meter_key: Address }>(
    'SELECT meter_key FROM chain_meters WHERE active AND NOT suspended',
  );
  return rows.map(({ meter_key }) => meter_key);
}

/** The newest indexed block; undefined before the first. */
export async function newestBlock(
  statements: Statements,
): Promise<{ readonly block: number; readonly time: Timestamp } | undefined> {
  const [row] = await statements.query<{ block: bigint; time: bigint }>(
    'SELECT block, time FROM chain_cursor WHERE time > 0',
  );
  return row && { block: Number(row.block), time: Number(row.time) as Timestamp };
}
