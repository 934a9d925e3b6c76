/** What must never appear in an answer, and the search for it. */
import { pbkdf2Sync } from 'node:crypto';
import { EVLOCK_ACCOUNT_PATH, toHex } from '@evlock/secure-world';
import { wordsOf } from '@evlock/simulator/internal/emulator';
import { mnemonicToAccount } from 'viem/accounts';
import type { StoredSecrets } from '../../qemu/test/stored-state.ts';

/** By name. */
export type Secrets = Readonly<Record<string, Buffer>>;

/** Half a key is found too: nobody draws the same 16 bytes by chance. */
const PIECE = 16;

/** What the recovery phrase gives away: whoever has it has the account. */
export function secretsOfWords(words: string): Secrets {
  const { privateKey } = mnemonicToAccount(words, { path: EVLOCK_ACCOUNT_PATH as never }).getHdKey();
  if (!privateKey) throw new Error('no key for this recovery phrase');
  return {
    words: Buffer.from(words),
    seed: pbkdf2Sync(words, 'mnemonic', 2048, 64, 'sha512'),
    'account key': Buffer.from(privateKey),
  };
}

/** Every secret of a device, from what it has stored. */
export const secretsBehind = ({ meterKey, attestationKey, entropy }: StoredSecrets): Secrets => ({
  'meter key': meterKey,
  'attestation key': attestationKey,
  entropy,
  ...secretsOfWords(wordsOf(toHex(entropy))),
});

/** Names of those of which `bytes` contains a part. */
export function leaked(bytes: Uint8Array, secrets: Secrets): string[] {
  const answer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Object.entries(secrets)
    .filter(([, secret]) => {
      for (let at = 0; at + PIECE <= secret.length; at += PIECE)
        if (answer.includes(secret.subarray(at, at + PIECE))) return true;
      return false;
    })
    .map(([name]) => name);
}
