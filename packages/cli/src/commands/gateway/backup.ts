/** `evlock gateway backup`: everything of a gateway worth keeping, in one encrypted file. */
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples, show } from '../../input/options.ts';
import { fields } from '../../output/format.ts';
import { passphraseOf, type SealedOptions, sealedOptions } from '../backup-options.ts';

interface BackupOptions extends SealedOptions {
  readonly out: string;
}

async function backup(options: BackupOptions, context: Context): Promise<void> {
  const { out, profile: profileFile } = options;
  const passphrase = await passphraseOf(options, context);
  const { backupGateway } = await import('@evlock/gateway/tools');
  const databaseUrl = context.env.DATABASE_URL;
  const report = await backupGateway({ profileFile, to: out, passphrase, databaseUrl }, context);
  show(context, options, report, () =>
    fields([
      ['backup', out],
      ['schema', report.schema],
      ...Object.entries(report.tables).map(([name, rows]) => [name, `${rows} rows`] as const),
      ['files', report.files.join(', ')],
      ['secrets included', 'authority key, submitter key, operator token, passkeys (public) and the profile'],
      ['not included', 'meter keys, recovery phrases, keys of the chain roles, this passphrase'],
    ]),
  );
}

export function registerBackupGateway(gateway: Command, context: Context): void {
  const command = gateway
    .command('backup')
    .summary('back up a gateway to one encrypted file')
    .description(
      'Backs up a gateway as of one moment, running or not: database, certificate authority, submitter key, operator token, deployment and profile. The file is encrypted with your passphrase and useless without it. It never contains a key of a secure world.',
    )
    .requiredOption('--out <file>', 'new file to write')
    .action((options: BackupOptions) => backup(options, context));
  examples(sealedOptions(command, 'gateway'), [
    'evlock gateway backup --profile gateway.json --out gateway-2026-11-22.backup --passphrase-file passphrase.txt',
  ]);
}
