/** An audit finding: one field of one row that contradicts signatures or chain. */

export interface Difference {
  /** The check that found it. */
  readonly check: string;
  /** A database table; `chain` when the chain itself contradicts what was signed. */
  readonly table: string;
  /** The row's primary key; parts separated by `/`. */
  readonly key: string;
  /** A column; `fields.energy` within JSON; `row` when the row is missing or unexpected. */
  readonly field: string;
  readonly recorded: string;
  readonly expected: string;
}

export type Value = string | number | bigint | boolean | null | undefined;
export type Columns = Readonly<Record<string, Value>>;

export const text = (value: unknown): string => (value === undefined ? 'null' : String(value));

/** A row's location. */
export interface Place {
  readonly check: string;
  readonly table: string;
  readonly key: string;
}

/** The columns in which a row differs from `expected`. */
export function compareRow(place: Place, row: Readonly<Record<string, unknown>>, expected: Columns): Difference[] {
  return Object.entries(expected).flatMap(([field, value]) => {
    const [recorded, wanted] = [text(row[field]), text(value)];
    return recorded === wanted ? [] : [{ ...place, field, recorded, expected: wanted }];
  });
}

export const missingRow = (place: Place, expected = 'present'): Difference => ({
  ...place,
  field: 'row',
  recorded: 'missing',
  expected,
});

export const strayRow = (place: Place, expected = 'absent'): Difference => ({
  ...place,
  field: 'row',
  recorded: 'present',
  expected,
});
