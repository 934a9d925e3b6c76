/** The keys that a hacked gateway has: its own. */

/** PEM texts. */
export interface HostileIdentity {
  /** A server certificate by the authority that owners and meters pin. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The authority. */
  readonly authority: string;
}
