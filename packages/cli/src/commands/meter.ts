/** `evlock meter`: run the device daemon. */
import { runUntilStopped } from '@evlock/files';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';

export function registerMeter(program: Command, context: Context): void {
  const command = program
    .command('meter')
    .summary('run the device daemon of a meter')
    .description(
      'Runs a meter until Ctrl-C or SIGTERM: sensor, relay, self-test, delivery, receipts, device link. The relay opens when it ends, however it ends. Prints one line of JSON when it is ready.',
    )
    .requiredOption('--profile <file>', "the meter's profile; `evlock profile meter` prints an example")
    .action(async ({ profile }: { profile: string }) => {
      const { createMeter, readMeterProfile } = await import('@evlock/meter');
      await runUntilStopped(createMeter(await readMeterProfile(profile), { clock: context.clock }), context);
    });
  examples(command, ['evlock meter --profile meter.json']);
}
