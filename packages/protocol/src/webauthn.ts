/** Passkey assertions (WebAuthn level 3): their wire form and their verification. */
import { z } from 'zod';
import type { Hex } from './field.ts';

const hexBetween = (min: number, max: number) =>
  z
    .string()
    .regex(/^0x([0-9a-f]{2})*$/)
    .min(2 + 2 * min)
    .max(2 + 2 * max) as unknown as z.ZodType<Hex>;

/** What a passkey gives for a challenge. */
export const assertionSchema = z.strictObject({
  /** rpIdHash (32) ‖ flags (1) ‖ counter (4) ‖ extensions. */
  authenticatorData: hexBetween(37, 512),
  /** The exact bytes that were signed, as UTF-8 text. */
  clientDataJSON: z.string().max(1024),
  /** P-256 signature as r ‖ s, 64 bytes. */
  signature: hexBetween(64, 64),
});
export type Assertion = z.infer<typeof assertionSchema>;
