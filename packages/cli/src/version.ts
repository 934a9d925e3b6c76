/** The command's version; `--version` loads nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string };

/** The version of this command, as in its package. */
export const VERSION: string = manifest.version;
