/** The files that identify a gateway, and where its profile puts them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecretFile } from '@evlock/files';
import { EvlockError } from '@evlock/protocol';
import type { GatewayProfile } from '../profile.ts';
import { AUTHORITY_FILE, AUTHORITY_KEY_FILE, NEXT_AUTHORITY_KEY_FILE } from './authority-file.ts';

export interface InstallationFile {
  readonly name: string;
  readonly path: string;
  /** Read and written as a secret, 0600. */
  readonly secret: boolean;
  /** Absent from some installations. */
  readonly optional?: true;
}

/** The profile itself is not among them. */
export const installationFiles = (profile: GatewayProfile): InstallationFile[] => [
  { name: 'deployment', path: profile.chain.deploymentFile, secret: false },
  { name: 'submitter-key', path: profile.submitterKeyFile, secret: true },
  { name: 'operator-token', path: profile.operatorTokenFile, secret: true },
  { name: 'authority-key', path: join(profile.keyFolder, AUTHORITY_KEY_FILE), secret: true },
  { name: 'authority-next-key', path: join(profile.keyFolder, NEXT_AUTHORITY_KEY_FILE), secret: true, optional: true },
  { name: 'authority', path: join(profile.dataFolder, AUTHORITY_FILE), secret: false },
];

/** The text of a file; undefined if it does not exist. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`. */
export async function textOf({ path, secret }: Pick<InstallationFile, 'path' | 'secret'>): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    // Read again with the checks for a secret.
    return secret ? `${await readSecretFile(path)}\n` : text;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (EvlockError.is(cause)) throw cause;
    throw new EvlockError(
      'FILE_UNUSABLE',
      { file: path, problem: (cause as NodeJS.ErrnoException).code ?? '' },
      { cause },
    );
  }
}
