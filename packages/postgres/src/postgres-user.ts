/**
 * Who runs PostgreSQL, and where its files stand.
 *
 * An ordinary user runs it himself. Root may not: PostgreSQL refuses. Then it runs as `nobody`, who exists everywhere and can
 * enter no home of root's: its data, which belongs to `nobody`, is given to it open, and of its programs a copy is made in
 * `/var/lib/evlock`. Other programs that run as `nobody` and can enter the data folder could then read the data: an
 * installation that matters has a user or a PostgreSQL of its own.
 */
import { chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PostgresUser {
  /** Undefined: whoever runs this process. */
  readonly identity: { readonly uid: number; readonly gid: number } | undefined;
}

const SHARED = '/var/lib/evlock';
const OVERFLOW_ID = 65_534;

/** The user that PostgreSQL is to run as. */
export async function postgresUser(): Promise<PostgresUser> {
  if (process.getuid?.() !== 0) return { identity: undefined };
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return { identity: { uid: Number(uid ?? OVERFLOW_ID), gid: Number(gid ?? OVERFLOW_ID) } };
}

/** Where copies of the programs stand: 50 MB of one version, for every installation that root has. */
export const copiesFolder = (user: PostgresUser, folder: string): string => (user.identity ? SHARED : folder);

/** The folder, mode 0700 and the user's own, under which the data stands; made when missing. */
export async function clusterFolder(user: PostgresUser, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const cluster = join(folder, 'postgres');
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (user.identity) await chown(cluster, user.identity.uid, user.identity.gid);
  return cluster;
}
