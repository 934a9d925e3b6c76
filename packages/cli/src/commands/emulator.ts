/** `evlock emulator`: run a secure-world emulator, which protects nothing. */
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../options.ts';
import { runUntilStopped } from '../parts.ts';

export function registerEmulator(program: Command, context: Context): void {
  const command = program
    .command('emulator')
    .summary('run a secure-world emulator: it protects nothing')
    .description(
      'Runs a secure-world emulator until Ctrl-C or SIGTERM. IT PROTECTS NOTHING: its keys lie in files of this machine. Its evidence says so and is refused outside development networks.',
    )
    .requiredOption('--profile <file>', "the emulator's profile; `evlock profile emulator` prints an example")
    .action(({ profile: file }: { profile: string }) =>
      runUntilStopped(context, async () => {
        const { startEmulator } = await import('@evlock/simulator');
        return startEmulator(file);
      }),
    );
  examples(command, ['evlock emulator --profile emulator.json']);
}
