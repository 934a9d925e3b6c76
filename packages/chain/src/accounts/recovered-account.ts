/**
 * The account key from its recovery phrase alone, for an owner who lost the meter that held it. The phrase is secret: nothing
 * here shows it, and no error names a word. Source: BIP-39 and BIP-32, https://github.com/bitcoin/bips
 */
import { type Address, type Bytes32, EvlockError, type Signature } from '@evlock/protocol';
import { hexToBytes, sha256 } from 'viem';
import { english, mnemonicToAccount } from 'viem/accounts';
import { lowerCase } from '../contracts/decode-event.ts';

/** Where the secure world keeps the account key: 8217 is Kaia's coin type. */
const ACCOUNT_PATH = "m/44'/8217'/0'/0/0";
const WORD_COUNT = 24;
const BITS_PER_WORD = 11n;
/** 24 words are 264 bits: 256 of entropy, and the first 8 of its SHA-256. */
const CHECKSUM_BITS = 8n;

export interface RecoveredAccount {
  readonly address: Address;
  /** Low s, recoverable; the same digest gives the same bytes. */
  sign(digest: Bytes32): Promise<Signature>;
}

/** Throws `INVALID_INPUT` unless these are 24 words of the English list whose checksum holds. */
export function accountOfRecoveryPhrase(text: string): RecoveredAccount {
  const words = text.trim().toLowerCase().split(/\s+/);
  checkWords(words);
  // viem's type only allows Ethereum's coin type.
  const account = mnemonicToAccount(words.join(' '), { path: ACCOUNT_PATH as never });
  return { address: lowerCase(account.address), sign: (hash) => account.sign({ hash }) };
}

const wrong = (problem: string): EvlockError => new EvlockError('INVALID_INPUT', { field: 'words', problem });

/** A wrong word would yield a different, empty account. */
function checkWords(words: readonly string[]): void {
  if (words.length !== WORD_COUNT) throw wrong(`${words.length} in place of ${WORD_COUNT}`);
  const unknown = words.findIndex((word) => !english.includes(word));
  if (unknown >= 0) throw wrong(`number ${unknown + 1} is not in the list`);
  const bits = words.reduce((sum, word) => (sum << BITS_PER_WORD) | BigInt(english.indexOf(word)), 0n);
  const entropy = (bits >> CHECKSUM_BITS).toString(16).padStart(64, '0');
  const [checksum] = hexToBytes(sha256(`0x${entropy}`));
  if (BigInt.asUintN(Number(CHECKSUM_BITS), bits) !== BigInt(checksum ?? 0)) {
    throw wrong('the checksum does not hold: a word is wrong, or two changed places');
  }
}
