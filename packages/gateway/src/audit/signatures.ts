/** Checks signatures without throwing. */
import { type Address, type Bytes32, EvlockError, recoverAddress, type Signature } from '@evlock/protocol';
import type { Difference, Place } from './difference.ts';

/** A difference unless `signer` signed `digest`. A signature cannot tell which signed field was altered. */
export function checkSignature(
  place: Place & { readonly field?: string },
  digest: Bytes32,
  signature: Signature,
  signer: Address,
): Difference[] {
  const recorded = signerOf(digest, signature);
  if (recorded === signer) return [];
  return [{ field: 'signature', ...place, recorded: `by ${recorded}`, expected: `by ${signer} over this row` }];
}

export const isSignedBy = (digest: Bytes32, signature: Signature, signer: Address): boolean =>
  signerOf(digest, signature) === signer;

function signerOf(digest: Bytes32, signature: Signature): string {
  try {
    return recoverAddress(digest, signature);
  } catch (error) {
    return EvlockError.is(error) ? 'nobody' : 'unreadable';
  }
}
