/** `evlock meter …`: the meter at hand. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { registerBackupMeter, registerRestoreMeter } from './meter/backup.ts';
import { registerBind } from './meter/bind.ts';
import { registerExport } from './meter/export.ts';
import { registerMigrate } from './meter/migrate.ts';
import { registerPage } from './meter/page.ts';
import { registerProvision } from './meter/provision.ts';
import { registerRecover } from './meter/recover.ts';
import { registerRunMeter } from './meter/run.ts';

export function register(meter: Command, context: Context): void {
  meter.description(
    'Sets up, runs and maintains one meter. A new meter is provisioned, bound to its owner, enrolled (`evlock enrolments request`) and run.',
  );
  registerProvision(meter, context);
  registerBind(meter, context);
  registerRunMeter(meter, context);
  registerPage(meter, context);
  registerMigrate(meter, context);
  registerExport(meter, context);
  registerBackupMeter(meter, context);
  registerRestoreMeter(meter, context);
  registerRecover(meter, context);
  examples(meter, [
    'evlock meter provision --socket /run/evlock/console.sock --deployment deployment.json --withdraw-to 0x3c…9a',
    'evlock meter run --profile meter.json',
  ]);
}
