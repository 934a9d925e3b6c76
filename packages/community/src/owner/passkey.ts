/** The owner's passkey as the owner's own process sees it: something that signs a challenge. */
import type { Assertion, Bytes32 } from '@evlock/protocol';

/** Made for one relying party and origin. `SoftwarePasskey` of `@evlock/simulator` is one. */
export interface Passkey {
  /** An assertion with user presence and verification over `challenge`. */
  assert(challenge: Bytes32): Assertion | Promise<Assertion>;
}
