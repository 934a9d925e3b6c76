/** Who may ask: a browser that shows a page of this very origin. A name that resolves to this machine is no such origin. */
import type { IncomingHttpHeaders } from 'node:http';
import { EvlockError } from '@evlock/protocol';

export interface OwnOrigin {
  /** `http://localhost:8080`. */
  readonly origin: string;
  /** `localhost:8080`. */
  readonly host: string;
}

export const ownOrigin = (url: string): OwnOrigin => ({ origin: new URL(url).origin, host: new URL(url).host });

/** Methods that change nothing, for which a browser writes no `Origin` on its own pages. */
const READS = ['GET', 'HEAD'];

/** Throws `ORIGIN_FORBIDDEN` with the header that is not this origin's. */
export function requireOwnPage(method: string, headers: IncomingHttpHeaders, own: OwnOrigin): void {
  if (headers.host !== own.host) throw new EvlockError('ORIGIN_FORBIDDEN', { header: 'host' });
  const { origin } = headers;
  const isOwn = origin === undefined ? READS.includes(method) : origin === own.origin;
  if (!isOwn) throw new EvlockError('ORIGIN_FORBIDDEN', { header: 'origin' });
  // Pages may be opened from anywhere by a person; everything else is asked for by these pages alone.
  const site = headers['sec-fetch-site'];
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && READS.includes(method);
  if (typeof site === 'string' && !isNavigation && site !== 'same-origin' && site !== 'none') {
    throw new EvlockError('ORIGIN_FORBIDDEN', { header: 'sec-fetch-site' });
  }
}
