/** `evlock profile KIND`: an example of each file that people write. */
import { toJson } from '@evlock/protocol';
import { Argument, type Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '../profiles/examples.ts';

export function registerProfile(program: Command, context: Context): void {
  const command = program
    .command('profile')
    .summary('print an example of a profile')
    .description('Prints an example of a profile file, to be edited. Paths in a profile count from its folder.')
    .addArgument(new Argument('<kind>', 'which').choices(PROFILE_KINDS))
    .action((kind: ProfileKind) => context.out(toJson(PROFILE_EXAMPLES[kind], 2)));
  examples(command, ['evlock profile meter > meter.json']);
}
