/** `evlock restore-backup`: the way back from `evlock backup`. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, show } from '../input/options.ts';
import { fields, utc } from '../output/format.ts';
import { passphraseOf, profileOf, type SealedOptions, sealedOptions } from './backup.ts';

async function restoreBackup(file: string, options: SealedOptions, context: Context): Promise<void> {
  const { kind, profileFile } = profileOf(options);
  const passphrase = await passphraseOf(options, context);
  if (kind === 'meter') {
    const { restoreMeter } = await import('../meter/backup.ts');
    const created = await restoreMeter({ profileFile, file, passphrase });
    show(context, options, { file, created }, () =>
      fields([
        ['restored from', utc(created)],
        ['next', `start the meter; what it signed since then comes back from gateway and chain`],
      ]),
    );
    return;
  }
  const { restoreGateway } = await import('@evlock/gateway/tools');
  const databaseUrl = context.env.DATABASE_URL;
  const report = await restoreGateway({ file, profileFile, passphrase, databaseUrl }, context);
  show(context, options, report, () =>
    fields([
      ['restored from', `${utc(report.created)}, Evlock ${report.from}`],
      ['schema', report.schema],
      ...Object.entries(report.tables).map(([name, rows]) => [name, `${rows} rows`] as const),
      ['files', report.files.join(', ')],
      ['next', `evlock gateway --profile ${profileFile}`],
      ['then', `evlock audit --profile ${profileFile}, and revoke again what was revoked since the backup`],
    ]),
  );
}

export function registerRestoreBackup(program: Command, context: Context): void {
  const command = program
    .command('restore-backup')
    .summary('put back what `evlock backup` saved')
    .description(
      'Puts a gateway back into an empty database and empty folders, or a store back to a meter that has none. Reads and checks the whole file first and never overwrites anything; the database comes back in one transaction and is then brought to the schema of this version.',
    )
    .argument('<file>', 'a file of `evlock backup`')
    .action((file: string, options: SealedOptions) => restoreBackup(file, options, context));
  examples(sealedOptions(command), [
    'evlock restore-backup gateway-2026-11-22.backup --profile gateway.json --passphrase-file passphrase.txt',
  ]);
}
