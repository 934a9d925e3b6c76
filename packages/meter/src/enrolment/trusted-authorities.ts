/**
 * Which authorities a meter trusts after a gateway's answer. One handed over in person is not replaced on the gateway's
 * word: another is added only where a trusted one has signed its key, and an old one is removed when the gateway no longer
 * names it and the connection that says so was made under one that stays. Pure.
 */
import type { X509Certificate } from 'node:crypto';

export interface AuthoritiesTold {
  /** Those in the meter's file. */
  readonly pinned: readonly X509Certificate[];
  /** Those the gateway says to trust. */
  readonly named: readonly X509Certificate[];
  /** Cross-certificates: one authority's key signing another's. */
  readonly links: readonly X509Certificate[];
  /** What the other end of the current connection presented. */
  readonly peer: X509Certificate | undefined;
}

export interface Trusted {
  readonly authorities: readonly X509Certificate[];
  readonly added: readonly X509Certificate[];
  readonly dropped: readonly X509Certificate[];
  /** Named by the gateway, vouched for by nobody. */
  readonly unvouched: readonly X509Certificate[];
}

const same = (one: X509Certificate) => (other: X509Certificate) => one.fingerprint256 === other.fingerprint256;

const isBy = (certificate: X509Certificate, authority: X509Certificate): boolean =>
  certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

const keyOf = ({ publicKey }: X509Certificate): Buffer => publicKey.export({ type: 'spki', format: 'der' });

/** Whether `link` is a trusted authority's signature over the key and name of `authority`. */
const vouches = (link: X509Certificate, authority: X509Certificate, pinned: readonly X509Certificate[]): boolean =>
  link.ca &&
  link.subject === authority.subject &&
  keyOf(link).equals(keyOf(authority)) &&
  pinned.some((trusted) => isBy(link, trusted));

export function trustedAfter({ pinned, named, links, peer }: AuthoritiesTold): Trusted {
  const unknown = named.filter((authority) => !pinned.some(same(authority)));
  const added = unknown.filter((authority) => links.some((link) => vouches(link, authority, pinned)));
  const unvouched = unknown.filter((authority) => !added.includes(authority));
  const worked = peer && pinned.find((authority) => isBy(peer, authority));
  const stays = worked !== undefined && named.some(same(worked));
  const dropped = stays ? pinned.filter((authority) => !named.some(same(authority))) : [];
  const kept = pinned.filter((authority) => !dropped.includes(authority));
  return { authorities: [...kept, ...added], added, dropped, unvouched };
}
