/**
 * A software passkey, for the owner's process and for tests. It replaces a phone; never part of gateway or meter. Its key
 * file is protected only by its mode.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readSecretFile, writeSecretFile } from '@evlock/files';
import {
  type Assertion,
  type Bytes32,
  clientDataOf,
  EvlockError,
  type Hex,
  type PasskeyPublicKey,
} from '@evlock/protocol';

const USER_PRESENT_AND_VERIFIED = 0x05;

/** The page that a passkey speaks for. */
export interface RelyingParty {
  readonly rpId: string;
  readonly origin: string;
}

const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString('hex')}`;

const coordinate = (text: string | undefined): Bytes32 => hex(Buffer.from(text ?? '', 'base64url'));

export class SoftwarePasskey {
  /** The public part, to be bound to a meter. */
  readonly publicKey: PasskeyPublicKey;
  private readonly key: KeyObject;

  private constructor(key: KeyObject) {
    const { x, y } = createPublicKey(key).export({ format: 'jwk' });
    this.key = key;
    this.publicKey = { x: coordinate(x), y: coordinate(y) };
  }

  /** A new passkey that lives in memory only. */
  static generate(): SoftwarePasskey {
    return new SoftwarePasskey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  }

  /** A new passkey in a new file of mode 0600. Throws `FILE_UNUSABLE`, also when the file exists. */
  static async create(path: string): Promise<SoftwarePasskey> {
    const passkey = SoftwarePasskey.generate();
    await writeSecretFile(path, String(passkey.key.export({ format: 'pem', type: 'pkcs8' })));
    return passkey;
  }

  /** Loads a passkey from a PEM file. Throws `SECRET_EXPOSED` when others may read the file, `FILE_UNUSABLE` when it holds none. */
  static async load(path: string): Promise<SoftwarePasskey> {
    const pem = await readSecretFile(path);
    try {
      return new SoftwarePasskey(createPrivateKey(pem));
    } catch (cause) {
      throw new EvlockError('FILE_UNUSABLE', { file: path, problem: 'is not a passkey in PEM' }, { cause });
    }
  }

  /**
   * Approves `challenge` as a browser would for this page, user present and verified; `clientDataJSON` imitates another
   * browser.
   */
  assert(
    challenge: Bytes32,
    { rpId, origin }: RelyingParty,
    clientDataJSON = clientDataOf(challenge, origin),
  ): Assertion {
    const rpIdHash = createHash('sha256').update(rpId).digest();
    const counter = [0, 0, 0, 0];
    const data = Buffer.concat([rpIdHash, Buffer.from([USER_PRESENT_AND_VERIFIED, ...counter])]);
    const clientDataHash = createHash('sha256').update(clientDataJSON).digest();
    const signature = sign('sha256', Buffer.concat([data, clientDataHash]), {
      key: this.key,
      dsaEncoding: 'ieee-p1363',
    });
    return { authenticatorData: hex(data), clientDataJSON, signature: hex(signature) };
  }
}
