/** Starts a PostgreSQL, writes its process id to standard output, and waits to be killed. */
import { join } from 'node:path';
import { systemClock } from '@evlock/protocol';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.ts';
import { clientOf, silentLog } from './client.ts';

const folder = process.argv[2] ?? '';
const server = await startEmbeddedPostgres(
  { folder: join(folder, 'data'), keyFolder: join(folder, 'keys') },
  { clock: systemClock, log: silentLog },
);
const database = clientOf(server.url);
await database.query('CREATE TABLE kept (value bigint)');
await database.query('INSERT INTO kept VALUES (7)');
process.stdout.write(`${server.pid}\n`);
setInterval(() => undefined, 60_000);
