/** Every `evlock …` of the documents, of the catalogue and of what the command itself prints is a command, with options that it has. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { expect, it } from 'vitest';
import type { Context } from '../src/context.ts';
import { nearest } from '../src/input/nearest.ts';
import { NOUNS } from '../src/nouns.ts';
import { wholeProgram } from '../src/program.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const program = await wholeProgram({ clock: { now: () => 0 } } as unknown as Context);
const byName = (command: Command, name: string) => command.commands.find((one) => one.name() === name);

/** What is printed or written for people; a changelog and a decision may name what was. */
const files = execFileSync('git', ['ls-files', '*.md', 'packages/*/src/**.ts', 'scripts/**.ts'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !/CHANGELOG|docs\/decisions/.test(file));

/** Mentions with what follows them up to the end of the quotation or line; a line that ends in `\` goes on. */
function mentions(text: string): string[][] {
  const whole = text.replaceAll(/\\+['",]*\s*\n[\s'"]*/g, ' ');
  const found = whole.matchAll(/(?<![\w./@$-])evlock(?: --)? ([a-z][^`'"\n|#();]*)/g);
  return [...found].map(([, words = '']) => words.trim().split(/\s+/));
}

function wrongIn([noun = '', second = '', ...more]: readonly string[]): string | undefined {
  const command = byName(program, noun);
  if (!command) return `no noun ${noun}`;
  const verb = byName(command, second.replace(/[.,:]$/, ''));
  if (command.commands.length > 0 && second !== '' && /^[a-z][a-z-]*[.,:]?$/.test(second) && !verb)
    return `no verb ${second}`;
  const known = [...(verb ?? command).options.map(({ long }) => long), '--help'];
  const options = [second, ...more].map((word) => /^--[a-z-]+/.exec(word)?.[0]).filter((word) => word !== undefined);
  const unknown = options.filter((option) => !known.includes(option));
  return unknown.length === 0 ? undefined : `no option ${unknown.join(', ')}`;
}

it('names a command wherever it says evlock', () => {
  const nouns = new Set(NOUNS.map(({ name }) => name));
  const wrong = files.flatMap((file) =>
    mentions(readFileSync(join(ROOT, file), 'utf8'))
      // Not in prose or identifiers, nor where the verb is a variable; `CN=evlock gateway authority` is a certificate's.
      .filter(([noun = '', verb = '']) => nouns.has(noun) && !/[$…]/.test(verb) && verb !== 'authority')
      .flatMap((words) => {
        const problem = wrongIn(words);
        return problem === undefined ? [] : [`${file}: evlock ${words.join(' ')}: ${problem}`];
      }),
  );
  expect(wrong).toEqual([]);
});

it('leaves no command of another form in backticks', () => {
  // `evlock enrolment` begins the text whose hash is an enrolment's.
  const isCommand = (word: string): boolean => word !== 'enrolment' && nearest(program, [word]).length > 0;
  const wrong = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/`(?:npx )?evlock ([a-z-]+)/g)]
      .filter(([, word = '']) => !byName(program, word) && isCommand(word))
      .map(([whole]) => `${file}: ${whole}`),
  );
  expect(wrong).toEqual([]);
});

it('finds what is wrong', () => {
  expect(wrongIn(['offers', 'sell'])).toBe('no verb sell');
  expect(wrongIn(['offer', '--energy'])).toBe('no noun offer');
  expect(wrongIn(['offers', 'place', '--enrgy', '2kWh'])).toBe('no option --enrgy');
  expect(mentions("'evlock offers list \\\\',\n '  --all'")).toEqual([['offers', 'list', '--all']]);
});
