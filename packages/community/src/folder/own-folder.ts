/** The data folder: one that is empty, or that a community has made; never one of something else. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unusable } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/** What a community puts there; `rpc` and `trustzone` are folders of communities of another kind. */
const OWN = [
  ...['chain', 'devices', 'gateway', 'households', 'keys', 'logs', 'run', 'simulator.json'],
  ...['rpc', 'trustzone'],
];
/** Both are there as soon as a community has been. */
const MARKS = ['chain', 'keys'];

const refused = (file: string, problem: string): EvlockError => new EvlockError('FILE_UNUSABLE', { file, problem });

/**
 * Makes the folder where it is missing. Throws `FILE_UNUSABLE` for a link, a file, a folder that holds something else, and where
 * it cannot be made.
 */
export async function requireOwnFolder(root: string): Promise<void> {
  const state = await stateOf(root);
  if (!state) return makeFolder(root);
  if (state.isSymbolicLink()) throw refused(root, 'a link; name the directory that it points to');
  if (!state.isDirectory()) throw refused(root, 'not a directory');
  const entries = await readdir(root).catch((cause: unknown) => {
    throw unusable(root, cause);
  });
  const isOwn = MARKS.every((name) => entries.includes(name)) || entries.every((name) => OWN.includes(name));
  if (!isOwn) throw refused(root, 'holds files that are not of Evlock; name an empty directory');
}

/** Level by level: of some file systems, such as /proc, a recursive `mkdir` never comes back. */
async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (parent !== folder && !(await stateOf(parent))) await makeFolder(parent);
  await mkdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw unusable(folder, cause);
  });
}

async function stateOf(path: string) {
  return lstat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unusable(path, cause);
  });
}
