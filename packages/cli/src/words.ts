/** The 24 words of an account: from a file for their owner alone, or typed; never an argument, never shown again. */
import type { WordsAccount } from '@evlock/chain';
import type { Context } from './context.ts';
import { wrongUsage } from './usage.ts';

/** Where `--words-file` names standard input. */
const STANDARD_INPUT = '-';

export const WORDS_FILE = 'file of the 24 words, mode 0600; `-` reads a line of standard input';

async function wordsText(file: string, context: Context): Promise<string> {
  if (file === STANDARD_INPUT) return context.ask(context.terminal ? 'The 24 words of the account, in order: ' : '');
  const { readSecretFile } = await import('@evlock/files');
  return readSecretFile(file);
}

/** Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, or wrong usage that says what is wrong with the words, and shows none. */
export async function readWordsAccount(file: string, context: Context): Promise<WordsAccount> {
  const { accountOfWords } = await import('@evlock/chain');
  const text = await wordsText(file, context);
  try {
    return accountOfWords(text);
  } catch (error) {
    const { details } = error as { details?: { problem?: unknown } };
    throw wrongUsage('--words-file', String(details?.problem ?? 'does not hold 24 words'));
  }
}
