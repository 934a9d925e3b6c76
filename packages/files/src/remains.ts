/**
 * What a process that was killed while it wrote a file left beside it. Only for who owns the folder now, as by its lock:
 * another process may be writing.
 */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** As `whole-file.ts` names it. */
const REMAINS = /^(.+)\.[0-9a-f]{12}\.new$/;

/** Removes what was left of writes of these files. Never throws: what cannot be removed stays. */
export function removeRemains(files: readonly string[]): void {
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    const names = new Set(files.filter((file) => dirname(file) === folder).map((file) => basename(file)));
    remove(folder, (name) => names.has(name));
  }
}

/** The same of every file in a folder, but not below it. */
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

/** A link, a folder or another user's file of such a name is none that was left by a write. */
function removeRegular(file: string): void {
  try {
    const found = lstatSync(file);
    if (found.isFile() && found.uid === process.geteuid?.()) rmSync(file);
  } catch {
    // It stays.
  }
}
