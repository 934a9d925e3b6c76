/** The 24 words of an account: from a file for their owner alone, or typed unseen; never an argument, never shown again. */
import type { WordsAccount } from '@evlock/chain';
import { EvlockError } from '@evlock/protocol';
import type { Context } from '../context.ts';
import type { SecretInput } from './secret-input.ts';
import { wrongUsage } from './usage.ts';

/** Where `--words-file` names standard input. */
const STANDARD_INPUT = '-';
const WORD_COUNT = 24;

export const WORDS_FILE = 'file of the 24 words, mode 0600; `-` reads them from standard input, unseen';

/** Lower case, single spaces; the numbers beside words that were written down as they are shown are left out. */
export const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\d{1,2}[.):]?$/.test(word));

const asked: SecretInput = {
  isComplete: (text) => wordsIn(text).length >= WORD_COUNT,
  progress: (text) => `${wordsIn(text).length} of ${WORD_COUNT} words:`,
};

/** The words of a file, of standard input (`-`), or typed. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, `CANCELLED`. */
export async function readWords(file: string | undefined, context: Context): Promise<string[]> {
  if (file === STANDARD_INPUT || file === undefined) {
    if (file === undefined && !context.terminal)
      throw wrongUsage('--words-file', 'is needed where there is no terminal');
    return wordsIn(await context.ask('The 24 words of the account, in order (they are not shown): ', asked));
  }
  const { readSecretFile } = await import('@evlock/files');
  return wordsIn(await readSecretFile(file));
}

/** Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, or wrong usage that says what is wrong with the words, and shows none. */
export async function readWordsAccount(file: string, context: Context): Promise<WordsAccount> {
  const { accountOfWords } = await import('@evlock/chain');
  const words = await readWords(file, context);
  try {
    return accountOfWords(words.join(' '));
  } catch (error) {
    const { details } = EvlockError.from(error);
    throw wrongUsage('--words-file', String(details.problem ?? 'does not hold 24 words'));
  }
}
