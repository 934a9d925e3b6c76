/** One connection to a server, for a test. */
import pg from 'pg';

export const silentLog = { warn(): void {} };

export interface Client {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Whether the server lets this address in and answers. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export function clientOf(url: string): Client {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(sql, [...values])).rows;
  const ping = (): Promise<boolean> =>
    query('SELECT 1').then(
      () => true,
      () => false,
    );
  return { query, ping, close: () => pool.end() };
}
