/**
 * Who runs PostgreSQL, and where its files are.
 *
 * An ordinary user runs it directly. Root may not: PostgreSQL refuses. Then it runs as `nobody`, who exists everywhere and cannot
 * enter root's home: the data folder, which `nobody` owns, is passed as a descriptor, and the programs are copied to
 * `/var/lib/evlock`. Other programs that run as `nobody` and can enter the data folder could then read the data: a serious
 * installation has its own user or its own PostgreSQL.
 */
import { chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PostgresUser {
  /** Undefined: the user running this process. */
  readonly identity: { readonly uid: number; readonly gid: number } | undefined;
}

const SHARED = '/var/lib/evlock';
const OVERFLOW_ID = 65_534;

/** The user that PostgreSQL will run as. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { identity: undefined };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return { identity: { uid: Number(uid ?? OVERFLOW_ID), gid: Number(gid ?? OVERFLOW_ID) } };
}

/** Where copies of the programs are kept: 50 MB per version, shared by all of root's installations. */
export const copiesFolder = (user: PostgresUser, folder: string): string => (user.identity ? SHARED : folder);

/** The folder that holds the data, mode 0700 and owned by the user; created if missing. */
export async function clusterFolder(user: PostgresUser, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const cluster = join(folder, 'postgres');
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (user.identity) await chown(cluster, user.identity.uid, user.identity.gid);
  return cluster;
}
