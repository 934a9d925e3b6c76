/** A hacked gateway's keys: its own. */

/** PEM texts. */
export interface HostileIdentity {
  /** A server certificate from the authority that owners and meters pin. */
  readonly certificate: string;
  readonly privateKey: string;
  /** The authority. */
  readonly authority: string;
}
