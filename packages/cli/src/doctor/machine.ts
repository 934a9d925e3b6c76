/** The machine itself: Node, disk, permissions. */
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NODE_MAJOR } from '../node-version.ts';
import { type Check, ok, problem, warning } from './finding.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const DISK_PROBLEM = 200 * MIB;
const DISK_WARNING = 2 * GIB;

export const nodeCheck = (version = process.versions.node): Check => ({
  name: 'Node',
  look: () => {
    const sound = Number(version.split('.')[0]) >= NODE_MAJOR;
    return sound ? ok(version) : problem(version, `Run evlock with Node ${NODE_MAJOR} or newer.`);
  },
});

export interface Space {
  readonly bavail: number;
  readonly bsize: number;
}

/** A folder that is written to: present, ours, with free space. `space` comes from the file system. */
export const folderCheck = (name: string, folder: string, space: (at: string) => Promise<Space> = statfs): Check => ({
  name,
  look: async () => {
    const at = await existing(folder);
    const writable = await access(at, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!writable) return problem(`${at} is not writable`, 'Make the folder writable by the user Evlock runs as.');
    const { bavail, bsize } = await space(at);
    const free = bavail * bsize;
    const says = `${(free / GIB).toFixed(1)} GiB free at ${at}`;
    const fix = 'Free disk space: old logs and old backups first; never delete anything under the data folder.';
    if (free < DISK_PROBLEM) return problem(says, fix);
    return free < DISK_WARNING ? warning(says, fix) : ok(says);
  },
});

/** A log's folder: lines that cannot be written there are dropped. */
export const logCheck = (file: string | undefined): Check[] =>
  file === undefined ? [] : [folderCheck('log', dirname(file))];

/** The folder, or its nearest existing ancestor. */
async function existing(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found || folder === dirname(folder) ? folder : existing(dirname(folder));
}

/** Secrets: readable by this user alone. Missing ones are not checked. */
export const secretsCheck = (files: readonly string[], folders: readonly string[]): Check => ({
  name: 'keys',
  look: async () => {
    const wrong = (await Promise.all([...files, ...folders].map(exposure))).filter((text) => text !== undefined);
    if (wrong.length === 0) return ok('readable by this user alone');
    const commands = `chmod 600 for files, chmod 700 for folders, and chown to the user that Evlock runs as`;
    return problem(wrong.join('; '), `${commands}. Others may have read them: consider replacing them.`);
  },
});

async function exposure(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  if ((found.mode & 0o077) !== 0) return `${path} has mode ${(found.mode & 0o777).toString(8)}`;
  if (found.uid !== process.geteuid?.()) return `${path} belongs to user ${found.uid}`;
  return undefined;
}
