/** The owner's passkey as the owner's own process sees it: something that signs a challenge for a page. */
import type { Assertion, Bytes32 } from '@evlock/protocol';

/** `SoftwarePasskey` of `@evlock/simulator` is one. */
export interface Passkey {
  /** An assertion with user presence and verification over `challenge`, for the relying party and origin of `page`. */
  assert(challenge: Bytes32, page: { readonly rpId: string; readonly origin: string }): Assertion | Promise<Assertion>;
}
