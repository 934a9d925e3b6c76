/**
 * Secrets are never arguments, which every process on the machine can read: they come from files with mode 0600, or variables.
 */
import { EvlockError } from '@evlock/protocol';
import type { Context } from '../context.ts';
import { isPhrase, isSecret } from './secret-shape.ts';
import { UsageError, wrongUsage } from './usage.ts';

/** Options people try, and the ones to use instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  '--key': '--key-file',
  '--private-key': '--key-file',
  '--token': '--token-file',
  '--words': '--recovery-phrase-file',
  '--mnemonic': '--recovery-phrase-file',
  '--recovery-phrase': '--recovery-phrase-file',
  '--code': '--code-file',
  '--passkey': 'the profile (passkeyFile)',
  '--password': 'a file',
};

const exposed = (argument: string, instead: string): UsageError =>
  new UsageError(new EvlockError('SECRET_EXPOSED', { argument, instead }));

/** Throws `SECRET_EXPOSED`, naming the argument and never its value. */
export function refuseSecrets(argv: readonly string[]): void {
  for (const [index, item] of argv.entries()) {
    const [name = '', attached] = item.split('=', 2);
    // `deploy --token ADDRESS` names the settlement token, which is public.
    if (name === '--token' && argv.includes('deploy')) continue;
    const instead = INSTEAD[name];
    if (instead !== undefined) throw exposed(name, instead);
    const value = attached ?? argv[index + 1] ?? '';
    if (name.endsWith('-file') && isSecret(value)) throw exposed(name, 'the name of a file that holds it');
  }
  if (isPhrase(argv)) throw exposed('recovery phrase', '--recovery-phrase-file');
}

export interface SecretSource {
  /** The option's value, a file. */
  readonly file: string | undefined;
  /** The option's name, for the error. */
  readonly option: string;
  /** The environment variable that may hold the secret itself. */
  readonly variable: string;
}

/** A secret from its file, else from the environment. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, or wrong usage. */
export async function readSecret(context: Context, source: SecretSource): Promise<string> {
  if (source.file !== undefined) {
    const { readSecretFile } = await import('@evlock/files');
    return readSecretFile(source.file);
  }
  const value = context.env[source.variable]?.trim();
  if (!value) throw wrongUsage(source.option, `is required, or the variable ${source.variable}`);
  return value;
}
