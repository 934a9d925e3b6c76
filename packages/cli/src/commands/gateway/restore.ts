/** `evlock gateway restore`: a gateway from its backup. */
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, show } from '../../input/options.ts';
import { fields, utc } from '../../output/format.ts';
import { passphraseOf, type SealedOptions, sealedOptions } from '../backup-options.ts';

async function restore(file: string, options: SealedOptions, context: Context): Promise<void> {
  const { profile: profileFile } = options;
  const passphrase = await passphraseOf(options, context);
  const { restoreGateway } = await import('@evlock/gateway/tools');
  const databaseUrl = context.env.DATABASE_URL;
  const report = await restoreGateway({ file, profileFile, passphrase, databaseUrl }, context);
  show(context, options, report, () =>
    fields([
      ['restored from', `${utc(report.created)}, Evlock ${report.from}`],
      ['schema', report.schema],
      ...Object.entries(report.tables).map(([name, rows]) => [name, `${rows} rows`] as const),
      ['files', report.files.join(', ')],
      ['next', `evlock gateway run --profile ${profileFile}`],
      ['then', `evlock gateway audit --profile ${profileFile}; repeat every revocation made since the backup`],
    ]),
  );
}

export function registerRestoreGateway(gateway: Command, context: Context): void {
  const command = gateway
    .command('restore')
    .summary('restore a gateway from a backup')
    .description(
      'Restores a gateway to an empty database and empty folders. The whole file is read and checked first, and nothing is overwritten; the database is restored in one transaction and then migrated to the schema of this version.',
    )
    .argument('<file>', 'file written by `evlock gateway backup`')
    .action((file: string, options: SealedOptions) => restore(file, options, context));
  examples(sealedOptions(command, 'gateway'), [
    'evlock gateway restore gateway-2026-11-22.backup --profile gateway.json --passphrase-file passphrase.txt',
  ]);
}
