/** Guesses the intended command from words that name none. */
import type { Command } from 'commander';

/** A noun, or a noun and a verb. */
type Path = readonly [noun: string, verb?: string];

function pathsOf(program: Command): Path[] {
  return program.commands.flatMap((noun): Path[] => [
    [noun.name()],
    ...noun.commands.map((verb): Path => [noun.name(), verb.name()]),
  ]);
}

/** Edits (insert, delete, change, swap) from one to the other. */
function distance(one: string, other: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const change = (row[j - 1] ?? 0) + (same ? 0 : 1);
      const swap =
        one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

/** 0 for the same word, up to 1 for a prefix, more for a misspelling; undefined for another word. */
function unlike(word: string, name: string): number | undefined {
  if (word === name) return 0;
  if (word.length >= 3 && (name.startsWith(word) || word.startsWith(name))) return 1;
  const far = distance(word, name);
  return far <= Math.max(1, Math.floor(name.length / 3)) ? 1 + far : undefined;
}

/** How far a path is from the words: each noun or verb compared with the first ones. */
function score([noun, verb]: Path, words: readonly string[]): number | undefined {
  const [first = '', second = ''] = words;
  const asNoun = unlike(first, noun);
  // Prefer a match that uses the typed verb too.
  if (verb === undefined) return asNoun === undefined || second === '' ? asNoun : asNoun + 1;
  const asVerb = unlike(first, verb);
  const secondAsVerb = second === '' ? undefined : unlike(second, verb);
  if (asNoun !== undefined && secondAsVerb !== undefined) return (asNoun + secondAsVerb) / 4;
  return asVerb === undefined ? undefined : asVerb + 0.5;
}

/**
 * The commands nearest to what was typed, best first, at most three: `buy` gives `offers buy`, `restore-backup` gives `gateway
 * restore` and `meter restore`, `ofers list` gives `offers list`.
 */
export function nearest(program: Command, typed: readonly string[]): string[] {
  const words = typed.slice(0, 2).flatMap((word) => (word.startsWith('-') ? [] : word.toLowerCase().split('-')));
  const scored = pathsOf(program).flatMap((path) => {
    const value = score(path, words);
    return value === undefined ? [] : [{ path, value }];
  });
  const best = Math.min(...scored.map(({ value }) => value));
  return scored
    .filter(({ value }) => value <= best + 0.25)
    .slice(0, 3)
    .map(({ path }) => path.join(' '));
}
