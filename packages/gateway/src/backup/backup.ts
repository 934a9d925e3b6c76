/**
 * A gateway's backup: its database as of one moment, its certificate authority, its profile and its two secrets, in one
 * sealed file, made whether the gateway runs or not. It contains no meter key, because a gateway has none.
 */
import { readFile } from 'node:fs/promises';
import { readDeployment, silentLog } from '@evlock/chain';
import { type Clock, type Deployment, EvlockError, toJson } from '@evlock/protocol';
import { Database } from '../database/database.ts';
import { openDatabaseAddress } from '../database/database-address.ts';
import { dumpedTables, fixTextForms, rowsOf, Tally } from '../database/dump.ts';
import { appliedMigrations, checkKnown } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import type { Statements } from '../database/statements.ts';
import { installationFiles, textOf } from '../installation/installation-files.ts';
import { VERSION } from '../installation/version.ts';
import { readGatewayProfile } from '../profile.ts';
import { ARCHIVE_FORMAT, type ArchiveEnd, type ArchiveHead, type ArchiveLine } from './archive.ts';
import { SealedWriter } from './sealed-file.ts';

export interface BackupOptions {
  readonly profileFile: string;
  /** Must not exist. */
  readonly to: string;
  readonly passphrase: string;
  /** Overrides the profile's database; a secret. */
  readonly databaseUrl?: string | undefined;
}

export interface BackupReport {
  readonly file: string;
  /** The newest migration of its database. */
  readonly schema: string;
  readonly files: readonly string[];
  readonly tables: Readonly<Record<string, number>>;
}

/** Milliseconds; reading a large table can take minutes. */
export const BACKUP_STATEMENT_TIMEOUT = 600_000;
const write = (to: SealedWriter, line: ArchiveLine): Promise<void> => to.line(toJson(line));

/** Throws `PROFILE_INVALID`, `SECRET_EXPOSED`, `FILE_UNUSABLE`, `INVALID_INPUT`, `DATABASE_UNREACHABLE`, `DATABASE_NEWER`. */
export async function backupGateway(
  { profileFile, to, passphrase, databaseUrl }: BackupOptions,
  { clock }: { readonly clock: Clock },
): Promise<BackupReport> {
  const profile = await readGatewayProfile(profileFile);
  const deployment = await readDeployment(profile.chain.deploymentFile);
  const sealed = await SealedWriter.create(to, passphrase);
  const location = databaseUrl === undefined ? { profile } : { url: databaseUrl };
  try {
    const address = await openDatabaseAddress(location, { clock });
    const options = { url: address.url, connections: 1, statementTimeout: BACKUP_STATEMENT_TIMEOUT };
    const database = new Database(options, { log: silentLog });
    try {
      const report = await database.transaction(async (statements) => {
        await statements.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
        const head = await headOf(statements, deployment, clock);
        await write(sealed, head);
        const files = await writeFiles(sealed, profileFile, installationFiles(profile));
        const { tables } = await writeTables(sealed, statements);
        const rows = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
        return { file: to, schema: head.migrations.at(-1)?.name ?? 'none', files, tables: rows };
      });
      await sealed.finish();
      return report;
    } finally {
      await database.close();
      await address.stop();
    }
  } catch (error) {
    await sealed.abandon();
    throw error;
  }
}

async function headOf(statements: Statements, deployment: Deployment, clock: Clock): Promise<ArchiveHead> {
  const [present] = await statements.query<{ table: string | null }>(
    `SELECT to_regclass('public.migration')::text AS table`,
  );
  if (!present?.table)
    throw new EvlockError('DATABASE_UNREACHABLE', { problem: 'no gateway has used this database yet' });
  const applied = await appliedMigrations(statements);
  // This version could not restore a schema that it does not know.
  checkKnown(applied, migrations);
  return {
    line: 'head',
    kind: 'gateway',
    format: ARCHIVE_FORMAT,
    version: VERSION,
    created: clock.now(),
    chainId: deployment.chainId,
    market: deployment.market,
    migrations: [...applied].map(([name, checksum]) => ({ name, checksum })),
  };
}

async function writeFiles(
  sealed: SealedWriter,
  profileFile: string,
  files: ReturnType<typeof installationFiles>,
): Promise<string[]> {
  await write(sealed, { line: 'file', name: 'profile', text: await readFile(profileFile, 'utf8') });
  const written = ['profile'];
  for (const file of files) {
    const text = await textOf(file);
    if (text === undefined && file.optional) continue;
    if (text === undefined) throw new EvlockError('FILE_UNUSABLE', { file: file.path, problem: 'ENOENT' });
    await write(sealed, { line: 'file', name: file.name, text });
    written.push(file.name);
  }
  return written;
}

async function writeTables(sealed: SealedWriter, statements: Statements): Promise<ArchiveEnd> {
  await fixTextForms(statements);
  const tables: ArchiveEnd['tables'] = [];
  for (const table of await dumpedTables(statements)) {
    const tally = new Tally();
    for await (const rows of rowsOf(statements, table)) {
      tally.add(rows);
      await write(sealed, { line: 'rows', table: table.name, rows });
    }
    tables.push({ name: table.name, ...tally.sum });
  }
  const end: ArchiveEnd = { line: 'end', tables };
  await write(sealed, end);
  return end;
}
