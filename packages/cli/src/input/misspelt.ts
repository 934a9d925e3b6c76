/**
 * An option that is misspelt, found before anything else is judged: the command would first miss the one that was meant, and
 * name that instead of the mistake.
 */
import type { Command } from 'commander';

/** The command that the words name, and the words after its name. */
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

/** Throws commander's own error, with the option that may be meant, for the first long option that the command does not have. */
export function refuseMisspelt(program: Command, argv: readonly string[]): void {
  const { command, rest } = commandOf(program, argv);
  const known = new Map(command.options.map((option) => [option.long ?? '', option]));
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (word === '--') return;
    if (!word.startsWith('--') || word === '--help') continue;
    const option = known.get(word.split('=', 1)[0] ?? '');
    if (!option) throw unknownOption(command, word);
    // Its value may begin like an option.
    if ((option.required || option.optional) && !word.includes('=')) index++;
  }
}

/** Commander's own words for it, whose type leaves the method out; it throws by itself where it does not end the process. */
const unknownOption = (command: Command, word: string): unknown =>
  (command as unknown as { unknownOption(flag: string): unknown }).unknownOption(word.split('=', 1)[0] ?? word);
