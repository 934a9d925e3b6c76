/**
 * Removes what a process killed while writing a file left beside it. Only for the folder's current owner, as by its lock: another
 * process may be writing.
 */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** As named by `whole-file.ts`. */
const REMAINS = /^(.+)\.[0-9a-f]{12}\.new$/;

/** Removes leftovers of writes to these files. Never throws: what cannot be removed stays. */
export function removeRemains(files: readonly string[]): void {
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const names = new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file)));
    remove(folder, (name) => names.has(name));
  }
}

/** The same for every file in a folder, not recursively. */
export const removeRemainsIn = (folder: string): void => remove(folder, () => true);

function remove(folder: string, isOurs: (name: string) => boolean): void {
  for (const name of namesIn(folder)) {
    const [, written] = REMAINS.exec(name) ?? [];
    if (written !== undefined && isOurs(written)) removeRegular(join(folder, name));
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A link, a folder or another user's file with such a name was not left by a write. */
function removeRegular(file: string): void {
  try {
    const found = lstatSync(file);
    if (found.isFile() && found.uid === process.geteuid?.()) rmSync(file);
  } catch {
    // It stays.
  }
}
