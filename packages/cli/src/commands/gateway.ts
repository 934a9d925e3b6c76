/** `evlock gateway …`: the cloud service and its data. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerAudit } from './gateway/audit.ts';
import { registerBackupGateway } from './gateway/backup.ts';
import { registerRestoreGateway } from './gateway/restore.ts';
import { registerRunGateway } from './gateway/run.ts';

export function register(gateway: Command, context: Context): void {
  gateway.description(
    'The gateway: run it, back it up and restore it, and audit its database against signatures and chain.',
  );
  registerRunGateway(gateway, context);
  registerBackupGateway(gateway, context);
  registerRestoreGateway(gateway, context);
  registerAudit(gateway, context);
  examples(gateway, ['evlock gateway run --profile gateway.json', 'evlock gateway audit --profile gateway.json']);
}
