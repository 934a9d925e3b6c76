/** What SQL runs on. */

/** Where statements go: the pool, or one transaction. */
export interface Statements {
  /** The rows of one statement. Throws `DATABASE_UNREACHABLE`; a violated constraint throws pg's own error. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Transactions {
  /** Runs `work` in one transaction: all of it is durable when this resolves, or none of it ever. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
}
