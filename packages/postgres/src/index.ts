/** The PostgreSQL bundled with Evlock, as a local process. What it is used for is outside this package. */
export * from './embedded-postgres.ts';
