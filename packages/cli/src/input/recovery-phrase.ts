/** An account's recovery phrase: from a private file, or typed without echo; never an argument, never shown again. */
import type { RecoveredAccount } from '@evlock/chain';
import { EvlockError } from '@evlock/protocol';
import type { Context } from '../context.ts';
import type { SecretInput } from './secret-input.ts';
import { wrongUsage } from './usage.ts';

/** `--recovery-phrase-file` value for standard input. */
const STANDARD_INPUT = '-';
const WORD_COUNT = 24;

export const PHRASE_FILE = 'file of the recovery phrase (24 words), mode 0600; `-` reads standard input without echo';

/** Lower case, single spaces; strips the numbers written beside the words. */
export const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !/^\d{1,2}[.):]?$/.test(word));

const asked: SecretInput = {
  isComplete: (text) => wordsIn(text).length >= WORD_COUNT,
  progress: (text) => `${wordsIn(text).length} of ${WORD_COUNT} words:`,
};

/** The phrase from a file, from standard input (`-`), or typed. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, `CANCELLED`. */
export async function readPhrase(file: string | undefined, context: Context): Promise<string[]> {
  if (file === STANDARD_INPUT || file === undefined) {
    if (file === undefined && !context.terminal)
      throw wrongUsage('--recovery-phrase-file', 'is required without a terminal');
    return wordsIn(await context.ask('Recovery phrase of the account, 24 words (not shown): ', asked));
  }
  const { readSecretFile } = await import('@evlock/files');
  return wordsIn(await readSecretFile(file));
}

/** Throws `SECRET_EXPOSED`, `FILE_UNUSABLE`, or wrong usage that describes the problem without showing a word. */
export async function readPhraseAccount(file: string, context: Context): Promise<RecoveredAccount> {
  const { accountOfRecoveryPhrase } = await import('@evlock/chain');
  const words = await readPhrase(file, context);
  try {
    return accountOfRecoveryPhrase(words.join(' '));
  } catch (error) {
    const { details } = EvlockError.from(error);
    throw wrongUsage('--recovery-phrase-file', String(details.problem ?? 'does not hold 24 words'));
  }
}
