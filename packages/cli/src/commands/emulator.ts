/** `evlock emulator run`: runs a secure-world emulator, which protects nothing. */
import { runUntilStopped } from '@evlock/files';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';

export function register(emulator: Command, context: Context): void {
  emulator.description('A secure-world emulator. IT PROTECTS NOTHING: its keys are files on this machine.');
  examples(emulator, ['evlock emulator run --profile emulator.json']);
  const command = emulator
    .command('run')
    .summary('run a secure-world emulator, which protects nothing')
    .description(
      'Runs a secure-world emulator until Ctrl-C or SIGTERM. IT PROTECTS NOTHING: its keys are files on this machine. Its evidence says so and is refused outside development networks.',
    )
    .requiredOption('--profile <file>', "the emulator's profile; `evlock profiles print emulator` prints an example")
    .action(async ({ profile }: { profile: string }) => {
      const { createEmulator } = await import('@evlock/simulator');
      await runUntilStopped(await createEmulator(profile), context);
    });
  examples(command, ['evlock emulator run --profile emulator.json']);
}
