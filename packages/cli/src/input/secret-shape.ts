/** What a secret looks like, wherever it was typed: no message may repeat it. */

const KEY = /^(0x)?[0-9a-fA-F]{64}$/;
const CODE = /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/;
const PHRASE = /^([a-z]+\s+){11,}[a-z]+$/;

/** A private key, an enrolment code, or words. An id on the chain looks like a key, and is taken for one. */
export const isSecret = (text: string): boolean => KEY.test(text) || CODE.test(text) || PHRASE.test(text);

/** Words of a recovery phrase, one argument each. */
export function isPhrase(words: readonly string[]): boolean {
  let run = 0;
  return words.some((word) => {
    run = /^[a-z]{3,8}$/.test(word) ? run + 1 : 0;
    return run >= 12 || PHRASE.test(word);
  });
}

/** A message of somebody else's without the keys that it repeats. */
export const withoutKeys = (text: string): string => text.replaceAll(/\b(0x)?[0-9a-fA-F]{64}\b/g, '…');
