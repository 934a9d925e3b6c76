/**
 * The TLS key of this device (P-256): a file on development machines, a PKCS#11 token on a board. It only identifies the
 * device; nothing that moves money is signed with it.
 */
import { execFile } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { access } from 'node:fs/promises';
import type { SecureContextOptions } from 'node:tls';
import { promisify } from 'node:util';
import { readSecretFile, writeSecretFile } from '@evlock/files';
import { type Bytes32, EvlockError } from '@evlock/protocol';
import type { MeterProfile, Pkcs11Key } from '../profile.ts';
import { bitString, noAttributes, objectIdentifier, pem, sequence, set, smallInteger, utf8String } from './der.ts';

export interface DeviceKey {
  /** SHA-256 of the SubjectPublicKeyInfo. */
  readonly tlsKeyHash: Bytes32;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Buffer;
  /** PKCS#10 in PEM whose subject is exactly CN = device id without 0x. */
  certificateRequest(deviceId: Bytes32): Promise<string>;
  /** The key in the form `tls.connect` accepts. */
  readonly tlsOptions: Pick<SecureContextOptions, 'key' | 'privateKeyEngine' | 'privateKeyIdentifier'>;
}

const COMMON_NAME = [0x55, 0x04, 0x03];
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

const hashOf = (publicKey: Buffer): Bytes32 => `0x${createHash('sha256').update(publicKey).digest('hex')}`;
const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/**
 * The key named by the profile; a missing key file is created. Throws `SECRET_EXPOSED`, `FILE_UNUSABLE` or
 * `PROFILE_INVALID`.
 */
export async function openDeviceKey({ privateKeyFile, pkcs11 }: MeterProfile['deviceLink']): Promise<DeviceKey> {
  if (pkcs11) return await TokenKey.open(pkcs11);
  if (privateKeyFile === undefined) throw new EvlockError('PROFILE_INVALID', { field: 'deviceLink.privateKeyFile' });
  const missing = await access(privateKeyFile).then(
    () => false,
    () => true,
  );
  if (missing) await writeSecretFile(privateKeyFile, newKey());
  return new FileKey(privateKeyFile, await readSecretFile(privateKeyFile));
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

class FileKey implements DeviceKey {
  readonly tlsOptions: DeviceKey['tlsOptions'];
  readonly publicKey: Buffer;
  readonly tlsKeyHash: Bytes32;
  readonly #key: KeyObject;

  constructor(file: string, text: string) {
    try {
      this.#key = createPrivateKey(text);
    } catch (cause) {
      throw new EvlockError('PROFILE_INVALID', { file, problem: 'not a private key' }, { cause });
    }
    if (this.#key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new EvlockError('PROFILE_INVALID', { file, problem: 'not a P-256 key' });
    }
    this.tlsOptions = { key: text };
    this.publicKey = spki(createPublicKey(this.#key));
    this.tlsKeyHash = hashOf(this.publicKey);
  }

  /** RFC 2986, section 4. */
  async certificateRequest(deviceId: Bytes32): Promise<string> {
    const name = sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String(deviceId.slice(2)))));
    const information = sequence(smallInteger(0), name, this.publicKey, noAttributes());
    const algorithm = sequence(objectIdentifier(ECDSA_WITH_SHA256));
    const signature = sign('sha256', information, this.#key);
    return pem('CERTIFICATE REQUEST', sequence(information, algorithm, bitString(signature)));
  }
}

const execute = promisify(execFile);

/** The key never leaves the token: OpenSSL's engine signs the request, and later the handshakes. */
class TokenKey implements DeviceKey {
  readonly tlsOptions: DeviceKey['tlsOptions'];
  readonly publicKey: Buffer;
  readonly tlsKeyHash: Bytes32;
  readonly #token: Pkcs11Key;

  private constructor(token: Pkcs11Key, publicKey: Buffer) {
    this.#token = token;
    this.publicKey = publicKey;
    this.tlsKeyHash = hashOf(publicKey);
    this.tlsOptions = { privateKeyEngine: token.engine, privateKeyIdentifier: token.uri };
  }

  static async open(token: Pkcs11Key): Promise<TokenKey> {
    // The engine that Node loads finds its module here.
    process.env.PKCS11_MODULE_PATH = token.module;
    const text = await openssl(token, [
      'pkey',
      '-engine',
      token.engine,
      '-inform',
      'engine',
      '-in',
      token.uri,
      '-pubout',
    ]);
    return new TokenKey(token, spki(createPublicKey(text)));
  }

  certificateRequest(deviceId: Bytes32): Promise<string> {
    const { engine, uri } = this.#token;
    const subject = `/CN=${deviceId.slice(2)}`;
    const key = ['-engine', engine, '-keyform', 'engine', '-key', uri];
    return openssl(this.#token, ['req', '-new', '-sha256', '-batch', '-subj', subject, ...key]);
  }
}

/** The URI holds no PIN, which the profile ensures, so it may appear among the arguments. */
async function openssl({ module }: Pkcs11Key, args: readonly string[]): Promise<string> {
  try {
    const env = { ...process.env, PKCS11_MODULE_PATH: module };
    const running = execute('openssl', args, { env, timeout: 15_000 });
    // Without the engine it would read a key from standard input.
    running.child.stdin?.end();
    return (await running).stdout;
  } catch (cause) {
    throw new EvlockError(
      'PROFILE_INVALID',
      { field: 'deviceLink.pkcs11', problem: 'the token does not answer' },
      { cause },
    );
  }
}
