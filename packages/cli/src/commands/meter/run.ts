/** `evlock meter run`: run the device daemon. */
import { runUntilStopped } from '@evlock/files';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples } from '../../input/options.ts';

export function registerRunMeter(meter: Command, context: Context): void {
  const command = meter
    .command('run')
    .summary('run the device daemon of a meter')
    .description(
      'Runs the meter until Ctrl-C or SIGTERM: sensor, relay, self-test, delivery, receipts, device link. The relay opens when the process ends, for whatever reason. With `localPage.process` `meter` it serves the local page too, and starts as soon as somebody has set the meter up there. Prints one line of JSON when ready.',
    )
    .requiredOption('--profile <file>', "the meter's profile; `evlock profiles print meter` prints an example")
    .action(async ({ profile }: { profile: string }) => {
      const { createMeterProcess, readMeterProfile } = await import('@evlock/meter');
      const meter = createMeterProcess({ profile: await readMeterProfile(profile) }, { clock: context.clock });
      await runUntilStopped(meter, context);
    });
  examples(command, ['evlock meter run --profile meter.json']);
}
