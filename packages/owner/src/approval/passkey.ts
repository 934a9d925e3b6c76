/** The owner's passkey as the owner's own process sees it: something that signs a challenge for a page. */
import type { Assertion, Bytes32, DeploymentFile } from '@evlock/protocol';

/** `SoftwarePasskey` of `@evlock/simulator` is one. */
export interface Passkey {
  /** An assertion with user presence and verification over `challenge`, for the relying party and origin of `page`. */
  assert(challenge: Bytes32, page: Page): Assertion | Promise<Assertion>;
}

/** The page that a passkey speaks for. */
export interface Page {
  readonly rpId: string;
  readonly origin: string;
}

/** The first page of a deployment: that of a process without a browser. */
export const firstPage = ({ rpId, origins: [origin = ''] }: Pick<DeploymentFile, 'rpId' | 'origins'>): Page => ({
  rpId,
  origin,
});
