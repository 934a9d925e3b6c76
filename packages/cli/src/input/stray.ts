/** What is wrong with the options of a command as a whole, before it does anything. */
import type { Command } from 'commander';
import { readPath } from './arguments.ts';
import { argument, wrongUsage } from './usage.ts';

/** An option of a command, as its action has it: `recoveryPhraseFile`. */
type Name = string;

const flag = (name: Name): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const isGiven = (command: Command, name: Name): boolean => command.getOptionValueSource(name) === 'cli';

/** Refuses options that would be ignored, unless one of `others` is given: `--out` without `--local`. */
export const onlyWith = (command: Command, others: readonly Name[], names: readonly Name[]): Command =>
  command.hook('preAction', () => {
    if (others.some((other) => isGiven(command, other))) return;
    const stray = names.find((name) => isGiven(command, name));
    if (stray !== undefined) throw wrongUsage(flag(stray), `requires ${others.map(flag).join(' or ')}`);
  });

const isFile = (flags: string): boolean => /^(file|folder)$|<(file|folder)>/.test(flags);

function requireNames(name: string, value: unknown): void {
  for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') argument(name, readPath)(one);
}

/** Throws wrong usage for a file or folder whose name is empty: `--profile "$UNSET"`. */
export function refuseBlankNames(command: Command): void {
  for (const option of command.options) {
    if (isFile(option.flags)) requireNames(option.long ?? option.flags, command.getOptionValue(option.attributeName()));
  }
  for (const [index, { name }] of command.registeredArguments.map((one) => ({ name: one.name() })).entries()) {
    if (isFile(name)) requireNames(`<${name}>`, command.processedArgs[index]);
  }
}
