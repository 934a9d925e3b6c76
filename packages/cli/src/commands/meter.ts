/** `evlock meter`: run the device daemon. */
import type { EvlockError } from '@evlock/protocol';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { type Part, runUntilStopped } from '../session/parts.ts';

async function meterPart(file: string, { clock }: Context): Promise<Part> {
  const { createMeter, readMeterProfile, statusFile } = await import('@evlock/meter');
  const profile = await readMeterProfile(file);
  const meter = createMeter(profile, { clock });
  const failed = new Promise<EvlockError>((resolve) => {
    meter.onCrash = resolve;
  });
  let starting: Promise<unknown> = Promise.resolve();
  return {
    failed,
    start: async () => {
      const identity = meter.start();
      starting = identity;
      return { ...(await identity), statusFile: statusFile(profile) };
    },
    stop: async () => {
      await starting.catch(() => undefined);
      await meter.stop();
    },
  };
}

export function registerMeter(program: Command, context: Context): void {
  const command = program
    .command('meter')
    .summary('run the device daemon of a meter')
    .description(
      'Runs a meter until Ctrl-C or SIGTERM: sensor, relay, self-test, delivery, receipts, device link. The relay opens when it ends, however it ends. Prints one line of JSON when it is ready.',
    )
    .requiredOption('--profile <file>', "the meter's profile; `evlock profile meter` prints an example")
    .action(async ({ profile }: { profile: string }) => runUntilStopped(context, await meterPart(profile, context)));
  examples(command, ['evlock meter --profile meter.json']);
}
