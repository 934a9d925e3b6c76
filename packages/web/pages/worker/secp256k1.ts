/** What the protocol needs of npm `secp256k1`, by noble: a browser has nothing native. Verification only; no key is ever here. */
import { secp256k1 } from '@noble/curves/secp256k1.js';

const never = (): never => {
  throw new Error('a page signs nothing with secp256k1');
};

export default {
  /** `signature` is r ‖ s; gives the public key in 33 bytes if compressed, else 65. Throws when there is none. */
  ecdsaRecover(signature: Uint8Array, recoveryId: number, message: Uint8Array, compressed: boolean): Uint8Array {
    return secp256k1.Signature.fromBytes(signature, 'compact')
      .addRecoveryBit(recoveryId)
      .recoverPublicKey(message)
      .toBytes(compressed);
  },
  publicKeyConvert(publicKey: Uint8Array, compressed: boolean): Uint8Array {
    return secp256k1.Point.fromBytes(publicKey).toBytes(compressed);
  },
  privateKeyVerify: (privateKey: Uint8Array): boolean => secp256k1.utils.isValidSecretKey(privateKey),
  ecdsaSign: never,
  publicKeyCreate: never,
  ecdh: never,
};
