/** The part of npm `secp256k1` that we use; the package ships no types. */
declare module 'secp256k1' {
  const secp256k1: {
    ecdsaRecover(signature: Uint8Array, recoveryId: number, message: Uint8Array, compressed: boolean): Uint8Array;
    ecdsaSign(message: Uint8Array, privateKey: Uint8Array): { signature: Uint8Array; recid: number };
    publicKeyCreate(privateKey: Uint8Array, compressed: boolean): Uint8Array;
    publicKeyConvert(publicKey: Uint8Array, compressed: boolean): Uint8Array;
    privateKeyVerify(privateKey: Uint8Array): boolean;
    /** SHA-256 of the compressed shared point. */
    ecdh(publicKey: Uint8Array, privateKey: Uint8Array): Uint8Array;
  };
  export default secp256k1;
}
