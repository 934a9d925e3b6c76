/** `evlock backup`: what of a gateway, or of a meter, is worth keeping, in one sealed file. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples, type JsonOption, jsonOption, show } from '../input/options.ts';
import { readSecret } from '../input/secrets.ts';
import { wrongUsage } from '../input/usage.ts';
import { fields } from '../output/format.ts';

export interface SealedOptions extends JsonOption {
  readonly profile?: string;
  readonly meter?: string;
  readonly passphraseFile?: string;
}

export const passphraseOf = (options: SealedOptions, context: Context): Promise<string> => {
  const { passphraseFile: file } = options;
  return readSecret(context, { file, option: '--passphrase-file', variable: 'EVLOCK_BACKUP_PASSPHRASE' });
};

export const sealedOptions = (command: Command): Command =>
  jsonOption(
    command
      .option('--profile <file>', "the gateway's profile")
      .option('--meter <file>', "or a meter's profile")
      .option(
        '--passphrase-file <file>',
        'file with the passphrase, 0600, 12 characters or more (EVLOCK_BACKUP_PASSPHRASE)',
      ),
  );

/** One of the two profiles. */
export function profileOf({ profile, meter }: SealedOptions): { kind: 'gateway' | 'meter'; profileFile: string } {
  if (profile !== undefined && meter !== undefined) throw wrongUsage('--meter', 'goes without --profile');
  if (profile !== undefined) return { kind: 'gateway', profileFile: profile };
  if (meter !== undefined) return { kind: 'meter', profileFile: meter };
  throw wrongUsage('--profile', 'is needed, or --meter');
}

async function backup(options: SealedOptions & { to: string }, context: Context): Promise<void> {
  const { to } = options;
  const { kind, profileFile } = profileOf(options);
  const passphrase = await passphraseOf(options, context);
  if (kind === 'meter') {
    const { backupMeter } = await import('../meter/backup.ts');
    const bytes = await backupMeter({ profileFile, file: to, passphrase }, context.clock.now());
    show(context, options, { file: to, bytes }, () =>
      fields([
        ['backup', to],
        ['store', `${bytes} bytes`],
        ['not in it', 'any key: those of the secure world have no backup but the 24 words'],
      ]),
    );
    return;
  }
  const { backupGateway } = await import('@evlock/gateway/tools');
  const databaseUrl = context.env.DATABASE_URL;
  const report = await backupGateway({ profileFile, to, passphrase, databaseUrl }, context);
  show(context, options, report, () =>
    fields([
      ['backup', to],
      ['schema', report.schema],
      ...Object.entries(report.tables).map(([name, rows]) => [name, `${rows} rows`] as const),
      ['files', report.files.join(', ')],
      ['secrets in it', 'authority key, submitter key, operator token, passkeys (public) and the profile'],
      ['not in it', 'meter keys, the 24 words, keys of the chain roles, this passphrase'],
    ]),
  );
}

export function registerBackup(program: Command, context: Context): void {
  const command = program
    .command('backup')
    .summary('save a gateway, or the store of a meter, in one sealed file')
    .description(
      'Saves a gateway as of one moment, while it runs or not: database, certificate authority, submitter key, operator token, deployment and profile. With --meter: the store of a meter. The file is encrypted with your passphrase, and worthless without it. No key of a secure world is ever in it.',
    )
    .requiredOption('--to <file>', 'the new file')
    .action((options: SealedOptions & { to: string }) => backup(options, context));
  examples(sealedOptions(command), [
    'evlock backup --profile gateway.json --to gateway-2026-11-22.backup --passphrase-file passphrase.txt',
    'evlock backup --meter meter.json --to meter.backup --passphrase-file passphrase.txt',
  ]);
}
