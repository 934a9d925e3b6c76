/**
 * Who runs PostgreSQL, and where its files may stand.
 *
 * An ordinary user runs it himself, with the data in the gateway's data folder. Root may not: PostgreSQL refuses. Then it
 * runs as `nobody`, who exists everywhere and can enter no home of root's; so programs and data stand in `/var/lib/evlock`,
 * and the data folder holds a link to them. Other programs that run as `nobody` could then read the data: an installation
 * that matters has a user or a PostgreSQL of its own.
 */
import { chown, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';

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

/** Where copies of the programs stand. */
export const copiesFolder = (user: PostgresUser, folder: string): string => (user.identity ? SHARED : folder);

/** The folder, mode 0700 and the user's own, under which the data stands; made when missing. */
export async function clusterFolder(user: PostgresUser, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const link = join(folder, 'postgres');
  if (!user.identity) {
    await mkdir(link, { recursive: true, mode: 0o700 });
    return link;
  }
  const found = await readlink(link).catch(() => undefined);
  if (found !== undefined && (await isFolder(found))) return found;
  await removeAbandoned();
  await mkdir(SHARED, { recursive: true, mode: 0o755 });
  const made = await mkdtemp(join(SHARED, 'data-'));
  await writeFile(`${made}.of`, folder);
  await chown(made, user.identity.uid, user.identity.gid);
  await rm(link, { force: true });
  await symlink(made, link);
  return made;
}

const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );

/** Removes the data of folders that stood in the temporary folder and are gone: what tests leave. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(SHARED).catch(() => [])) {
    if (!/^data-\w+\.of$/.test(name)) continue;
    const folder = await readFile(join(SHARED, name), 'utf8').catch(() => undefined);
    if (!folder?.startsWith(tmpdir() + sep) || (await isFolder(folder))) continue;
    await rm(join(SHARED, name.slice(0, -'.of'.length)), { recursive: true, force: true });
    await rm(join(SHARED, name), { force: true });
  }
}
