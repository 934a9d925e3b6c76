/** What a device sends that its own meter key has signed: checked once, where it comes in. */
import { type Bytes32, EvlockError, recoverAddress, type Signature } from '@evlock/protocol';
import type { Principal } from '../database/principal.ts';

declare const own: unique symbol;
/** Signed by the meter key of the device that sent it; only `ownSigned` says so. */
export type OwnSigned<T> = T & { readonly [own]: true };

/**
 * A certificate stands for one meter key: a device may not send what another key signed. `digest` is that of `message`.
 * Throws `DEVICE_MISMATCH`, or `INVALID_SIGNATURE` for what is no signature.
 */
export function ownSigned<T extends { readonly signature: Signature }>(
  { meterKey }: Pick<Principal, 'meterKey'>,
  digest: Bytes32,
  message: T,
): OwnSigned<T> {
  const signer = recoverAddress(digest, message.signature);
  if (signer !== meterKey) throw new EvlockError('DEVICE_MISMATCH', { field: 'signature', value: signer });
  return message as OwnSigned<T>;
}
