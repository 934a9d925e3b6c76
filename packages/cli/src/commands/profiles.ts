/** `evlock profiles …`: an example of each hand-written file. */
import { toJson } from '@evlock/protocol';
import { Argument, type Command } from 'commander';
import type { Context } from '../context.ts';
import { examples } from '../input/options.ts';
import { PROFILE_EXAMPLES, PROFILE_KINDS, type ProfileKind } from '../profiles/examples.ts';

export function register(profiles: Command, context: Context): void {
  profiles.description('Profile files: how each part of Evlock is configured.');
  const command = profiles
    .command('print')
    .summary('print an example of a profile')
    .description('Prints an example of a profile file, to be edited. Paths in a profile are relative to its folder.')
    .addArgument(new Argument('<kind>', 'kind of profile').choices(PROFILE_KINDS))
    .action((kind: ProfileKind) => context.out(toJson(PROFILE_EXAMPLES[kind], 2)));
  examples(command, ['evlock profiles print meter > meter.json']);
  examples(profiles, ['evlock profiles print gateway > gateway.json']);
}
