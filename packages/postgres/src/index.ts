/** The PostgreSQL that comes with Evlock, as a process on this machine. Who uses it as a database is no matter of this package. */
export * from './embedded-postgres.ts';
