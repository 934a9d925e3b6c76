/** The secure world's keys: how they are created, and the only way they sign. */
import {
  type Address,
  type Bytes32,
  type Hex,
  isPrivateKey,
  publicKeyOf,
  publicKeyToAddress,
  type Signature,
  sharedSecret,
  signDigest,
} from '@evlock/protocol';
import { EVLOCK_ACCOUNT_PATH, fromHex, refusal, toHex } from '@evlock/secure-world';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToEntropy, mnemonicToSeedSync, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

export { wordlist };

const WORD_COUNT = 24;
const KEY_ATTEMPTS = 8;

/** A private key in use. It signs digests of typed data only; nothing outside this folder can pass it bytes. */
export class SigningKey {
  readonly address: Address;
  /** Compressed, 33 bytes. */
  readonly publicKey: Hex;
  readonly #privateKey: Uint8Array;

  constructor(privateKey: Hex) {
    this.#privateKey = fromHex(privateKey);
    this.address = publicKeyToAddress(publicKeyOf(this.#privateKey, false));
    this.publicKey = toHex(publicKeyOf(this.#privateKey, true));
  }

  /** RFC 6979, low s, recoverable. */
  sign(digest: Bytes32): Signature {
    return signDigest(digest, this.#privateKey);
  }

  /** SHA-256 of the compressed shared point. */
  sharedSecret(publicKey: Hex): Uint8Array {
    return sharedSecret(fromHex(publicKey), this.#privateKey);
  }
}

export interface Keys {
  readonly meter: SigningKey;
  readonly account: SigningKey;
  readonly attestation: SigningKey;
}

/** A new private key. Throws `RANDOMNESS_FAULT` when the source yields no valid one. */
export function makePrivateKey(random: (size: number) => Uint8Array): Hex {
  for (let attempt = 0; attempt < KEY_ATTEMPTS; attempt++) {
    const candidate = random(32);
    if (isPrivateKey(candidate)) return toHex(candidate);
  }
  throw refusal('RANDOMNESS_FAULT');
}

export const wordsOf = (entropy: Hex): string => entropyToMnemonic(fromHex(entropy), wordlist);

/** The entropy behind a recovery phrase. Throws `INVALID_INPUT` (reason WORDS). */
export function entropyOf(words: string): Hex {
  // The library would accept other spellings of the same letters (NFKD); the TA accepts only the word list's own.
  if (!/^[a-z ]*$/.test(words) || words.split(' ').length !== WORD_COUNT || !validateMnemonic(words, wordlist)) {
    throw refusal('INVALID_INPUT', 'WORDS');
  }
  return toHex(mnemonicToEntropy(words, wordlist));
}

function accountPrivateKey(entropy: Hex): Hex {
  const { privateKey } = HDKey.fromMasterSeed(mnemonicToSeedSync(wordsOf(entropy))).derive(EVLOCK_ACCOUNT_PATH);
  if (!privateKey) throw refusal('RANDOMNESS_FAULT');
  return toHex(privateKey);
}

export const keysOf = (secrets: {
  readonly meterPrivateKey: Hex;
  readonly attestationPrivateKey: Hex;
  readonly entropy: Hex;
}): Keys => ({
  meter: new SigningKey(secrets.meterPrivateKey),
  attestation: new SigningKey(secrets.attestationPrivateKey),
  account: new SigningKey(accountPrivateKey(secrets.entropy)),
});
