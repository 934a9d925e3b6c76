/** The device's TLS key as a file: a board keeps it in a PKCS#11 token, the emulator has none. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFileSync } from '@evlock/files';

export const tlsKeyPath = (keyFolder: string): string => join(keyFolder, 'tls-key.pem');

/** Writes a new P-256 key (PEM, PKCS#8, mode 0600) unless one exists. */
export function makeTlsKey(keyFolder: string): void {
  const path = tlsKeyPath(keyFolder);
  if (existsSync(path)) return;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  replaceFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600);
}
