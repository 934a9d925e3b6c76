/** The keys a development community generates for its people. On a real network each is in someone else's hands. */
import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { readSecretFile, writeSecretFile } from '@evlock/files';
import { type Address, type Hex, parsePrivateKey } from '@evlock/protocol';
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts';

export interface ChainKey {
  readonly file: string;
  readonly privateKey: Hex;
  readonly address: Address;
}

async function ensureSecret(file: string, make: () => string): Promise<string> {
  const present = await access(file).then(
    () => true,
    () => false,
  );
  if (!present) await writeSecretFile(file, make());
  return readSecretFile(file);
}

/** The chain key in a 0600 file, generated on first use. */
export async function ensureChainKey(file: string): Promise<ChainKey> {
  const privateKey = parsePrivateKey(await ensureSecret(file, generatePrivateKey), file);
  return { file, privateKey, address: privateKeyToAddress(privateKey).toLowerCase() as Address };
}

/** A bearer token of 256 random bits in a 0600 file, generated on first use. */
export const ensureToken = (file: string): Promise<string> =>
  ensureSecret(file, () => randomBytes(32).toString('base64url'));
