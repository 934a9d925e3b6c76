/** Re-signs the build output with any key, so that the lane can show that the key alone makes the difference. */
import { execFileSync } from 'node:child_process';
import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLASH_SECTOR } from '@evlock/simulator/internal/trustzone';
import { image } from './machines.ts';

const out = join(image, '..');
const tool = (name: string): string => join(out, 'source/arm-trusted-firmware/tools', name, name);

export const KEYS = { application: join(out, 'keys/application.pem'), firmware: join(out, 'keys/firmware-root.pem') };

export const newKey = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/**
 * Of a signed application, `struct shdr` in OP-TEE's `signed_hdr.h`: two magics, size, algorithm, then both sizes as u16.
 */
const HASH_SIZE_AT = 16;
const HEADER_SIZE = 20;

/** Signs an application's header and image with another key, like OP-TEE's `sign_encrypt.py`: RSA-PSS over SHA-256. */
export function signApplication(signed: Buffer, key: KeyObject): Buffer {
  const header = signed.subarray(0, HEADER_SIZE);
  const hashSize = header.readUInt16LE(HASH_SIZE_AT);
  const signatureSize = header.readUInt16LE(HASH_SIZE_AT + 2);
  const content = signed.subarray(HEADER_SIZE + hashSize + signatureSize);
  const message = Buffer.concat([header, content]);
  const signature = sign('sha256', message, {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: hashSize,
  });
  return Buffer.concat([header, createHash('sha256').update(message).digest(), signature, content]);
}

/** The package's images, by their options of TF-A's tools. */
const IMAGES = ['tb-fw', 'soc-fw', 'tos-fw', 'tos-fw-extra1', 'nt-fw'];
const CERTIFICATES = [
  'tb-fw-cert',
  'trusted-key-cert',
  ...['soc-fw', 'tos-fw', 'nt-fw'].flatMap((part) => [`${part}-key-cert`, `${part}-cert`]),
];

/**
 * The firmware with the same images, and all certificates reissued under another root-of-trust key; returns its file's path.
 */
export function signFirmware(folder: string, rootKey: string): string {
  const parts = mkdtempSync(join(folder, 'package-'));
  const at = (name: string): string => join(parts, name);
  const firmware = readFileSync(join(image, 'firmware'));
  writeFileSync(at('old.fip'), firmware.subarray(FLASH_SECTOR));
  execFileSync(tool('fiptool'), ['unpack', '--out', parts, at('old.fip')]);
  const named = (names: readonly string[]): string[] => names.flatMap((name) => [`--${name}`, at(`${name}.bin`)]);
  const files = [...named(IMAGES), ...named(CERTIFICATES)];
  const counters = ['--tfw-nvctr', '0', '--ntfw-nvctr', '0'];
  execFileSync(tool('cert_create'), ['-n', ...counters, '--rot-key', rootKey, ...files], { stdio: 'pipe' });
  execFileSync(tool('fiptool'), ['create', ...files, at('new.fip')]);
  const file = join(folder, `firmware-${parts.slice(-6)}`);
  writeFileSync(file, Buffer.concat([firmware.subarray(0, FLASH_SECTOR), readFileSync(at('new.fip'))]));
  rmSync(parts, { recursive: true });
  return file;
}
