/** `evlock emulator`: run a secure-world emulator, which protects nothing. */
import type { RunningEmulator } from '@evlock/simulator';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { type Part, runUntilStopped } from '../session/parts.ts';

function emulatorPart(file: string): Part {
  let running: Promise<RunningEmulator> | undefined;
  return {
    start: async () => {
      const { startEmulator } = await import('@evlock/simulator');
      running = startEmulator(file);
      return (await running).ready;
    },
    stop: async () => {
      const started = await running?.catch(() => undefined);
      await started?.part.stop();
    },
  };
}

export function registerEmulator(program: Command, context: Context): void {
  const command = program
    .command('emulator')
    .summary('run a secure-world emulator: it protects nothing')
    .description(
      'Runs a secure-world emulator until Ctrl-C or SIGTERM. IT PROTECTS NOTHING: its keys lie in files of this machine. Its evidence says so and is refused outside development networks.',
    )
    .requiredOption('--profile <file>', "the emulator's profile; `evlock profile emulator` prints an example")
    .action(({ profile }: { profile: string }) => runUntilStopped(context, emulatorPart(profile)));
  examples(command, ['evlock emulator --profile emulator.json']);
}
