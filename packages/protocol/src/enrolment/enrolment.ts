/** What ties an enrolment code to the evidence made for it. */
import { keccak256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { type Signature, signatureSchema } from '../signed-data/signature.ts';
import { Enrolment } from '../signed-data/structs.ts';
import type { Bytes32 } from '../values/field.ts';

/** How long the gateway lets a device in by a code, in seconds. */
export const CODE_VALIDITY = 3600;

/** How long what a meter signed for the registry holds, in seconds: so long the operator may take to approve. */
export const ENROLMENT_VALIDITY = 7 * 86_400;

/** The evidence's `verifierNonce` for a one-time code. A code is used once, so evidence cannot be replayed. */
export const enrolmentNonce = (code: string): Bytes32 => keccak256(stringToBytes(`evlock enrolment v1 ${code}`));

/** What the registry keeps of a device id, so that the id itself, which names certificates, does not stand on chain. */
export const deviceIdHash = (deviceId: Bytes32): Bytes32 => keccak256(stringToBytes(`evlock device v1 ${deviceId}`));

/** An enrolment as its account key and its meter key signed it: what the enroller puts on chain. */
export const signedEnrolmentSchema = z.strictObject({
  enrolment: Enrolment.schema,
  signatures: z.strictObject({ account: signatureSchema, meter: signatureSchema }),
});
export interface SignedEnrolment {
  readonly enrolment: Enrolment;
  readonly signatures: { readonly account: Signature; readonly meter: Signature };
}
