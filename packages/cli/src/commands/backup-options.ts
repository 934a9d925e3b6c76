/** Options shared by gateway and meter backups. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type JsonOption, jsonOption } from '../input/options.ts';
import { readSecret } from '../input/secrets.ts';

export interface SealedOptions extends JsonOption {
  readonly profile: string;
  readonly passphraseFile?: string;
}

export const passphraseOf = (options: SealedOptions, context: Context): Promise<string> => {
  const { passphraseFile: file } = options;
  return readSecret(context, { file, option: '--passphrase-file', variable: 'EVLOCK_BACKUP_PASSPHRASE' });
};

/** `whose`: whose profile it is, `gateway` or `meter`. */
export const sealedOptions = (command: Command, whose: string): Command =>
  jsonOption(
    command
      .requiredOption('--profile <file>', `the ${whose}'s profile`)
      .option(
        '--passphrase-file <file>',
        'file with the passphrase, mode 0600, 12 characters or more (EVLOCK_BACKUP_PASSPHRASE)',
      ),
  );
