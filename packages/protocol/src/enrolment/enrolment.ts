/** What binds an enrolment code to the evidence made for it. */
import { keccak256, stringToBytes } from 'viem/utils';
import { z } from 'zod';
import { type Signature, signatureSchema } from '../signed-data/signature.ts';
import { Enrolment } from '../signed-data/structs.ts';
import type { Bytes32 } from '../values/field.ts';

/** How long an enrolment code is valid, in seconds. */
export const CODE_VALIDITY = 3600;

/** How long a signed enrolment is valid, in seconds: the time that the operator has to approve it. */
export const ENROLMENT_VALIDITY = 7 * 86_400;

/** The evidence's `verifierNonce` for a one-time code. A code is used once, so evidence cannot be replayed. */
export const enrolmentNonce = (code: string): Bytes32 => keccak256(stringToBytes(`evlock enrolment v1 ${code}`));

/** What the registry stores of a device id, so that the id itself, which certificates name, is not on chain. */
export const deviceIdHash = (deviceId: Bytes32): Bytes32 => keccak256(stringToBytes(`evlock device v1 ${deviceId}`));

/** An enrolment signed by its account key and its meter key, which the enroller puts on chain. */
export const signedEnrolmentSchema = z.strictObject({
  enrolment: Enrolment.schema,
  signatures: z.strictObject({ account: signatureSchema, meter: signatureSchema }),
});
export interface SignedEnrolment {
  readonly enrolment: Enrolment;
  readonly signatures: { readonly account: Signature; readonly meter: Signature };
}
