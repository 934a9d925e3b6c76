/**
 * Restores a gateway from its backup. First the whole file is read and checked, then it is ensured that nothing is where
 * it would go, then files and database are restored, the database in one transaction. Nothing is ever overwritten.
 */
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readDeployment, silentLog } from '@evlock/chain';
import { writeNewFile, writeSecretFile } from '@evlock/files';
import { type Clock, EvlockError, isSameMarket, type Timestamp } from '@evlock/protocol';
import { Database, openDatabase } from '../database/database.ts';
import { openDatabaseAddress } from '../database/database-address.ts';
import { dumpedTables, fixTextForms, hasTables, insertRows, tableSum } from '../database/dump.ts';
import { buildSchema, checkKnown } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import type { Statements } from '../database/statements.ts';
import { type InstallationFile, installationFiles, textOf } from '../installation/installation-files.ts';
import { type GatewayProfile, readGatewayProfile } from '../profile.ts';
import { type Archive, type ArchiveEnd, inspectArchive, readLines } from './archive.ts';
import { BACKUP_STATEMENT_TIMEOUT } from './backup.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Where the gateway is to be. Where there is no such file, the backup's own profile is written there. */
  readonly profileFile: string;
  readonly passphrase: string;
  /** Overrides the profile's database; a secret. */
  readonly databaseUrl?: string | undefined;
}

export interface RestoreReport {
  /** When the backup was made. */
  readonly created: Timestamp;
  readonly from: string;
  /** Newest migration now. */
  readonly schema: string;
  readonly files: readonly string[];
  readonly tables: Readonly<Record<string, number>>;
}

/**
 * Throws `BACKUP_PASSPHRASE_WRONG`, `BACKUP_DAMAGED`, `DATABASE_NEWER`, `CHAIN_WRONG_NETWORK` and `RESTORE_TARGET_USED`
 * before anything but a missing profile is written; then `FILE_UNUSABLE`, `DATABASE_UNREACHABLE`. After a failure it can be run again.
 */
export async function restoreGateway(
  { file, profileFile, passphrase, databaseUrl }: RestoreOptions,
  { clock }: { readonly clock: Clock },
): Promise<RestoreReport> {
  const archive = await inspectArchive(file, passphrase);
  checkKnown(new Map(archive.head.migrations.map(({ name, checksum }) => [name, checksum])), migrations);
  const profile = await profileAt(profileFile, archive);
  const files = installationFiles(profile);
  await checkCommunity(profile, archive);
  await checkFiles(files, archive);
  const location = databaseUrl === undefined ? { profile } : { url: databaseUrl };
  const address = await openDatabaseAddress(location, { clock });
  try {
    const options = { url: address.url, connections: 1, statementTimeout: BACKUP_STATEMENT_TIMEOUT };
    const database = new Database(options, { log: silentLog });
    try {
      await database.transaction(async (statements) => {
        if (await hasTables(statements)) throw new EvlockError('RESTORE_TARGET_USED', { target: 'database' });
        await writeFiles(files, archive);
        await load(statements, archive, readLines(file, passphrase));
      });
    } finally {
      await database.close();
    }
    // Migrate to the schema of this version, as a start of the gateway would.
    await (await openDatabase({ url: address.url, connections: 1 }, { log: silentLog })).close();
  } finally {
    await address.stop();
  }
  return {
    created: archive.head.created,
    from: archive.head.version,
    schema: migrations.at(-1)?.name ?? 'none',
    files: archive.files.map(({ name }) => name),
    tables: Object.fromEntries(archive.end.tables.map(({ name, rows }) => [name, rows])),
  };
}

/** The existing profile, or the backup's own written there. */
async function profileAt(profileFile: string, { files }: Archive): Promise<GatewayProfile> {
  const missing = await access(profileFile).then(
    () => false,
    () => true,
  );
  const text = files.find(({ name }) => name === 'profile')?.text;
  if (missing && text !== undefined) {
    await mkdir(dirname(profileFile), { recursive: true });
    await writeSecretFile(profileFile, text);
  }
  return readGatewayProfile(profileFile);
}

/** An existing deployment file says which community this is. */
async function checkCommunity({ chain }: GatewayProfile, { head }: Archive): Promise<void> {
  const deployment = await readDeployment(chain.deploymentFile).catch((error: unknown) => {
    if (EvlockError.is(error, 'DEPLOYMENT_MISSING')) return undefined;
    throw error;
  });
  if (!deployment || isSameMarket(deployment, head)) return;
  throw new EvlockError('CHAIN_WRONG_NETWORK', {
    backupChain: head.chainId,
    backupMarket: head.market,
    chain: deployment.chainId,
    market: deployment.market,
  });
}

/** An existing file with the same text counts as restored, so that an interrupted restore can be run again. */
async function checkFiles(files: readonly InstallationFile[], archive: Archive): Promise<void> {
  for (const file of files) {
    const [present, saved] = [await textOf(file), savedText(file, archive)];
    if (present !== undefined && present.trim() !== saved?.trim()) {
      throw new EvlockError('RESTORE_TARGET_USED', { target: file.path });
    }
  }
}

const savedText = ({ name }: InstallationFile, { files }: Archive): string | undefined =>
  files.find((file) => file.name === name)?.text;

async function writeFiles(files: readonly InstallationFile[], archive: Archive): Promise<void> {
  for (const file of files) {
    const text = savedText(file, archive);
    if (text === undefined || (await textOf(file)) !== undefined) continue;
    if (file.secret) await writeSecretFile(file.path, text);
    else await writeNewFile(file.path, text, 0o644);
  }
}

async function load(
  statements: Statements,
  { head, end }: Archive,
  lines: ReturnType<typeof readLines>,
): Promise<void> {
  await fixTextForms(statements);
  await buildSchema(statements, migrations.slice(0, head.migrations.length));
  for await (const line of lines) {
    if (line.line === 'rows') await insertRows(statements, line.table, line.rows);
  }
  await verify(statements, end);
  // Codes used since and sessions ended since must not become valid again.
  await statements.query('DELETE FROM owner_session');
  await statements.query('DELETE FROM enrolment_code');
}

/** Ensures that every saved row is there, and no other. */
async function verify(statements: Statements, { tables }: ArchiveEnd): Promise<void> {
  const saved = new Map(tables.map(({ name, ...sum }) => [name, sum]));
  for (const table of await dumpedTables(statements)) {
    const [expected, sum] = [saved.get(table.name), await tableSum(statements, table)];
    if (expected?.rows !== sum.rows || expected.sha256 !== sum.sha256) {
      throw new EvlockError('BACKUP_DAMAGED', { problem: 'rows differ after restoring', table: table.name });
    }
    saved.delete(table.name);
  }
  if (saved.size > 0) throw new EvlockError('BACKUP_DAMAGED', { problem: 'table of another schema' });
}
