/** The command line: nouns, and the verbs of the named one. */
import { Command } from 'commander';
import type { Context } from './context.ts';
import { NOUN_GROUPS, NOUNS, type Noun } from './nouns.ts';
import { VERSION } from './version.ts';

const EXIT_CODES = 'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the audit found a difference.';

/** Top-level help and version, without loading any command. */
export type Output = Pick<Context, 'out' | 'err'>;

/** Every noun with its summary, and nothing else yet. */
export function outline({ out, err }: Output): Command {
  const program = new Command('evlock')
    .usage('<noun> [verb] [options]')
    .description('Secure energy trading between households. Every command has --help, with an example and the units.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out(text.trimEnd()),
      writeErr: (text) => err(text.trimEnd()),
      // `run` prints errors in one form, with the remedy.
      outputError: () => undefined,
    })
    .showSuggestionAfterError()
    .addHelpText('after', `\n${EXIT_CODES}`);
  for (const [title, nouns] of NOUN_GROUPS) {
    program.commandsGroup(title);
    for (const { name, summary } of nouns) program.command(name).summary(summary);
  }
  return program;
}

async function load(program: Command, { name, load }: Noun, context: Context): Promise<void> {
  const noun = program.commands.find((command) => command.name() === name);
  if (noun) (await load()).register(noun, context);
}

/** The program with the named noun's verbs only; loading all takes ten times as long. */
export async function programFor(argv: readonly string[], context: Context): Promise<Command> {
  const program = outline(context);
  const [word = '', next = ''] = argv;
  const noun = NOUNS.find(({ name }) => name === (word === 'help' ? next : word));
  if (noun) await load(program, noun, context);
  return program;
}

/** The program with every command. */
export async function wholeProgram(context: Context): Promise<Command> {
  const program = outline(context);
  for (const noun of NOUNS) await load(program, noun, context);
  return program;
}
