/**
 * A misspelt command or option, detected before anything else is checked: otherwise the command would complain about the missing
 * option rather than the misspelt one.
 */
import type { Command } from 'commander';
import { NOUNS } from '../nouns.ts';
import { nearest } from './nearest.ts';
import { isSecret } from './secret-shape.ts';
import { wrongUsage } from './usage.ts';

/** The command the words name, and the words after it. */
function commandOf(program: Command, argv: readonly string[]): { command: Command; rest: readonly string[] } {
  let command = program;
  let rest = argv;
  for (let next = named(command, rest); next; next = named(command, rest)) {
    command = next;
    rest = rest.slice(1);
  }
  return { command, rest };
}

const named = (command: Command, [word = '']: readonly string[]): Command | undefined =>
  command.commands.find((one) => one.name() === word || one.aliases().includes(word));

const isHelp = (word: string | undefined): boolean => word === undefined || ['help', '--help', '-h'].includes(word);

/**
 * Throws wrong usage for words that name no command, with the nearest ones in the whole program. A lone noun and help are let
 * through: they are answered with help.
 */
export async function refuseUnknown(
  program: Command,
  argv: readonly string[],
  whole: () => Promise<Command>,
): Promise<void> {
  const { command, rest } = commandOf(program, argv);
  const [word] = rest;
  if (command.commands.length === 0 || isHelp(word)) return;
  const isOption = word?.startsWith('-') === true;
  if (isOption && rest.some((one) => one === '--help' || one === '-h')) return;
  const isProgram = command === program;
  if (isProgram && isOption) return refuseBeforeCommand(rest);
  const path = isProgram ? 'evlock' : `evlock ${command.name()}`;
  const verbs = command.commands.map((verb) => verb.name()).join(', ');
  if (isOption) throw wrongUsage(path, `needs a verb before ${word}: ${verbs}`);
  const near = nearest(await whole(), isProgram ? argv : [command.name(), ...rest]);
  const useful = near.filter((one) => isProgram || one !== command.name());
  const what = `has no command \`${isSecret(word ?? '') ? '…' : word}\``;
  if (useful.length > 0) {
    const meant = useful.map((one) => `\`evlock ${one}\``).join(' or ');
    throw wrongUsage(path, `${what}; did you mean ${meant}?`);
  }
  throw wrongUsage(path, `${what}: ${isProgram ? 'see `evlock --help`' : verbs}`);
}

/** `evlock --json offers list`: the option exists, but not there. */
function refuseBeforeCommand(words: readonly string[]): void {
  const [option = ''] = (words[0] ?? '').split('=', 1);
  const noun = words.find((word) => NOUNS.some(({ name }) => name === word));
  if (noun !== undefined) throw wrongUsage(option, `belongs after the command: \`evlock ${noun} … ${option}\``);
}

/** Throws commander's own error, with the likely intended option, for the first unknown long option. */
export function refuseMisspelt(program: Command, argv: readonly string[]): void {
  const { command, rest } = commandOf(program, argv);
  const known = new Map(command.options.map((option) => [option.long ?? '', option]));
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (word === '--') return;
    if (!word.startsWith('--') || word === '--help') continue;
    const option = known.get(word.split('=', 1)[0] ?? '');
    if (!option) throw unknownOption(command, word);
    // Its value may look like an option.
    if ((option.required || option.optional) && !word.includes('=')) index++;
  }
}

/**
 * Commander's own words for it, whose type leaves the method out; it throws by itself where it does not end the process. It
 * looks for what is near in the same case alone.
 */
function unknownOption(command: Command, word: string): unknown {
  const [flag = word] = word.split('=', 1);
  const same = command.options.find(({ long }) => long === flag.toLowerCase());
  if (same) throw wrongUsage(flag, `is not an option; did you mean ${same.long}?`);
  return (command as unknown as { unknownOption(flag: string): unknown }).unknownOption(flag);
}
