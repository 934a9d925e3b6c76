/** Tables as exact text, row by row, and back: the content of a backup. Must run in one transaction. */
import { createHash } from 'node:crypto';
import type { Statements } from './statements.ts';

export interface DumpedTable {
  readonly name: string;
  /** Columns of the primary key, quoted; text in the order of its bytes, which no locale changes. */
  readonly order: string;
}

export interface TableSum {
  readonly rows: number;
  /** SHA-256 over the rows in order. */
  readonly sha256: string;
}

/** How many rows are fetched and stored at a time, and how much text of them at most. */
const ROWS_AT_ONCE = 500;
const MIGRATIONS = 'migration';

/** The same text for the same value, whatever the server is set to. */
export async function fixTextForms(statements: Statements): Promise<void> {
  await statements.query(
    `SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true),
       set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '3', true)`,
  );
}

/** Every table but the list of migrations, each after those that it refers to. */
export async function dumpedTables(statements: Statements): Promise<DumpedTable[]> {
  const tables = await statements.query<{ name: string; order: string; refers: string[] }>(
    `SELECT c.relname AS name,
       (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE "C"' END, ', '
                          ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS order,
       ARRAY (SELECT f.confrelid::regclass::text FROM pg_constraint f
              WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
     ORDER BY c.relname`,
    [MIGRATIONS],
  );
  const sorted: DumpedTable[] = [];
  const placed = new Set<string>();
  while (sorted.length < tables.length) {
    const next = tables.find(({ name, refers }) => !placed.has(name) && refers.every((other) => placed.has(other)));
    if (!next) throw new Error('tables refer to each other in a circle');
    placed.add(next.name);
    sorted.push({ name: next.name, order: next.order });
  }
  return sorted;
}

/** Whether there is anything in the database already. */
export async function hasTables(statements: Statements): Promise<boolean> {
  const rows = await statements.query(
    `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S') LIMIT 1`,
  );
  return rows.length > 0;
}

const quoted = (name: string): string => `public."${name.replaceAll('"', '""')}"`;

/** All rows of a table in order, as PostgreSQL writes them, piece by piece. */
export async function* rowsOf(
  statements: Statements,
  { name, order }: DumpedTable,
): AsyncGenerator<string[], void, void> {
  await statements.query(
    `DECLARE dumped NO SCROLL CURSOR FOR SELECT t::text AS row FROM ${quoted(name)} t ORDER BY ${order}`,
  );
  for (;;) {
    const rows = await statements.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM dumped`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await statements.query('CLOSE dumped');
}

/** Puts rows into a table of the same columns. */
export async function insertRows(statements: Statements, table: string, rows: readonly string[]): Promise<void> {
  // OFFSET 0 keeps each text from being read once per column.
  await statements.query(
    `INSERT INTO ${quoted(table)}
     SELECT (item.row).* FROM (SELECT text::${quoted(table)} AS row FROM unnest($1::text[]) AS text OFFSET 0) item`,
    [rows],
  );
}

/** Counts rows and hashes them as they go by. */
export class Tally {
  readonly #hash = createHash('sha256');
  #rows = 0;

  add(rows: readonly string[]): void {
    this.#rows += rows.length;
    // A row holds no line feed that is not part of it, but two rows could be cut elsewhere: so with their lengths.
    for (const row of rows) this.#hash.update(`${row.length} ${row}\n`);
  }

  get sum(): TableSum {
    return { rows: this.#rows, sha256: this.#hash.copy().digest('hex') };
  }
}

/** Reads a table again from the database. */
export async function tableSum(statements: Statements, table: DumpedTable): Promise<TableSum> {
  const tally = new Tally();
  for await (const rows of rowsOf(statements, table)) tally.add(rows);
  return tally.sum;
}
