/** A meter's registers and its part in trades at chosen moments. */
import type { Address, Bytes32, Price, Role, SignedReceipt } from '@evlock/protocol';
import { bytes } from './columns.ts';
import { type ReadingRow, readingOf, type SignedReading } from './readings.ts';
import { type ReceiptRow, signedReceipt } from './receipts.ts';
import type { Statements } from './statements.ts';

/** For each moment the last reading that ends by then. */
export async function readingsAt(
  statements: Statements,
  meterKey: Address,
  moments: readonly number[],
): Promise<(SignedReading | null)[]> {
  const rows = await statements.query<ReadingRow | { [Name in keyof ReadingRow]: null }>(
    `SELECT r.* FROM unnest($2::bigint[]) WITH ORDINALITY AS asked (moment, place)
     LEFT JOIN LATERAL (SELECT * FROM readings WHERE meter_key = $1 AND interval_end <= asked.moment
                        ORDER BY interval_end DESC, sequence DESC LIMIT 1) r ON true
     ORDER BY asked.place`,
    [bytes(meterKey), moments],
  );
  return rows.map((row) => (row.sequence === null ? null : readingOf(row)));
}

/** A meter's first reading, if it ends by `until`. */
export async function firstReading(
  statements: Statements,
  meterKey: Address,
  until: number,
): Promise<SignedReading | null> {
  const [row] = await statements.query<ReadingRow>(
    'SELECT * FROM readings WHERE meter_key = $1 AND interval_end <= $2 ORDER BY interval_end, sequence LIMIT 1',
    [bytes(meterKey), until],
  );
  return row ? readingOf(row) : null;
}

/** A meter's own receipts of one trade. */
export interface TradeReceipts {
  readonly trade: Bytes32;
  readonly role: Role;
  readonly price: Price;
  /** For each moment the last receipt that was here by then. */
  readonly receipts: readonly (SignedReceipt | null)[];
}

interface Row extends ReceiptRow {
  price: Price;
  /** Number of moments that had passed before it came. */
  place: number;
}

/** A meter's trades on one side, the first to end first: they do not overlap. */
const tradesOf = (role: Role): string =>
  `(SELECT id, price, starts, '${role}' AS role FROM trades
    WHERE ${role}_meter = $1 AND ends > $3 AND starts < $4 AND opened_block IS NOT NULL ORDER BY ends LIMIT $5)`;

/** Of every trade of this meter between the first and the last moment. Reads each receipt of that time: keep it to a day. */
export async function receiptsAt(
  statements: Statements,
  meterKey: Address,
  moments: readonly number[],
  limit: number,
): Promise<TradeReceipts[]> {
  const rows = await statements.query<Row>(
    `SELECT DISTINCT ON (t.starts, t.id, place) r.trade_id, r.role, r.sequence, r.energy, r.partner_sequence, r.partner_energy,
       r.final, r.cause, r.signature, t.price, width_bucket(r.received, $2::bigint[]) AS place
     FROM (${tradesOf('buyer')} UNION ALL ${tradesOf('seller')}) t
     JOIN receipts r ON r.trade_id = t.id AND r.role = t.role AND r.received < $4
     ORDER BY t.starts, t.id, place, r.sequence DESC`,
    [bytes(meterKey), moments, moments[0], moments.at(-1), limit],
  );
  const byTrade = Map.groupBy(rows, (row) => row.trade_id);
  return [...byTrade].map(([trade, found]) => {
    const { role, price } = found[0] as Row;
    const receipts = moments.map((_, index) => {
      // What came in the bucket before a moment, or earlier.
      const known = found.findLast(({ place }) => place <= index);
      return known ? signedReceipt(known) : null;
    });
    return { trade, role, price, receipts };
  });
}
