/** The owner's passkey as the owner's process sees it: it signs a challenge for a page. */
import type { Assertion, Bytes32, DeploymentFile } from '@evlock/protocol';

/** Implemented by `SoftwarePasskey` of `@evlock/simulator`. */
export interface Passkey {
  /** An assertion with user presence and verification over `challenge`, for the relying party and origin of `page`. */
  assert(challenge: Bytes32, page: Page): Assertion | Promise<Assertion>;
}

/** The page that a passkey speaks for. */
export interface Page {
  readonly rpId: string;
  readonly origin: string;
}

/** A deployment's first page, used by a process without a browser. */
export const firstPage = ({ rpId, origins: [origin = ''] }: Pick<DeploymentFile, 'rpId' | 'origins'>): Page => ({
  rpId,
  origin,
});
