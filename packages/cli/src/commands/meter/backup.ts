/** `evlock meter backup`, `evlock meter restore`: a meter's store in one encrypted file, and back. */
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, show } from '../../input/options.ts';
import { fields, utc } from '../../output/format.ts';
import { passphraseOf, type SealedOptions, sealedOptions } from '../backup-options.ts';

interface BackupOptions extends SealedOptions {
  readonly out: string;
}

async function backup(options: BackupOptions, context: Context): Promise<void> {
  const { out: file, profile: profileFile } = options;
  const passphrase = await passphraseOf(options, context);
  const { backupMeter } = await import('../../meter/backup.ts');
  const bytes = await backupMeter({ profileFile, file, passphrase }, context.clock.now());
  show(context, options, { file, bytes }, () =>
    fields([
      ['backup', file],
      ['store', `${bytes} bytes`],
      ['not included', 'any key: the only backup of a secure world is its recovery phrase'],
    ]),
  );
}

async function restore(file: string, options: SealedOptions, context: Context): Promise<void> {
  const { profile: profileFile } = options;
  const passphrase = await passphraseOf(options, context);
  const { restoreMeter } = await import('../../meter/backup.ts');
  const created = await restoreMeter({ profileFile, file, passphrase });
  show(context, options, { file, created }, () =>
    fields([
      ['restored from', utc(created)],
      ['next', 'start the meter; it gets what it has signed since then from gateway and chain'],
    ]),
  );
}

export function registerBackupMeter(meter: Command, context: Context): void {
  const command = meter
    .command('backup')
    .summary("back up a meter's store to one encrypted file")
    .description(
      "Backs up a meter's store, while it runs or not. The file is encrypted with your passphrase and useless without it. It contains no key: those of the secure world are recovered from the recovery phrase alone (`evlock meter recover`).",
    )
    .requiredOption('--out <file>', 'new file to write')
    .action((options: BackupOptions) => backup(options, context));
  examples(sealedOptions(command, 'meter'), [
    'evlock meter backup --profile meter.json --out meter.backup --passphrase-file passphrase.txt',
  ]);
}

export function registerRestoreMeter(meter: Command, context: Context): void {
  const command = meter
    .command('restore')
    .summary("restore a meter's store from a backup")
    .description(
      'Restores the store of a meter that has none. The whole file is read and checked first, and nothing is overwritten. A meter whose secure world is lost is not restored but recovered: evlock meter recover.',
    )
    .argument('<file>', 'file written by `evlock meter backup`')
    .action((file: string, options: SealedOptions) => restore(file, options, context));
  examples(sealedOptions(command, 'meter'), [
    'evlock meter restore meter.backup --profile meter.json --passphrase-file passphrase.txt',
  ]);
}
