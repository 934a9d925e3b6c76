/** The data folder: an empty one, or one a community created; never something else's. */
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unusable } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';

/** What a community creates there; `rpc` and `trustzone` belong to other kinds of community. */
const OWN = [
  ...['chain', 'devices', 'gateway', 'households', 'keys', 'logs', 'pages.json', 'run'],
  'simulator.json',
  ...['rpc', 'trustzone'],
];
/** Both exist once a community has run. */
const MARKS = ['chain', 'keys'];

const refused = (file: string, problem: string): EvlockError => new EvlockError('FILE_UNUSABLE', { file, problem });

/**
 * Creates the folder if missing. Throws `FILE_UNUSABLE` for a link, a file, a folder with other contents, and when it cannot be
 * created.
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
  if (!isOwn) throw refused(root, "contains files that are not Evlock's; name an empty directory");
}

/** Level by level: on some file systems, such as /proc, a recursive `mkdir` never returns. */
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
