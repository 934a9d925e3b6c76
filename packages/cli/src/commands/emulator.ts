/** `evlock emulator`: run a secure-world emulator, which protects nothing. */
import { runUntilStopped } from '@evlock/files';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';

export function registerEmulator(program: Command, context: Context): void {
  const command = program
    .command('emulator')
    .summary('run a secure-world emulator: it protects nothing')
    .description(
      'Runs a secure-world emulator until Ctrl-C or SIGTERM. IT PROTECTS NOTHING: its keys lie in files of this machine. Its evidence says so and is refused outside development networks.',
    )
    .requiredOption('--profile <file>', "the emulator's profile; `evlock profile emulator` prints an example")
    .action(async ({ profile }: { profile: string }) => {
      const { createEmulator } = await import('@evlock/simulator');
      await runUntilStopped(createEmulator(profile), context);
    });
  examples(command, ['evlock emulator --profile emulator.json']);
}
